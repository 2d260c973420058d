#include "src/stages/person_values.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "kernels/core/random.hpp"

namespace fsu::stages {
namespace {

using Entries = std::vector<PersonValues::Entry>;

template <class T>
std::vector<T> sorted(const std::set<T>& values) {
  return {values.begin(), values.end()};
}

template <class T>
std::vector<T> listed(std::span<const T> values) {
  return {values.begin(), values.end()};
}

void expect_reference(const Entries& entries, std::uint32_t num_persons, std::uint32_t num_values) {
  const PersonValues values(entries, num_persons, num_values);
  std::map<PersonId, std::set<ValueId>> of_person;
  std::map<ValueId, std::set<PersonId>> of_value;
  for (const auto& [person, value] : entries) {
    of_person[person].insert(value);
    of_value[value].insert(person);
  }
  for (std::uint32_t p = 0; p < num_persons; ++p) {
    EXPECT_EQ(listed(values.values_of(PersonId{p})), sorted(of_person[PersonId{p}])) << p;
    for (std::uint32_t v = 0; v < num_values; ++v) {
      EXPECT_EQ(values.has(PersonId{p}, ValueId{v}), of_person[PersonId{p}].contains(ValueId{v}));
    }
  }
  double num_entries = 0;
  double sum = 0;
  for (std::uint32_t v = 0; v < num_values; ++v) {
    EXPECT_EQ(listed(values.bearers(ValueId{v})), sorted(of_value[ValueId{v}])) << v;
    const auto bearers = static_cast<double>(of_value[ValueId{v}].size());
    num_entries += bearers;
    sum += bearers * bearers;
  }
  EXPECT_DOUBLE_EQ(values.mean_bearers(), num_entries > 0 ? sum / num_entries : 1);
  EXPECT_EQ(values.empty(), num_entries == 0);
  EXPECT_TRUE(values.bearers(ValueId{}).empty());
}

TEST(PersonValues, NothingIsKnownBeforeAnythingIsGiven) {
  const PersonValues nothing;
  EXPECT_TRUE(nothing.empty());
  EXPECT_TRUE(nothing.values_of(PersonId{3}).empty());
  EXPECT_TRUE(nothing.bearers(ValueId{3}).empty());
  EXPECT_FALSE(nothing.has(PersonId{3}, ValueId{3}));
  EXPECT_EQ(nothing.mean_bearers(), 1);
}

TEST(PersonValues, OfFewEntries) {
  expect_reference({}, 0, 0);
  expect_reference({}, 3, 2);
  expect_reference({{PersonId{0}, ValueId{0}}}, 1, 1);
  expect_reference({{PersonId{2}, ValueId{1}}, {PersonId{2}, ValueId{1}}}, 3, 2);
  expect_reference(
      {{PersonId{0}, ValueId{0}}, {PersonId{1}, ValueId{0}}, {PersonId{2}, ValueId{0}}}, 3, 1);
}

TEST(PersonValues, OfRandomEntries) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(2, 0, seed);
    Entries entries(random.below(200));
    for (auto& [person, value] : entries) {
      person = PersonId{static_cast<std::uint32_t>(random.below(20))};
      value = ValueId{static_cast<std::uint32_t>(random.below(15))};
    }
    expect_reference(entries, 20, 15);
  }
}

}  // namespace
}  // namespace fsu::stages
