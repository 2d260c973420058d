#include "src/stages/near_lists.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

constexpr std::size_t kBlockSize = 1024;

}  // namespace

NearLists::NearLists(const compare::NameTraits& traits, const compare::NearNames& near,
                     const std::vector<bool>& of_mentions, const std::vector<bool>& of_index)
    : begins_(traits.size() + 1), num_close_(traits.size()) {
  const auto is_kept = [&](NameId other) { return of_index[other.index()]; };
  for_blocks(traits.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (!of_mentions[i]) continue;
      const auto all = near.of(NameId{static_cast<std::uint32_t>(i)});
      begins_[i + 1] = static_cast<std::uint64_t>(std::ranges::count_if(all, is_kept));
    }
  });
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  names_.resize(begins_.back());
  for_blocks(traits.size(), kBlockSize, [&](const Block& block) {
    compare::NameComparer comparer(traits);
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (begins_[i] == begins_[i + 1]) continue;
      const NameId name{static_cast<std::uint32_t>(i)};
      comparer.set_name(name);
      const auto first = names_.begin() + static_cast<std::ptrdiff_t>(begins_[i]);
      const auto last = names_.begin() + static_cast<std::ptrdiff_t>(begins_[i + 1]);
      std::ranges::copy_if(near.of(name), first, is_kept);
      const auto others = std::stable_partition(
          first, last, [&](NameId other) { return comparer.compare(other) == NameLevel::kClose; });
      num_close_[i] = static_cast<std::uint32_t>(others - first);
    }
  });
}

NameLevel NearLists::level(NameId of_mention, NameId of_index) const {
  if (of_mention.is_none() || of_index.is_none()) return NameLevel::kOther;
  if (of_mention == of_index) return NameLevel::kSame;
  const blocking::NearSpan near = of(of_mention);
  if (std::ranges::binary_search(near.close, of_index)) return NameLevel::kClose;
  return std::ranges::binary_search(near.near, of_index) ? NameLevel::kNear : NameLevel::kOther;
}

}  // namespace fsu::stages
