#include "kernels/model/term_frequency.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/model/model.hpp"
#include "kernels/model/value_weights.hpp"

namespace fsu::model {
namespace {

constexpr double kFullNameShape = 50;
constexpr double kDatePseudoPeople = 10;
constexpr std::size_t kBlockSize = std::size_t{1} << 14;
/// No agreement says 2^12 times more or less than another one of its level.
constexpr Weight kMostAdjustment = 12 * kWeightOne;

std::int32_t adjustment(double mean, double number) {
  const Weight weight = weight_of_ratio(mean / number);
  return static_cast<std::int32_t>(std::clamp(weight, -kMostAdjustment, kMostAdjustment));
}

/// One number a value, in parallel.
template <class Number, class Function>
std::vector<Number> of_values(std::size_t num_values, const Function& number_of) {
  std::vector<Number> numbers(num_values);
  for_blocks(num_values, kBlockSize, [&](const Block& block) {
    for (std::size_t value = block.begin; value < block.end; ++value) {
      numbers[value] = number_of(value);
    }
  });
  return numbers;
}

/// The values that occur at all: names by id, whole dates by day.
struct Domain {
  std::size_t num_names = 0;
  std::int64_t first_day = std::numeric_limits<std::int64_t>::max();
  std::int64_t last_day = std::numeric_limits<std::int64_t>::min();

  [[nodiscard]] static Domain empty() { return {}; }
  void merge(const Domain& other) {
    num_names = std::max(num_names, other.num_names);
    first_day = std::min(first_day, other.first_day);
    last_day = std::max(last_day, other.last_day);
  }
  [[nodiscard]] Domain finish() const { return *this; }

  void add(const Identity& identity) {
    for (const NameId name : {identity.forename, identity.surname}) {
      if (!name.is_none()) num_names = std::max(num_names, name.index() + 1);
    }
    if (identity.has_whole_date()) {
      const std::int64_t day = days_since_epoch(identity.date_of_birth);
      first_day = std::min(first_day, day);
      last_day = std::max(last_day, day);
    }
  }
  void add(std::span<const Identity> identities) {
    merge(reduce_blocks<Domain>(identities.size(), kBlockSize, [&](const Block& block) {
      Domain domain;
      for (std::size_t i = block.begin; i < block.end; ++i) domain.add(identities[i]);
      return domain;
    }));
  }

  [[nodiscard]] std::size_t num_days() const {
    return first_day > last_day ? 0 : static_cast<std::size_t>(last_day - first_day + 1);
  }
  [[nodiscard]] std::size_t day_of(const Identity& identity) const {
    return static_cast<std::size_t>(days_since_epoch(identity.date_of_birth) - first_day);
  }
};

std::optional<std::size_t> place_of(NameId name) {
  return name.is_none() ? std::nullopt : std::optional(name.index());
}

/// The weights of every value, and what agreeing on each changes.
class Frequencies {
 public:
  Frequencies(std::span<const PopulationRecords> population, const Domain& domain)
      : domain_(domain), full_names_(population) {
    // One field a thread: the counts of a field may all be one's.
    for_blocks(kNumFields, 1, [&](const Block& block) { count(population, block.index); });
    for (const std::size_t field : {kForename, kSurname}) {
      const ValueWeights& names = *weights_[field];
      adjustments_[field] = of_values<std::int32_t>(names.size(), [&](std::size_t name) {
        return adjustment(names.mean(), std::max(names.of(name), 1.0));
      });
    }
    const ValueWeights& days = *weights_[kDate];
    adjustments_[kDate] = of_values<std::int32_t>(days.size(), [&](std::size_t day) {
      return adjustment(days.mean() + kDatePseudoPeople, days.of(day) + kDatePseudoPeople);
    });
    set_mean_of_full_names();
  }

  [[nodiscard]] const ValueWeights& forenames() const { return *weights_[kForename]; }
  [[nodiscard]] const ValueWeights& surnames() const { return *weights_[kSurname]; }

  /// Sets the adjustments of some records; neighbours of one full name cost it once.
  void set(std::span<const Identity> records, std::span<FrequencyAdjustments> adjusted) const {
    std::size_t hint = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const Identity& record = records[i];
      FrequencyAdjustments& of = adjusted[i];
      if (!record.forename.is_none()) {
        of.forename = adjustments_[kForename][record.forename.index()];
      }
      if (!record.surname.is_none()) of.surname = adjustments_[kSurname][record.surname.index()];
      if (record.has_full_name()) {
        const bool is_known =
            i > 0 && FullNameWeights::key_of(record) == FullNameWeights::key_of(records[i - 1]);
        of.full_name = is_known ? adjusted[i - 1].full_name : of_full_name(record, hint);
      }
      if (record.has_whole_date()) {
        of.date_of_birth = adjustments_[kDate][domain_.day_of(record)];
      }
    }
  }

