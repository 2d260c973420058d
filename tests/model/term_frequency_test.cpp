#include "kernels/model/term_frequency.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::model {
namespace {

struct Population {
  std::vector<Identity> identities;
  std::vector<std::uint32_t> weights;

  [[nodiscard]] PopulationRecords records() const { return {identities, weights}; }
};

/// Names of very different frequency, some records of the same person.
Population random_population(std::uint64_t seed, std::size_t count) {
  Population population;
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, 0, i);
    const auto name = [&] {
      if (random.chance(0.1)) return NameId{};
      const double at = random.uniform();
      return NameId{static_cast<std::uint32_t>(60 * at * at * at)};
    };
    std::int32_t date = random.chance(0.2) ? 0
                                           : pack_date(1980, 1 + static_cast<int>(random.below(2)),
                                                       static_cast<int>(random.below(20)));
    population.identities.push_back({name(), name(), name(), date, {}, {}});
    population.weights.push_back(kWholePerson / static_cast<std::uint32_t>(1 + random.below(4)));
  }
  return population;
}

using Bearers = std::map<std::uint64_t, double>;

double total(const Bearers& bearers) {
  double sum = 0;
  for (const auto& [value, people] : bearers) sum += people;
  return sum;
}

/// The number of people with the value of a person drawn at random.
double mean(const Bearers& bearers) {
  double squares = 0;
  for (const auto& [value, people] : bearers) squares += people * people;
  return bearers.empty() ? 1 : squares / total(bearers);
}

double at(const Bearers& bearers, std::uint64_t value) {
  const auto found = bearers.find(value);
  return found == bearers.end() ? 0 : found->second;
}

std::uint64_t full_name(const Identity& identity) {
  return std::uint64_t{identity.forename.value} * 1'000'000 + identity.surname.value;
}

/// The adjustments in bits straight from their definitions, with libm.
class Reference {
 public:
  explicit Reference(std::span<const PopulationRecords> population) {
    for (const PopulationRecords& records : population) {
      for (std::size_t i = 0; i < records.identities.size(); ++i) {
        const Identity& identity = records.identities[i];
        const double people = static_cast<double>(records.weights[i]) / kWholePerson;
        if (!identity.forename.is_none()) forenames_[identity.forename.value] += people;
        if (!identity.surname.is_none()) surnames_[identity.surname.value] += people;
        if (identity.has_full_name()) {
          full_names_[full_name(identity)] += people;
          identities_.push_back({identity, people});
        }
        if (identity.has_whole_date()) {
          dates_[static_cast<std::uint64_t>(identity.date_of_birth)] += people;
        }
      }
    }
    double sum = 0;
    double people = 0;
    for (const auto& [identity, weight] : identities_) {
      sum += weight * others(identity);
      people += weight;
    }
    if (people > 0) mean_others_ = sum / people;
  }

  [[nodiscard]] double forename(NameId name) const { return of_name(forenames_, name); }
  [[nodiscard]] double surname(NameId name) const { return of_name(surnames_, name); }

  [[nodiscard]] double date(const Identity& identity) const {
    if (!identity.has_whole_date()) return 0;
    return std::log2((mean(dates_) + 10) /
                     (at(dates_, static_cast<std::uint64_t>(identity.date_of_birth)) + 10));
  }

  [[nodiscard]] double full_name_bits(const Identity& identity) const {
    if (!identity.has_full_name()) return 0;
    return std::log2(mean_others_ / others(identity));
  }

  [[nodiscard]] double bearers_of(NameId name, bool is_surname) const {
    return std::max(at(is_surname ? surnames_ : forenames_, name.value), 1.0);
  }

 private:
  static double of_name(const Bearers& bearers, NameId name) {
    return name.is_none() ? 0 : std::log2(mean(bearers) / std::max(at(bearers, name.value), 1.0));
  }

  /// The posterior mean of how many others bear the full name.
  [[nodiscard]] double others(const Identity& identity) const {
    const double expected = std::max(at(forenames_, identity.forename.value), 1.0) *
                            std::max(at(surnames_, identity.surname.value), 1.0) /
                            std::max(total(full_names_), 1.0);
    const double seen = std::max(at(full_names_, full_name(identity)) - 1, 0.0);
    return (seen + 50) / (1 + 50 / expected);
  }

  Bearers forenames_, surnames_, full_names_, dates_;
  std::vector<std::pair<Identity, double>> identities_;
  double mean_others_ = 1;
};

double bits(std::int32_t weight) { return weight_bits(weight); }

constexpr double kRounding = 1e-5;

void check(std::span<const PopulationRecords> population, std::span<const Identity> left,
           std::span<const Identity> right) {
  const Reference reference(population);
  const RecordFrequencies frequencies = record_frequencies(population, left, right);
  ASSERT_EQ(frequencies.right.size(), right.size());
  ASSERT_EQ(frequencies.left.size(), left.size());
  for (std::size_t i = 0; i < right.size(); ++i) {
    const FrequencyAdjustments& of = frequencies.right[i];
    ASSERT_NEAR(bits(of.forename), reference.forename(right[i].forename), kRounding);
    ASSERT_NEAR(bits(of.surname), reference.surname(right[i].surname), kRounding);
    ASSERT_NEAR(bits(of.date_of_birth), reference.date(right[i]), kRounding);
    ASSERT_NEAR(bits(of.full_name), std::clamp(reference.full_name_bits(right[i]), -12.0, 12.0),
                kRounding);
  }
  for (const bool is_surname : {false, true}) {
    const auto name_of = [&](const Identity& identity) {
      return is_surname ? identity.surname : identity.forename;
    };
    double sum = 0;
    double num_filled = 0;
    for (const Identity& identity : left) {
      if (name_of(identity).is_none()) continue;
      sum += 1 / std::sqrt(reference.bearers_of(name_of(identity), is_surname));
      ++num_filled;
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
      const NameId name = name_of(left[i]);
      const std::int32_t ours =
          is_surname ? frequencies.left[i].surname : frequencies.left[i].forename;
      const double expected =
          name.is_none() ? 0
                         : std::log2(1 / std::sqrt(reference.bearers_of(name, is_surname)) /
                                     (sum / num_filled));
      ASSERT_NEAR(bits(ours), expected, kRounding);
    }
  }
}

