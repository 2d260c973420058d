#include "kernels/blocking/key_index.hpp"

#include <algorithm>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::blocking {

KeyIndex::KeyIndex(std::span<const std::uint64_t> keys) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] != kNoKey) entries.emplace_back(keys[i], checked_cast<std::uint32_t>(i));
  }
  parallel_sort(entries.begin(), entries.end());
  members_.reserve(entries.size());
  for (const auto& [key, item] : entries) {
    if (keys_.empty() || keys_.back() != key) {
      keys_.push_back(key);
      begins_.push_back(static_cast<std::uint32_t>(members_.size()));
    }
    members_.push_back(item);
  }
  begins_.push_back(checked_cast<std::uint32_t>(members_.size()));
}

std::span<const std::uint32_t> KeyIndex::block(std::uint64_t key) const {
  const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
  if (found == keys_.end() || *found != key) return {};
  const auto index = static_cast<std::size_t>(found - keys_.begin());
  return std::span(members_).subspan(begins_[index], begins_[index + 1] - begins_[index]);
}

}  // namespace fsu::blocking
