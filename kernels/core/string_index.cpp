#include "kernels/core/string_index.hpp"

#include <bit>

#include "kernels/core/hash.hpp"

namespace fsu {
StringIndex::StringIndex(const StringColumn& column) : column_(&column) {
  FSU_CHECK(column.size() < kEmpty);
  slots_.resize(std::bit_ceil(column.size() * 2 + 1));
  mask_ = slots_.size() - 1;
  for (std::size_t i = 0; i < column.size(); ++i) {
    const std::uint64_t hash = hash_bytes(column[i]);
    std::uint64_t slot = hash & mask_;
    while (slots_[slot].position != kEmpty) slot = (slot + 1) & mask_;
    slots_[slot] = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(hash >> 32)};
  }
}

std::optional<std::uint32_t> StringIndex::find(std::string_view text) const {
  const std::uint64_t hash = hash_bytes(text);
  for (std::uint64_t slot = hash & mask_; slots_[slot].position != kEmpty;
       slot = (slot + 1) & mask_) {
    const Slot& candidate = slots_[slot];
    if (candidate.hash_bits == static_cast<std::uint32_t>(hash >> 32) &&
        (*column_)[candidate.position] == text) {
      return candidate.position;
    }
  }
  return {};
}

}  // namespace fsu
