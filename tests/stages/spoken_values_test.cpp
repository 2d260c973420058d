#include "src/stages/spoken_values.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "kernels/core/random.hpp"

namespace fsu::stages {
namespace {

void expect_reference(const std::vector<Spoken>& entries, std::uint32_t num_values) {
  std::map<ValueId, std::map<PersonId, std::set<std::uint32_t>>> cases;
  for (const Spoken& entry : entries) cases[entry.value][entry.person].insert(entry.only_case);
  const SpokenValues values(entries, num_values);
  double num_people = 0;
  double sum = 0;
  for (const auto& [value, people] : cases) {
    const auto of_value = static_cast<double>(people.size());
    num_people += of_value;
    sum += of_value * of_value;
  }
  EXPECT_DOUBLE_EQ(values.mean_people(), num_people > 0 ? sum / num_people : 1);
  for (std::uint32_t v = 0; v < num_values; ++v) {
    std::vector<Spoken> expected;
    for (const auto& [person, speaking] : cases[ValueId{v}]) {
      expected.push_back(
          {ValueId{v}, person, speaking.size() == 1 ? *speaking.begin() : Spoken::kSeveral});
    }
    const auto of = values.of(ValueId{v});
    EXPECT_EQ(std::vector<Spoken>(of.begin(), of.end()), expected) << v;
  }
}

TEST(SpokenValues, NobodySpeaksBeforeAnybodyIsHeard) {
  EXPECT_TRUE(SpokenValues().of(ValueId{0}).empty());
  EXPECT_TRUE(SpokenValues({}, 2).of(ValueId{1}).empty());
  EXPECT_TRUE(SpokenValues({}, 2).of(ValueId{}).empty());
  EXPECT_TRUE(SpokenValues({}, 2).of(ValueId{7}).empty());
}

TEST(SpokenValues, OneCaseKeepsItsNumberSeveralDoNot) {
  const std::vector<Spoken> entries = {{ValueId{1}, PersonId{5}, 9},
                                       {ValueId{1}, PersonId{5}, 9},
                                       {ValueId{1}, PersonId{4}, 2},
                                       {ValueId{1}, PersonId{4}, 3},
                                       {ValueId{1}, PersonId{4}, 4}};
  const SpokenValues values(entries, 2);
  ASSERT_EQ(values.of(ValueId{1}).size(), 2u);
  EXPECT_EQ(values.of(ValueId{1})[0].person, PersonId{4});
  EXPECT_EQ(values.of(ValueId{1})[0].only_case, Spoken::kSeveral);
  EXPECT_EQ(values.of(ValueId{1})[1].only_case, 9u);
  expect_reference(entries, 2);
}

TEST(SpokenValues, OfRandomEntries) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(3, 0, seed);
    std::vector<Spoken> entries(random.below(200));
    for (Spoken& entry : entries) {
      entry.value = ValueId{static_cast<std::uint32_t>(random.below(12))};
      entry.person = PersonId{static_cast<std::uint32_t>(random.below(8))};
      entry.only_case = static_cast<std::uint32_t>(random.below(40));
    }
    expect_reference(entries, 12);
  }
}

}  // namespace
}  // namespace fsu::stages
