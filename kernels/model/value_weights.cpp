#include "kernels/model/value_weights.hpp"

#include <algorithm>

#include "kernels/core/key_groups.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::model {
namespace {

/// The records of a population as rows, one part behind the other.
class PopulationRows {
 public:
  explicit PopulationRows(std::span<const PopulationRecords> population) : parts_(population) {
    for (const PopulationRecords& part : population) size_ += part.identities.size();
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Identity& identity(std::size_t row) const {
    const PopulationRecords* part = parts_.data();
    for (; row >= part->identities.size(); ++part) row -= part->identities.size();
    return part->identities[row];
  }
  [[nodiscard]] std::uint32_t weight(std::size_t row) const {
    const PopulationRecords* part = parts_.data();
    for (; row >= part->identities.size(); ++part) row -= part->identities.size();
    return part->weights[row];
  }

 private:
  std::span<const PopulationRecords> parts_;
  std::size_t size_ = 0;
};

}  // namespace

void ValueWeights::add_up() {
  std::uint64_t total = 0;
  double sum_of_squares = 0;
  for (const std::uint64_t weight : weights_) {
    total += weight;
    const double of = people_of(weight);
    sum_of_squares += of * of;
  }
  if (total > 0) mean_ = std::max(sum_of_squares / people_of(total), 1e-6);
}

FullNameWeights::FullNameWeights(std::span<const PopulationRecords> population) {
  const PopulationRows records(population);
  UnsetVector<std::uint32_t> rows = all_rows(records.size());
  std::erase_if(rows, [&](std::uint32_t row) { return !records.identity(row).has_full_name(); });
  const KeyGroups groups = group_by_key(std::move(rows), [&](std::uint32_t row) {
    return GroupKey<1>{key_of(records.identity(row))};
  });
  keys_.resize(groups.size());
  weights_.resize(groups.size());
  for_blocks(groups.size(), kBlockGroups, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      keys_[i] = key_of(records.identity(groups.first(i)));
      weights_[i] = 0;
      for (const std::uint32_t row : groups.of(i)) weights_[i] += records.weight(row);
    }
  });
  for (const std::uint64_t weight : weights_) total_ += weight;
}

double FullNameWeights::of(std::uint64_t key, std::size_t& hint) const {
  const auto at = [&](std::size_t place) {
    return keys_.begin() + static_cast<std::ptrdiff_t>(place);
  };
  // In steps that double, from the hint to behind the name.
  std::size_t begin = hint < keys_.size() && keys_[hint] <= key ? hint : 0;
  std::size_t end = begin;
  for (std::size_t step = 1; end < keys_.size() && keys_[end] < key; step *= 2) {
    begin = end;
    end = std::min(end + step, keys_.size());
  }
  const auto found = std::lower_bound(at(begin), at(std::min(end + 1, keys_.size())), key);
  if (found == keys_.end() || *found != key) return 0;
  hint = static_cast<std::size_t>(found - keys_.begin());
  return people_of(weights_[hint]);
}

}  // namespace fsu::model
