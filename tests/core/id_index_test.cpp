#include "kernels/core/id_index.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu {
namespace {

StringColumn column_of(const std::set<std::string>& texts) {
  StringColumn column;
  for (const std::string& text : texts) column.push_back(text);
  return column;
}

/// Every id is found at its place, every other text nowhere.
void check(const std::set<std::string>& ids, const std::vector<std::string>& others,
           bool is_by_number) {
  const StringColumn column = column_of(ids);
  const IdIndex index(column);
  EXPECT_EQ(index.is_by_number(), is_by_number);
  for (std::uint32_t i = 0; i < column.size(); ++i) ASSERT_EQ(index.find(column[i]), i) << i;
  for (const std::string& other : others) {
    if (ids.contains(other)) continue;
    ASSERT_EQ(index.find(other), std::nullopt) << other;
  }
}

const std::vector<std::string> kStrangers = {"",
                                             "P",
                                             "P1",
                                             "P0",
                                             "P000",
                                             "P999",
                                             "Q001",
                                             "p001",
                                             "P0 1",
                                             "P-01",
                                             "P01/",
                                             "P:1",
                                             "P002",
                                             "P0002",
                                             "PP01",
                                             "X",
                                             "P\xff"
                                             "1"};

TEST(IdIndex, OfOneForm) {
  check({}, kStrangers, true);
  check({"P001"}, kStrangers, true);
  check({"P001", "P003"}, kStrangers, true);
  check({"P001", "P003", "P004", "P090", "P130"}, kStrangers, true);
  check({"100", "205", "231"}, {"099", "1000", "10", "206", "204"}, true);
  check({"A000000000000000001", "A000000000000000063", "A000000000000000064"},
        {"A000000000000000000", "A999999999999999999", "A000000000000000002"}, true);
}

TEST(IdIndex, OfOtherForms) {
  check({"P001", "P01"}, kStrangers, false);
  check({"P001", "P00A", "P010"}, kStrangers, false);
  check({"P001", "Q001"}, kStrangers, false);
  check({"P001", "P002", "Q"}, kStrangers, false);
  check({"", "P001"}, {"P", "P002"}, false);
  check({"P0000001", "P9999999"}, {"P0000002", "P9999998"}, false);  // too far apart
  check({"1000000000000000000", "2000000000000000000"}, kStrangers, false);
}

TEST(IdIndex, OfRandomNumbers) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed, 0, 1);
    std::set<std::string> ids;
    std::vector<std::string> others;
    const std::uint64_t num_numbers = 1 + random.below(5000);
    for (std::uint64_t i = 0; i < num_numbers; ++i) {
      const std::string id = "INV" + std::to_string(10'000 + random.below(num_numbers));
      if (random.chance(0.7)) {
        ids.insert(id);
      } else {
        others.push_back(id);
      }
    }
    check(ids, others, true);
  }
}

}  // namespace
}  // namespace fsu
