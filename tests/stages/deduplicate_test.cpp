// Duplicates and conflicts against a slow twin, whatever the order of rows and the threads.
#include "src/stages/deduplicate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "kernels/core/random.hpp"
#include "tests/io/csv_reading.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using Texts = std::vector<std::string>;

DeduplicatedTable settle(std::string_view table, const std::string& text) {
  return deduplicate(test::read_text(table, text), io::input_table(table));
}

constexpr const char* kRolesHeader = "investigation_id,person_id,role,home_lpa\n";

TEST(Deduplicate, EqualRowsAreKeptOnce) {
  const auto settled =
      settle("investigation_roles", kRolesHeader + std::string("V1,P1,victim,A\n"
                                                               "V1,P1,victim, A\n"
                                                               "V1,P1,suspect,A\n"
                                                               "\"V1\",P1,victim,A\n"));
  EXPECT_EQ(test::rows_text(settled.table.rows), "V1,P1,suspect,,,A\nV1,P1,victim,,,A\n");
  EXPECT_EQ(settled.num_duplicates, 2);
  EXPECT_TRUE(settled.table.rejects.empty());
}

TEST(Deduplicate, AllRowsOfAConflictAreRejectedInFileOrder) {
  const auto settled = settle("investigation_roles",
                              kRolesHeader + std::string("V2,P1,victim,A\n"  // 41
                                                         "V1,P1,victim,A\n"  // 56
                                                         ",P9,victim,A\n"    // 71
                                                         "V1,P1,victim,B\n"  // 84
                                                         "V1,P1,victim,A\n"  // 99
                                                         "V1,P2,victim,A\n"));
  EXPECT_EQ(test::rows_text(settled.table.rows), "V1,P2,victim,,,A\nV2,P1,victim,,,A\n");
  EXPECT_EQ(test::reject_texts(settled.table),
            (Texts{"0:3:56 * conflicting_key", "0:4:71 investigation_id missing_value",
                   "0:5:84 * conflicting_key", "0:6:99 * conflicting_key"}));
  EXPECT_EQ(settled.num_duplicates, 0);
}

TEST(Deduplicate, WithoutAKeyTheWholeRowDecides) {
  const auto settled = settle("person_phones", "person_id,phone\nP1,1\nP1,2\nP1,1\nP1,\nP1,\n");
  EXPECT_EQ(test::rows_text(settled.table.rows), "P1,\nP1,1\nP1,2\n");
  EXPECT_EQ(settled.num_duplicates, 2);
}

TEST(Deduplicate, RowsGoByBytesOfTheirKey) {
  const auto settled = settle("exclusions",
                              "person_id,reason\nsame-prefix-of-all-b,\nsame-prefix-of-all-,\n"
                              "same-prefix-of-all-\xC3\xA9,\nsame-prefix-of-all-aaaaaaaab,\n"
                              "same-prefix-of-all-aaaaaaaaa,\nsame-prefix-of-all-B,\n");
  EXPECT_EQ(test::rows_text(settled.table.rows),
            "same-prefix-of-all-,\nsame-prefix-of-all-B,\nsame-prefix-of-all-aaaaaaaaa,\n"
            "same-prefix-of-all-aaaaaaaab,\nsame-prefix-of-all-b,\nsame-prefix-of-all-\xC3\xA9,\n");
}

