// Rows of a plain string column that change places: bytes as the rows say, and ends by way of
// lengths, which do not depend on what stands before.
#include <algorithm>

#include "kernels/core/row_moves.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu {

void StringColumn::rearrange(std::span<const RowStretch> stretches) {
  const std::vector<ValueMove> moves = moves_of(stretches);
  const std::size_t num_rows = moves.empty() ? 0 : moves.back().to + moves.back().size;
  if (is_coded()) {
    move_values(moves, codes_.data());
    codes_.resize(num_rows);
    return;
  }
  std::vector<ValueMove> byte_moves;
  byte_moves.reserve(moves.size());
  std::size_t num_bytes = 0;
  for (const RowStretch& stretch : stretches) {
    const std::uint64_t begin = byte_begin(stretch.begin);
    const std::uint64_t size = byte_begin(stretch.end) - begin;
    byte_moves.push_back({begin, num_bytes, size, stretch.is_moved});
    num_bytes += size;
  }
  ends_to_lengths();
  move_values(moves, ends_.data());
  ends_.resize(num_rows);
  lengths_to_ends();
  move_values(byte_moves, bytes_.data());
  bytes_.resize(num_bytes);
}

void StringColumn::permute(std::span<const RowPermutation> permutations) {
  if (is_coded()) return permute_values(permutations, codes_.data());
  std::vector<char> block;
  std::vector<std::uint32_t> lengths;
  for (const RowPermutation& permutation : permutations) {
    const std::uint64_t begin = byte_begin(permutation.begin);
    const std::uint64_t end = byte_begin(permutation.begin + permutation.rows.size());
    block.assign(bytes_.data() + begin, bytes_.data() + end);
    char* to = bytes_.data() + begin;
    for (const std::uint32_t row : permutation.rows) {
      const std::uint64_t row_begin = byte_begin(row);
      const std::uint64_t size = byte_begin(row + 1) - row_begin;
      to = std::copy_n(block.data() + (row_begin - begin), size, to);
    }
  }
  ends_to_lengths();
  permute_values(permutations, ends_.data());
  lengths_to_ends();
}

/// Behind this, ends_ holds the length of each string until lengths_to_ends.
void StringColumn::ends_to_lengths() {
  for (std::size_t begin = 0; begin < ends_.size(); begin += kBlockMask + 1) {
    const std::size_t end = std::min(begin + kBlockMask + 1, ends_.size());
    for (std::size_t i = end - 1; i > begin; --i) ends_[i] -= ends_[i - 1];
  }
}

void StringColumn::lengths_to_ends() {
  bases_.clear();
  std::uint64_t base = 0;
  for (std::size_t begin = 0; begin < ends_.size(); begin += kBlockMask + 1) {
    const std::size_t end = std::min(begin + kBlockMask + 1, ends_.size());
    bases_.push_back(base);
    std::uint64_t length = 0;
    for (std::size_t i = begin; i < end; ++i) {
      length += ends_[i];
      ends_[i] = static_cast<std::uint32_t>(length);
    }
    static_cast<void>(checked_cast<std::uint32_t>(length));
    base += length;
  }
}

}  // namespace fsu
