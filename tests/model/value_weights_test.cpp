#include "kernels/model/value_weights.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu::model {
namespace {

struct People {
  std::vector<Identity> identities;
  std::vector<std::uint32_t> weights;
};

People random_people(std::uint64_t seed, std::size_t count) {
  Random random(seed, 0, count);
  const auto name = [&] {
    return random.chance(0.2) ? NameId{} : NameId{static_cast<std::uint32_t>(random.below(9))};
  };
  People people;
  for (std::size_t i = 0; i < count; ++i) {
    people.identities.push_back({name(), name(), {}, 0, {}, {}});
    people.weights.push_back(static_cast<std::uint32_t>(random.below(kWholePerson + 1)));
  }
  return people;
}

std::optional<std::size_t> surname_of(const Identity& identity) {
  return identity.surname.is_none() ? std::nullopt : std::optional(identity.surname.index());
}

TEST(ValueWeights, AreSumsByValue) {
  const People a = random_people(1, 300);
  const People b = random_people(2, 50);
  const std::array population = {PopulationRecords{a.identities, a.weights},
                                 PopulationRecords{b.identities, b.weights}};
  const ValueWeights weights(population, 9, surname_of);
  std::array<std::uint64_t, 9> expected{};
  for (const PopulationRecords& records : population) {
    for (std::size_t i = 0; i < records.identities.size(); ++i) {
      if (const auto surname = surname_of(records.identities[i])) {
        expected[*surname] += records.weights[i];
      }
    }
  }
  double total = 0;
  double squares = 0;
  for (std::size_t value = 0; value < 9; ++value) {
    EXPECT_EQ(weights.of(value), people_of(expected[value]));
    total += people_of(expected[value]);
    squares += people_of(expected[value]) * people_of(expected[value]);
  }
  EXPECT_NEAR(weights.mean(), squares / total, 1e-9);
  EXPECT_EQ(ValueWeights({}, 3, surname_of).mean(), 1);
}

TEST(FullNameWeights, AreFoundInAnyOrder) {
  const People people = random_people(3, 400);
  const PopulationRecords records{people.identities, people.weights};
  const FullNameWeights weights(std::span(&records, 1));
  std::map<std::uint64_t, std::uint64_t> expected;
  for (std::size_t i = 0; i < people.identities.size(); ++i) {
    const Identity& identity = people.identities[i];
    if (identity.has_full_name()) {
      expected[FullNameWeights::key_of(identity)] += people.weights[i];
    }
  }
  ASSERT_EQ(weights.size(), expected.size());
  std::size_t place = 0;
  for (const auto& [key, weight] : expected) {
    EXPECT_EQ(weights.key(place), key);
    EXPECT_EQ(weights.people(place), people_of(weight));
    ++place;
  }
  std::size_t hint = 0;
  Random random(4, 0, 0);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t key = random.below(11) << 32 | random.below(11);
    const auto found = expected.find(key);
    ASSERT_EQ(weights.of(key, hint), found == expected.end() ? 0 : people_of(found->second));
  }
  std::size_t no_hint = 0;
  EXPECT_EQ(FullNameWeights({}).of(5, no_hint), 0);
}

}  // namespace
}  // namespace fsu::model
