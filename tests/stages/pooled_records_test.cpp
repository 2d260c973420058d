// Records of one person in the right file are no rivals.
#include "src/stages/pooled_records.hpp"

#include <gtest/gtest.h>

#include "src/stages/search_records.hpp"
#include "tests/stages/record_files.hpp"

namespace fsu::stages {
namespace {

using test::EncodedFiles;
using test::RecordRows;
using test::Who;

/// Right records among a varied population, all of them candidates of the first left record.
class PooledRecords : public ::testing::Test {
 protected:
  /// Which are one person with the best; the earlier the heavier.
  std::vector<std::uint8_t> pooled(const std::vector<Who>& right, double bits_apart = 1) {
    RecordRows rows = test::varied_rows(5, 1500, 3000);
    rows.left.insert(rows.left.begin(), right.front());
    rows.right.insert(rows.right.begin(), right.begin(), right.end());
    const EncodedFiles files(rows);
    const RecordSides sides = files.sides();
    report::Reporter reporter{{report::LogLevel::kError, report::LogFormat::kText, true}};
    SearchedRecords searched = search_records(sides, {}, reporter);
    ComparedPairs pairs;
    searched.weighed.weights.clear();
    for (std::uint32_t i = 0; i < right.size(); ++i) {
      pairs.left.push_back(0);
      pairs.right.push_back(i);
      searched.weighed.weights.push_back(weight_of_bits(20 - bits_apart * i));
    }
    return find_pooled(sides, pairs, searched.weighed);
  }

  const Who ada_{"ADAEZE", "OKONKWO", pack_date(1970, 5, 17), ""};
};

TEST_F(PooledRecords, TheSameNamesAndDateAreOnePerson) {
  EXPECT_EQ(pooled({ada_, ada_, {"ADAEZE", "SMITH", pack_date(1990, 1, 2), ""}}),
            (std::vector<std::uint8_t>{1, 1, 0}));
}

TEST_F(PooledRecords, ASlipInANameIsNobodyElse) {
  EXPECT_EQ(pooled({ada_, {"ADAEZE", "OKONKWA", ada_.date_of_birth, ""}}),
            (std::vector<std::uint8_t>{1, 1}));
}

TEST_F(PooledRecords, TwoIdentifiersAreTwoPeople) {
  Who one = ada_;
  one.pnc_id = "2008/4112320J";
  Who other = ada_;
  other.pnc_id = "2003/1234567Q";
  Who renamed = one;
  renamed.surname = "SMITH";
  EXPECT_EQ(pooled({one, ada_, renamed}), (std::vector<std::uint8_t>{1, 1, 1}));
  ASSERT_FALSE(EncodedFiles({{other}, {other}}).sides().left[0].identifier.is_none());
  EXPECT_EQ(pooled({one, other}), (std::vector<std::uint8_t>{1, 0}));
}

TEST_F(PooledRecords, NotWhoIsFarBelowTheBest) {
  EXPECT_EQ(pooled({ada_, ada_}, 11), (std::vector<std::uint8_t>{1, 0}));
}

TEST_F(PooledRecords, AFileThatListsEverybodyOnceHasRivals) {
  const EncodedFiles files({std::vector<Who>(100, ada_), std::vector<Who>(101, ada_)});
  ComparedPairs pairs;
  WeighedRecords weighed;
  const auto add = [&](std::uint32_t left, std::uint32_t right) {
    pairs.left.push_back(left);
    pairs.right.push_back(right);
    weighed.weights.push_back(weight_of_bits(20));
  };
  for (std::uint32_t i = 0; i < 100; ++i) add(i, i);
  add(99, 100);
  EXPECT_TRUE(find_pooled(files.sides(), pairs, weighed).empty());
}

TEST_F(PooledRecords, OfNothing) {
  const EncodedFiles files({});
  EXPECT_TRUE(find_pooled(files.sides(), {}, {}).empty());
}

}  // namespace
}  // namespace fsu::stages
