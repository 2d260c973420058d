// Themes and priority types of investigations, and their counts by person.
#include "kernels/usage/themes.hpp"

#include <gtest/gtest.h>

#include "kernels/usage/mask_counts.hpp"
#include "kernels/usage/priority_types.hpp"
#include "tests/usage/any_threads.hpp"
#include "tests/usage/roles_reference.hpp"

namespace fsu::usage {
namespace {

StringColumn column_of(std::initializer_list<std::string_view> texts) {
  StringColumn column;
  for (const std::string_view text : texts) column.push_back(text);
  return column;
}

TEST(ThemeMasks, FlagsAndKeywordsEachInTheirColumn) {
  const std::vector<ThemeItems> themes = {{{"DA"}, {"domestic abuse"}}, {{"CSE"}, {"grooming"}}};
  const StringColumn flags = column_of({"DA|MH", "", "cse", "domestic abuse", ""});
  const StringColumn keywords = column_of({"", "GROOMING|Domestic Abuse", "", "DA", "groom"});
  EXPECT_EQ(theme_masks(themes, flags, keywords), (std::vector<ClassMask>{1, 3, 2, 0, 0}));
  EXPECT_TRUE(theme_masks(themes, {}, {}).empty());
}

TEST(PriorityMasks, CrimesOnlyAllTypesThatFit) {
  const std::vector<PriorityItems> types = {{{"Violence With Injury"}, {}}, {{}, {"28A", "34B"}}};
  const StringColumn groups =
      column_of({"VIOLENCE WITH INJURY", "VIOLENCE WITH INJURY", "THEFT", "", "VIOLENCE"});
  const StringColumn codes = column_of({"34b", "34B", "28A", "", "28"});
  const std::vector<std::int8_t> is_crime = {1, 0, 1, 1, 1};
  EXPECT_EQ(priority_masks(types, {groups, codes, is_crime}),
            (std::vector<ClassMask>{3, 0, 2, 0, 0}));
}

TEST(ThemeMasks, TheSameForAnyThreadsAndBlocks) {
  StringColumn flags;
  StringColumn keywords;
  for (std::size_t row = 0; row < 500; ++row) {
    Random random(1, 7, row);
    flags.push_back(random.chance(0.5) ? "DA|x" : "MH");
    keywords.push_back(random.chance(0.5) ? "grooming" : "");
  }
  const std::vector<ThemeItems> themes = {{{"da"}, {}}, {{"mh"}, {"Grooming"}}};
  const auto expected = theme_masks(themes, flags, keywords, 1000);
  const auto actual =
      test::same_on_any_threads([&] { return theme_masks(themes, flags, keywords, 3); });
  EXPECT_EQ(actual, expected);
}

TEST(MaskCounts, DistinctInvestigationsOnceInAny) {
  test::OwnedRoleRows rows;
  rows.add(1, 0, Role::kVictim);
  rows.add(1, 0, Role::kWitness);  // the same investigation
  rows.add(1, 2, Role::kOther);
  rows.add(0, 1, Role::kSuspect);
  const auto investigations = person_investigations(rows.view(), 3);
  const std::vector<ClassMask> masks = {0b11, 0b00, 0b10};
  const MaskCounts counts = mask_counts(investigations, masks, {3, 2});
  EXPECT_EQ(counts.by_class[0], (std::vector<std::int64_t>{0, 1, 0}));
  EXPECT_EQ(counts.by_class[1], (std::vector<std::int64_t>{0, 2, 0}));
  EXPECT_EQ(counts.any, (std::vector<std::int64_t>{0, 2, 0}));
}

TEST(MaskCounts, RandomRowsEqualTheTwin) {
  const auto rows = test::random_role_rows(600, 15, 40, 3);
  std::vector<ClassMask> masks;
  for (std::size_t index = 0; index < 40; ++index) {
    masks.push_back(static_cast<ClassMask>(Random(3, 8, index).below(16)));
  }
  MaskCounts expected;
  expected.by_class.assign(4, std::vector<std::int64_t>(15));
  expected.any.assign(15, 0);
  for (const auto& [pair, roles] : test::reference_roles(rows)) {
    const ClassMask mask = masks[pair.second.index()];
    for (std::size_t bit = 0; bit < 4; ++bit) {
      expected.by_class[bit][pair.first.index()] += (mask >> bit) & 1U;
    }
    expected.any[pair.first.index()] += mask != 0;
  }
  EXPECT_EQ(mask_counts(person_investigations(rows.view(), 15), masks, {15, 4}), expected);
}

}  // namespace
}  // namespace fsu::usage
