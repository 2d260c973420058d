// Names: lists without repeats, shares as stated, variants that lead somewhere, slips that differ.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "kernels/synth/name_slips.hpp"
#include "kernels/synth/name_tables.hpp"
#include "kernels/synth/name_variants.hpp"
#include "kernels/synth/offences.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr NameKind kKinds[] = {NameKind::kMale, NameKind::kFemale, NameKind::kSurname};

std::span<const NameTier> tiers(const NameData& data, NameKind kind) {
  return kind == NameKind::kMale     ? data.male
         : kind == NameKind::kFemale ? data.female
                                     : data.surnames;
}

TEST(NameData, ListsAreDistinctAndSharesBelowTheWhole) {
  for (std::size_t g = 0; g < kNumNameGroups; ++g) {
    for (const NameKind kind : kKinds) {
      std::set<std::string_view> names;
      std::size_t total = 0;
      for (const NameTier& tier : tiers(name_data(static_cast<NameGroup>(g)), kind)) {
        for (const std::string_view name : split_words(tier.names)) {
          EXPECT_TRUE(names.insert(name).second) << name;
          total += tier.share;
        }
      }
      EXPECT_GE(names.size(), 60U);
      EXPECT_LT(total, 10'000U);
    }
  }
}

TEST(NameTables, DrawFollowsTheShares) {
  const NameTables names;
  std::map<std::string, int> counts;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    Random random(1, 2, i);
    ++counts[names.draw(NameGroup::kBritish, NameKind::kSurname, random)];
  }
  EXPECT_NEAR(counts["SMITH"], 1'300, 200);
  EXPECT_NEAR(counts["JONES"], 1'000, 200);
  EXPECT_GT(counts.size(), 5'000U);  // the rare names
}

TEST(NameTables, FullerListsReplaceTheBritishNames) {
  const NameTables names(FullerLists{{{"ONLYMALE", 9}}, {}, {{"ONLYSURNAME", 1'000}}});
  int num_own = 0;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    Random random(1, 2, i);
    num_own += names.draw(NameGroup::kBritish, NameKind::kSurname, random) == "ONLYSURNAME";
    EXPECT_NE(names.draw(NameGroup::kIrish, NameKind::kSurname, random), "ONLYSURNAME");
  }
  EXPECT_GT(num_own, 950);
}

TEST(NameTables, MiddleNamesOfDifferentListsAreDifferent) {
  const NameTables names;
  std::set<std::string_view> seen;
  for (std::size_t g = 0; g < kNumNameGroups; ++g) {
    for (const NameKind sex : {NameKind::kMale, NameKind::kFemale}) {
      const auto& list = names.middle_names(static_cast<NameGroup>(g), sex);
      EXPECT_GE(list.size(), 20U);
      for (const std::string_view name : list) EXPECT_TRUE(seen.insert(name).second) << name;
    }
  }
}

TEST(NameVariants, LeadToOtherNames) {
  EXPECT_FALSE(nicknames_of("WILLIAM").empty());
  EXPECT_FALSE(spellings_of("MOHAMMED").empty());
  EXPECT_TRUE(nicknames_of("").empty());
  EXPECT_TRUE(spellings_of("NOSUCHNAME").empty());
  for (const std::string_view other : spellings_of("MOHAMMED")) {
    EXPECT_NE(other, "MOHAMMED");
    EXPECT_FALSE(spellings_of(other).empty()) << other;
  }
}

TEST(NameSlips, AlwaysChangeTheName) {
  for (const std::string name : {"ANN", "AAA", "MOHAMMED", "O'BRIEN", "AL-MASRI", "JOHN PAUL"}) {
    for (std::uint64_t i = 0; i < 500; ++i) {
      Random random(1, 2, i);
      ASSERT_TRUE(can_slip(name));
      EXPECT_NE(mistype(name, random), name);
      if (can_mishear(name)) {
        EXPECT_NE(mishear(name, random), name);
      }
    }
  }
  for (const char* name : {"", "A", "JO", "SE\xC3\x81N"}) {
    EXPECT_FALSE(can_slip(name));
    EXPECT_FALSE(can_mishear(name));
  }
}

TEST(Offences, HaveDistinctCodesAndShortTitles) {
  std::set<std::string_view> codes;
  EXPECT_GE(crimes().size(), 140U);
  for (const Offence& offence : crimes()) {
    EXPECT_TRUE(codes.insert(offence.code).second) << offence.code;
    EXPECT_GT(offence.frequency, 0U);
    EXPECT_FALSE(offence.main_group.empty());
  }
  for (const Offence& offence : non_crimes()) EXPECT_LT(offence.harm_hundredths, 0);
}

}  // namespace
}  // namespace fsu::synth