 private:
  enum Field : std::size_t { kForename, kSurname, kDate, kNumFields };

  void count(std::span<const PopulationRecords> population, std::size_t field) {
    if (field == kDate) {
      weights_[kDate].emplace(population, domain_.num_days(), [&](const Identity& of) {
        return of.has_whole_date() ? std::optional(domain_.day_of(of)) : std::nullopt;
      });
      return;
    }
    const auto name = field == kForename ? &Identity::forename : &Identity::surname;
    weights_[field].emplace(population, domain_.num_names,
                            [&](const Identity& of) { return place_of(of.*name); });
  }

  std::int32_t of_full_name(const Identity& identity, std::size_t& hint) const {
    const std::uint64_t key = FullNameWeights::key_of(identity);
    return adjustment(mean_of_full_names_, estimate_others(key, full_names_.of(key, hint)));
  }

  /// How many other people are expected to bear a full name that so many were seen with.
  [[nodiscard]] double estimate_others(std::uint64_t key, double full_name) const {
    const double forename = forenames().of(key >> 32);
    const double surname = surnames().of(key & 0xffffffff);
    const double num_people = std::max(full_names_.total(), 1.0);
    const double expected = std::max(forename, 1.0) * std::max(surname, 1.0) / num_people;
    const double seen = std::max(full_name - 1, 0.0);
    return (seen + kFullNameShape) / (1 + kFullNameShape / expected);
  }

  /// The mean over people of how many others bear their full name.
  void set_mean_of_full_names() {
    const std::vector<double> parts = of_values<double>(full_names_.size(), [&](std::size_t place) {
      const double bearers = full_names_.people(place);
      return bearers * estimate_others(full_names_.key(place), bearers);
    });
    double sum = 0;
    for (const double part : parts) sum += part;
    if (full_names_.total() > 0) mean_of_full_names_ = std::max(sum / full_names_.total(), 1e-9);
  }

  Domain domain_;
  FullNameWeights full_names_;
  std::array<std::optional<ValueWeights>, kNumFields> weights_;
  std::array<std::vector<std::int32_t>, kNumFields> adjustments_;  ///< by value
  double mean_of_full_names_ = 1;
};

/// By name: 1 / sqrt of the number of people who bear it, against the mean over left records.
std::vector<std::int32_t> spellings(std::span<const Identity> left, NameId Identity::*name,
                                    const ValueWeights& bearers) {
  const std::vector<double> rarity = of_values<double>(bearers.size(), [&](std::size_t value) {
    return 1 / std::sqrt(std::max(bearers.of(value), 1.0));
  });
  double sum = 0;
  std::size_t num_filled = 0;
  for (const Identity& identity : left) {
    if ((identity.*name).is_none()) continue;
    sum += rarity[(identity.*name).index()];
    ++num_filled;
  }
  if (num_filled == 0) return {};
  return of_values<std::int32_t>(rarity.size(), [&](std::size_t value) {
    return adjustment(rarity[value], sum / static_cast<double>(num_filled));
  });
}

}  // namespace

RecordFrequencies record_frequencies(std::span<const PopulationRecords> population,
                                     std::span<const Identity> left,
                                     std::span<const Identity> right) {
  Domain domain;
  for (const PopulationRecords& records : population) {
    FSU_CHECK(records.identities.size() == records.weights.size());
    domain.add(records.identities);
  }
  domain.add(left);
  domain.add(right);
  const Frequencies frequencies(population, domain);
  RecordFrequencies result;
  result.right.resize(right.size());
  for_blocks(right.size(), kBlockSize, [&](const Block& block) {
    const std::size_t size = block.end - block.begin;
    frequencies.set(right.subspan(block.begin, size),
                    std::span(result.right).subspan(block.begin, size));
  });
  std::array<std::vector<std::int32_t>, 2> of_names;
  for_blocks(of_names.size(), 1, [&](const Block& block) {
    of_names[block.index] = block.index == 0
                                ? spellings(left, &Identity::forename, frequencies.forenames())
                                : spellings(left, &Identity::surname, frequencies.surnames());
  });
  result.left.resize(left.size());
  for_blocks(left.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (!left[i].forename.is_none()) {
        result.left[i].forename = of_names[0][left[i].forename.index()];
      }
      if (!left[i].surname.is_none()) result.left[i].surname = of_names[1][left[i].surname.index()];
    }
  });
  return result;
}

}  // namespace fsu::model