/// Rows of logs with a few of them out of place, or with all of them so.
std::string phone_rows(std::size_t num_rows, std::size_t num_strays, std::uint64_t seed) {
  Random random(seed, 2, 0);
  std::vector<std::string> rows(num_rows);
  for (std::size_t i = 0; i < num_rows; ++i) {
    rows[i] = "P" + std::to_string(100'000 + i / 3) + "," + std::to_string(random.below(3)) + "\n";
  }
  for (std::size_t i = 0; i < num_strays; ++i)
    std::swap(rows[random.below(num_rows)], rows[random.below(num_rows)]);
  std::string text = "person_id,phone\n";
  for (const std::string& row : rows) text += row;
  return text;
}

TEST(Deduplicate, FewAndManyRowsOutOfPlaceAreOneTable) {
  constexpr std::size_t kRows = 40'000;
  for (const std::size_t num_strays : {0U, 1U, 30U, 30'000U}) {
    const std::string text = phone_rows(kRows, num_strays, num_strays);
    std::set<std::string> expected;
    for (std::size_t at = text.find('\n') + 1; at < text.size(); at = text.find('\n', at) + 1)
      expected.insert(text.substr(at, text.find('\n', at) + 1 - at));
    std::string kept;
    for (const std::string& row : expected) kept += row;
    for (const int threads : {1, 3}) {
      const test::ScopedParallelSetting scope({parallel_backend(), threads});
      const auto settled = settle("person_phones", text);
      ASSERT_TRUE(test::rows_text(settled.table.rows) == kept) << num_strays;
      ASSERT_EQ(settled.num_duplicates, static_cast<std::int64_t>(kRows - expected.size()));
    }
  }
}

TEST(Deduplicate, ConflictsAmongManyRowsOutOfPlaceAreToldWhereTheyStood) {
  for (const bool is_sorted : {true, false}) {
    std::vector<std::string> rows;
    for (int i = 0; i < 20'000; ++i) rows.push_back("P" + std::to_string(100'000 + i) + ",why\n");
    if (!is_sorted) std::reverse(rows.begin(), rows.end());
    rows.insert(rows.begin() + 7000, "P105000,other\n");
    rows.insert(rows.begin() + 90, "P106000,other\n");
    std::string text = "person_id,reason\n";
    std::vector<std::uint64_t> conflicting;
    for (const std::string& row : rows) {
      if (row.starts_with("P105000,") || row.starts_with("P106000,"))
        conflicting.push_back(text.size());
      text += row;
    }
    const auto settled = settle("exclusions", text);
    ASSERT_EQ(settled.table.rejects.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(settled.table.rejects[i].origin.byte_offset, conflicting[i]);
      EXPECT_EQ(settled.table.rejects[i].kind, io::RejectKind::kConflictingKey);
    }
    EXPECT_EQ(settled.table.rows.num_rows(), 19'998U);
    EXPECT_EQ(settled.num_duplicates, 0);
  }
}

TEST(Deduplicate, NothingAndOneRow) {
  EXPECT_EQ(settle("exclusions", "person_id,reason\n").table.rows.num_rows(), 0U);
  EXPECT_EQ(settle("exclusions", "person_id,reason\nP1,\n").table.rows.num_rows(), 1U);
}

TEST(Deduplicate, AllRowsEqualAndAllRowsInConflict) {
  std::string equal = "person_id,reason\n";
  std::string conflict = equal;
  for (int i = 0; i < 100; ++i) {
    equal += "P1,moved\n";
    conflict += "P1,reason " + std::to_string(i) + "\n";
  }
  EXPECT_EQ(settle("exclusions", equal).num_duplicates, 99);
  EXPECT_EQ(settle("exclusions", conflict).table.rejects.size(), 100U);
}

/// What must become of the rows, by a map from the key to its distinct contents.
struct Expected {
  std::vector<std::string> kept;
  std::int64_t num_duplicates = 0;
  std::size_t num_conflicting = 0;
};

Expected settle_slowly(const std::vector<std::array<std::string, 4>>& rows) {
  std::map<std::array<std::string, 3>, std::multiset<std::string>> contents;
  for (const auto& row : rows) contents[{row[0], row[1], row[2]}].insert(row[3]);
  Expected expected;
  for (const auto& [key, lpas] : contents) {
    if (lpas.count(*lpas.begin()) == lpas.size()) {
      expected.kept.push_back(key[0] + "," + key[1] + "," + key[2] + ",,," + *lpas.begin() + "\n");
      expected.num_duplicates += static_cast<std::int64_t>(lpas.size()) - 1;
    } else {
      expected.num_conflicting += lpas.size();
    }
  }
  return expected;
}

TEST(Deduplicate, AgreesWithTheSlowTwinInAnyOrder) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    Random random(seed, 1, 0);
    std::vector<std::array<std::string, 4>> rows(random.below(400));
    for (auto& row : rows) {
      row = {"V" + std::to_string(random.below(30)), "P" + std::to_string(random.below(4)),
             random.chance(0.5) ? "victim" : "suspect", random.chance(0.8) ? "A" : "B"};
    }
    const Expected expected = settle_slowly(rows);
    std::string kept;
    for (const std::string& row : expected.kept) kept += row;
    for (const auto& setting : test::all_parallel_settings()) {
      const test::ScopedParallelSetting scope(setting);
      for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[random.below(i)]);
      std::string text = kRolesHeader;
      for (const auto& row : rows)
        text += row[0] + "," + row[1] + "," + row[2] + "," + row[3] + "\n";
      const auto settled = settle("investigation_roles", text);
      ASSERT_EQ(test::rows_text(settled.table.rows), kept) << describe(setting);
      ASSERT_EQ(settled.num_duplicates, expected.num_duplicates);
      ASSERT_EQ(settled.table.rejects.size(), expected.num_conflicting);
      ASSERT_TRUE(std::is_sorted(settled.table.rejects.begin(), settled.table.rejects.end(),
                                 [](const auto& a, const auto& b) { return a.origin < b.origin; }));
    }
  }
}

}  // namespace
}  // namespace fsu::stages