TEST(RecordFrequencies, EqualTheDefinition) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Population persons = random_population(seed, 700);
    const Population mentions = random_population(seed + 10, 300);
    const std::array both = {persons.records(), mentions.records()};
    check(both, mentions.identities, persons.identities);
    check(std::span(both).first(1), mentions.identities, persons.identities);
  }
}

TEST(RecordFrequencies, Degenerate) {
  check({}, {}, {});
  const Population none;
  const PopulationRecords nobody = none.records();
  const std::vector<Identity> missing(5);
  const std::vector<Identity> alike(50, Identity{{1}, {2}, {}, 19800503, {}, {}});
  const std::vector<std::uint32_t> whole(50, kWholePerson);
  check({}, alike, alike);
  check(std::span(&nobody, 1), missing, missing);
  const PopulationRecords all_alike{alike, whole};
  check(std::span(&all_alike, 1), alike, alike);
  check(std::span(&all_alike, 1), missing, alike);
  // All equal: the mean is the value itself.
  const RecordFrequencies frequencies = record_frequencies(std::span(&all_alike, 1), alike, alike);
  EXPECT_EQ(frequencies.right[0].forename, 0);
  EXPECT_EQ(frequencies.right[0].full_name, 0);
  EXPECT_EQ(frequencies.right[0].date_of_birth, 0);
  EXPECT_EQ(frequencies.left[0].forename, 0);
}

TEST(RecordFrequencies, RareValuesSayMore) {
  std::vector<Identity> people(1000, Identity{{0}, {2}, {}, 19800102, {}, {}});
  people.push_back({{1}, {3}, {}, 19810203, {}, {}});
  const std::vector<std::uint32_t> weights(people.size(), kWholePerson);
  const PopulationRecords records{people, weights};
  const RecordFrequencies frequencies = record_frequencies(std::span(&records, 1), people, people);
  const FrequencyAdjustments& common = frequencies.right.front();
  const FrequencyAdjustments& rare = frequencies.right.back();
  EXPECT_NEAR(bits(rare.forename), std::log2(999), 0.01);
  EXPECT_NEAR(bits(common.forename), 0, 0.01);
  EXPECT_GT(rare.surname, common.surname);
  EXPECT_GT(rare.full_name, common.full_name);
  EXPECT_GT(rare.date_of_birth, common.date_of_birth);
  EXPECT_GT(frequencies.left.back().forename, frequencies.left.front().forename);
  for (const FrequencyAdjustments& of : frequencies.right) {
    EXPECT_LE(of.full_name, 12 * kWeightOne);
    EXPECT_GE(of.full_name, -12 * kWeightOne);
  }
}

/// Shares are over people: a hundred records of one person count as one.
TEST(RecordFrequencies, RecordsOfOnePersonCountOnce) {
  std::vector<Identity> people = {{{0}, {1}, {}, 19800102, {}, {}}, {{2}, {3}, {}, 0, {}, {}}};
  std::vector<std::uint32_t> weights = {kWholePerson, kWholePerson};
  const PopulationRecords once{people, weights};
  const auto expected = record_frequencies(std::span(&once, 1), people, people);
  std::vector<Identity> many(64, people[0]);
  many.push_back(people[1]);
  std::vector<std::uint32_t> shares(64, kWholePerson / 64);
  shares.push_back(kWholePerson);
  const PopulationRecords often{many, shares};
  const auto frequencies = record_frequencies(std::span(&often, 1), people, people);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(frequencies.right[i].forename, expected.right[i].forename);
    EXPECT_EQ(frequencies.right[i].full_name, expected.right[i].full_name);
    EXPECT_EQ(frequencies.right[i].date_of_birth, expected.right[i].date_of_birth);
  }
}

TEST(RecordFrequencies, SameForAnyThreads) {
  const Population population = random_population(20, 40'000);
  const PopulationRecords records = population.records();
  const auto all = [&] {
    const RecordFrequencies of =
        record_frequencies(std::span(&records, 1), population.identities, population.identities);
    std::vector<std::int32_t> values;
    for (const FrequencyAdjustments& right : of.right) {
      values.insert(values.end(),
                    {right.forename, right.surname, right.full_name, right.date_of_birth});
    }
    for (const SpellingAdjustments& left : of.left) {
      values.insert(values.end(), {left.forename, left.surname});
    }
    return values;
  };
  const std::vector<std::int32_t> expected = all();
  for (const int threads : {1, 2, 3}) {
    const test::ScopedParallelSetting scope({parallel_backend(), threads});
    EXPECT_EQ(all(), expected) << threads;
  }
}

}  // namespace
}  // namespace fsu::model
