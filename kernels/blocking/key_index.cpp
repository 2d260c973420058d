#include "kernels/blocking/key_index.hpp"

#include <algorithm>
#include <bit>

#include "kernels/core/key_groups.hpp"

namespace fsu::blocking {

namespace {

/// Values of the low bits for each key: one key in so many that are not there is let through.
constexpr std::size_t kLowValuesPerKey = 8;

}  // namespace

KeyIndex::KeyIndex(std::span<const KeyEntry> entries) {
  const KeyGroups groups = group_by_key(all_rows(entries.size()), [&](std::uint32_t row) {
    return GroupKey<2>{entries[row].key, entries[row].record};
  });
  members_.reserve(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i + kGroupsAhead < groups.size()) {
      __builtin_prefetch(&entries[groups.first(i + kGroupsAhead)]);
    }
    const KeyEntry& entry = entries[groups.first(i)];
    if (keys_.empty() || keys_.back() != entry.key) {
      keys_.push_back(entry.key);
      begins_.push_back(static_cast<std::uint32_t>(members_.size()));
    }
    members_.push_back(entry.record);
  }
  begins_.push_back(static_cast<std::uint32_t>(members_.size()));
  make_directory();
}

void KeyIndex::make_directory() {
  const int num_bits = std::max(1, static_cast<int>(std::bit_width(keys_.size())));
  shift_ = 64 - num_bits;
  const std::size_t num_ranges = std::size_t{1} << num_bits;
  directory_.assign(num_ranges + 1, 0);
  for (const std::uint64_t key : keys_) ++directory_[(key >> shift_) + 1];
  for (std::size_t i = 0; i < num_ranges; ++i) directory_[i + 1] += directory_[i];
  const std::size_t num_values =
      std::bit_ceil(std::max<std::size_t>(64, kLowValuesPerKey * keys_.size()));
  low_mask_ = num_values - 1;
  low_bits_.assign(num_values / 64, 0);
  for (const std::uint64_t key : keys_) {
    low_bits_[(key & low_mask_) >> 6] |= std::uint64_t{1} << (key & 63);
  }
}

std::span<const std::uint32_t> KeyIndex::find_block(std::uint64_t key) const {
  const std::uint64_t range = key >> shift_;
  for (std::uint32_t i = directory_[range]; i < directory_[range + 1]; ++i) {
    if (keys_[i] == key) {
      return std::span(members_).subspan(begins_[i], begins_[i + 1] - begins_[i]);
    }
  }
  return {};
}

}  // namespace fsu::blocking
