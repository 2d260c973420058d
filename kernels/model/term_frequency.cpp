#include "kernels/model/term_frequency.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"
#include "kernels/model/model.hpp"

namespace fsu::model {
namespace {

constexpr double kFullNameShape = 50;
constexpr double kDatePseudoPeople = 10;
constexpr std::size_t kBlockSize = std::size_t{1} << 14;
/// No agreement says 2^12 times more or less than another one of its level.
constexpr Weight kMostAdjustment = 12 * kWeightOne;

double people(std::uint64_t weight) {
  return static_cast<double>(weight) / static_cast<double>(kWholePerson);
}

/// Weights by a key, ascending by key.
class KeyWeights {
 public:
  void add(std::uint64_t key, std::uint32_t weight) { entries_.emplace_back(key, weight); }

  void finish() {
    parallel_sort(entries_.begin(), entries_.end());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (kept > 0 && entries_[kept - 1].first == entries_[i].first) {
        entries_[kept - 1].second += entries_[i].second;
      } else {
        entries_[kept++] = entries_[i];
      }
    }
    entries_.resize(kept);
    for (const auto& [key, weight] : entries_) {
      total_ += weight;
      const double of = people(weight);
      sum_of_squares_ += of * of;
    }
  }

  [[nodiscard]] double of(std::uint64_t key) const {
    const auto found = std::lower_bound(entries_.begin(), entries_.end(),
                                        std::pair<std::uint64_t, std::uint64_t>(key, 0));
    return found != entries_.end() && found->first == key ? people(found->second) : 0;
  }
  [[nodiscard]] double total() const { return people(total_); }
  /// The number of people with the value of a person drawn at random.
  [[nodiscard]] double mean() const {
    return total_ == 0 ? 1 : std::max(sum_of_squares_ / total(), 1e-6);
  }

  template <class Function>
  void for_each(const Function& function) const {
    for (const auto& [key, weight] : entries_) function(key, people(weight));
  }

 private:
  std::vector<std::pair<std::uint64_t, std::uint64_t>> entries_;
  std::uint64_t total_ = 0;
  double sum_of_squares_ = 0;
};

std::uint64_t full_name_key(const Identity& identity) {
  return (std::uint64_t{identity.forename.value} << 32) | identity.surname.value;
}

std::int32_t adjustment(double mean, double number) {
  const Weight weight = weight_of_ratio(mean / number);
  return static_cast<std::int32_t>(std::clamp(weight, -kMostAdjustment, kMostAdjustment));
}

class Frequencies {
 public:
  explicit Frequencies(std::span<const PopulationRecords> population) {
    for (const PopulationRecords& records : population) add(records);
    for (KeyWeights* weights : {&forenames_, &surnames_, &full_names_, &dates_}) {
      weights->finish();
    }
    set_mean_of_full_names();
  }

  [[nodiscard]] const KeyWeights& forenames() const { return forenames_; }
  [[nodiscard]] const KeyWeights& surnames() const { return surnames_; }

  [[nodiscard]] FrequencyAdjustments of(const Identity& identity) const {
    FrequencyAdjustments result;
    if (!identity.forename.is_none()) {
      result.forename =
          adjustment(forenames_.mean(), std::max(forenames_.of(identity.forename.value), 1.0));
    }
    if (!identity.surname.is_none()) {
      result.surname =
          adjustment(surnames_.mean(), std::max(surnames_.of(identity.surname.value), 1.0));
    }
    if (identity.has_full_name()) {
      result.full_name = adjustment(mean_of_full_names_, others_of_full_name(identity));
    }
    if (identity.has_whole_date()) {
      const double bearers = dates_.of(static_cast<std::uint64_t>(identity.date_of_birth));
      result.date_of_birth =
          adjustment(dates_.mean() + kDatePseudoPeople, bearers + kDatePseudoPeople);
    }
    return result;
  }

 private:
  void add(const PopulationRecords& records) {
    FSU_CHECK(records.identities.size() == records.weights.size());
    for (std::size_t i = 0; i < records.identities.size(); ++i) {
      const Identity& identity = records.identities[i];
      const std::uint32_t weight = records.weights[i];
      if (!identity.forename.is_none()) forenames_.add(identity.forename.value, weight);
      if (!identity.surname.is_none()) surnames_.add(identity.surname.value, weight);
      if (identity.has_full_name()) full_names_.add(full_name_key(identity), weight);
      if (identity.has_whole_date()) {
        dates_.add(static_cast<std::uint64_t>(identity.date_of_birth), weight);
      }
    }
  }

  /// How many other people are expected to bear the full name.
  [[nodiscard]] double others_of_full_name(const Identity& identity) const {
    return estimate_others(forenames_.of(identity.forename.value),
                           surnames_.of(identity.surname.value),
                           full_names_.of(full_name_key(identity)));
  }

  [[nodiscard]] double estimate_others(double forename, double surname, double full_name) const {
    const double num_people = std::max(full_names_.total(), 1.0);
    const double expected = std::max(forename, 1.0) * std::max(surname, 1.0) / num_people;
    const double seen = std::max(full_name - 1, 0.0);
    return (seen + kFullNameShape) / (1 + kFullNameShape / expected);
  }

  /// The mean over people of how many others bear their full name.
  void set_mean_of_full_names() {
    double sum = 0;
    full_names_.for_each([&](std::uint64_t key, double bearers) {
      sum += bearers *
             estimate_others(forenames_.of(key >> 32), surnames_.of(key & 0xffffffff), bearers);
    });
    mean_of_full_names_ = full_names_.total() > 0 ? std::max(sum / full_names_.total(), 1e-9) : 1;
  }

  KeyWeights forenames_;
  KeyWeights surnames_;
  KeyWeights full_names_;
  KeyWeights dates_;
  double mean_of_full_names_ = 1;
};

/// 1 / sqrt of the number of people who bear the left record's spelling, against its mean.
void set_spellings(std::span<const Identity> left, NameId Identity::*name,
                   const KeyWeights& bearers, std::vector<SpellingAdjustments>& adjustments,
                   std::int32_t SpellingAdjustments::*adjusted) {
  std::vector<double> rarity(left.size());
  for_blocks(left.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if ((left[i].*name).is_none()) continue;
      rarity[i] = 1 / std::sqrt(std::max(bearers.of((left[i].*name).value), 1.0));
    }
  });
  double sum = 0;
  std::size_t num_filled = 0;
  for (const double of : rarity) {
    sum += of;
    num_filled += of > 0;
  }
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (rarity[i] > 0) {
      adjustments[i].*adjusted = adjustment(rarity[i], sum / static_cast<double>(num_filled));
    }
  }
}

}  // namespace

RecordFrequencies record_frequencies(std::span<const PopulationRecords> population,
                                     std::span<const Identity> left,
                                     std::span<const Identity> right) {
  const Frequencies frequencies(population);
  RecordFrequencies result;
  result.right.resize(right.size());
  for_blocks(right.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      result.right[i] = frequencies.of(right[i]);
    }
  });
  result.left.resize(left.size());
  set_spellings(left, &Identity::forename, frequencies.forenames(), result.left,
                &SpellingAdjustments::forename);
  set_spellings(left, &Identity::surname, frequencies.surnames(), result.left,
                &SpellingAdjustments::surname);
  return result;
}

}  // namespace fsu::model
