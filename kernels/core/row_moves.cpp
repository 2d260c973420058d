#include "kernels/core/row_moves.hpp"

namespace fsu {

std::vector<ValueMove> moves_of(std::span<const RowStretch> stretches) {
  std::vector<ValueMove> moves;
  moves.reserve(stretches.size());
  std::size_t to = 0;
  for (const RowStretch& stretch : stretches) {
    const std::size_t size = stretch.end - stretch.begin;
    moves.push_back({stretch.begin, to, size, stretch.is_moved});
    to += size;
  }
  return moves;
}

}  // namespace fsu
