#include "kernels/evaluate/true_pairs.hpp"

#include <algorithm>

#include "kernels/core/parallel_sort.hpp"

namespace fsu::evaluate {

TruePairs::TruePairs(std::span<const RecordPair> pairs, bool is_one_file)
    : is_one_file_(is_one_file) {
  keys_.reserve(pairs.size());
  for (const RecordPair& pair : pairs) {
    if (!is_one_file || pair.left != pair.right) keys_.push_back(key_of(pair));
  }
  parallel_sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
}

std::uint64_t TruePairs::key_of(RecordPair pair) const {
  if (is_one_file_ && pair.right < pair.left) std::swap(pair.left, pair.right);
  return std::uint64_t{pair.left} << 32 | pair.right;
}

bool TruePairs::contains(RecordPair pair) const {
  return std::binary_search(keys_.begin(), keys_.end(), key_of(pair));
}

RecordPair TruePairs::pair(std::size_t i) const {
  return {static_cast<std::uint32_t>(keys_[i] >> 32), static_cast<std::uint32_t>(keys_[i])};
}

std::int64_t TruePairs::num_left_records() const {
  std::vector<std::uint32_t> records;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    records.push_back(pair(i).left);
    if (is_one_file_) records.push_back(pair(i).right);
  }
  std::sort(records.begin(), records.end());
  return std::unique(records.begin(), records.end()) - records.begin();
}

}  // namespace fsu::evaluate
