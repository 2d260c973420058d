#include "kernels/text/name_columns.hpp"

#include <gtest/gtest.h>

#include "kernels/text/query_masks.hpp"
#include "tests/text/batch_name_samples.hpp"

namespace fsu::text {
namespace {

/// Reads every name back from its column.
void expect_all_names(const std::vector<std::string>& names) {
  const StringColumn column = to_string_column(names);
  const NameColumns columns(column);
  std::vector<int> seen(names.size());
  for (const NameColumns::Group& group : columns.groups()) {
    for (std::size_t block = group.blocks.begin; block < group.blocks.end; ++block) {
      for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
        const std::uint32_t name = columns.places()[block * kColumnNames + lane];
        const std::uint8_t* const letters = columns.columns(group, block) + lane;
        for (std::size_t j = 0; j < group.length; ++j) {
          const std::uint8_t expected =
              name == kNoName ? 0 : columns.codes().stored(names[name][j]);
          ASSERT_EQ(letters[j * kColumnNames], expected);
        }
        if (name == kNoName) continue;
        ++seen[name];
        ASSERT_EQ(names[name].size(), group.length);
        const BlockRange of_first = group.blocks_of_first[columns.codes().code(names[name][0])];
        ASSERT_TRUE(of_first.begin <= block && block < of_first.end);
      }
    }
  }
  for (const std::uint32_t name : columns.others()) ++seen[name];
  EXPECT_EQ(seen, std::vector<int>(names.size(), 1));
}

TEST(NameColumns, HoldEveryNameOnce) {
  for (const std::vector<std::string>& names : degenerate_batch_names()) expect_all_names(names);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) expect_all_names(sample_batch_names(seed, 700));
}

TEST(NameColumns, TheMostFrequentBytesHaveCodes) {
  std::vector<std::string> names;
  for (int byte = 'A'; byte < 'A' + 40; ++byte) {
    names.emplace_back(static_cast<std::size_t>(1 + (byte - 'A') % 7), static_cast<char>(byte));
  }
  const StringColumn column = to_string_column(names);
  const NameColumns columns(column);
  std::size_t num_coded = 0;
  for (const std::string& name : names) num_coded += columns.codes().code(name[0]) != 0 ? 1u : 0u;
  EXPECT_EQ(num_coded, kNumLetterCodes - 1);
  EXPECT_EQ(columns.others().size(), names.size() - num_coded);
  for (const std::uint32_t name : columns.others()) EXPECT_LE(names[name].size(), 2u);
}

TEST(NameColumns, NamesNeitherEmptyNorLongStandInColumns) {
  const StringColumn column =
      to_string_column({"", "A", std::string(64, 'A'), std::string(65, 'A'), "B"});
  const NameColumns columns(column);
  EXPECT_EQ(std::vector<std::uint32_t>(columns.others().begin(), columns.others().end()),
            (std::vector<std::uint32_t>{0, 3}));
  ASSERT_EQ(columns.groups().size(), 2u);
  EXPECT_EQ(columns.groups()[0].length, 1u);
  EXPECT_EQ(columns.groups()[1].length, 64u);
}

TEST(QueryMasks, HoldThePositionsOfEveryLetter) {
  const StringColumn column = to_string_column({"ABC"});
  const NameColumns columns(column);
  const QueryMasks query = make_query_masks("ABBAXXXXC", columns.codes());
  EXPECT_EQ(query.length, 9u);
  EXPECT_EQ(query.num_tables_log2, 1u);
  EXPECT_EQ(query.masks[columns.codes().code('A')], 0b1001u);
  EXPECT_EQ(query.masks[columns.codes().code('B')], 0b0110u);
  EXPECT_EQ(query.masks[columns.codes().code('C')], 0x100u);
  EXPECT_EQ(query.masks[0], 0u);
  EXPECT_EQ(query.tables[1][columns.codes().code('C')], 1u);
  for (const auto& [length, log2] : {std::pair<std::size_t, std::size_t>{8, 0},
                                     {16, 1},
                                     {17, 2},
                                     {32, 2},
                                     {33, 3},
                                     {64, 3},
                                     {90, 3}}) {
    EXPECT_EQ(make_query_masks(std::string(length, 'A'), columns.codes()).num_tables_log2, log2);
  }
}

}  // namespace
}  // namespace fsu::text
