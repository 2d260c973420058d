// Decisions over compared records: organisations, blank records, thresholds, one to one, clusters.
#include "src/stages/decide_records.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/compare/compare_identities.hpp"
#include "kernels/text/encode_identities.hpp"

namespace fsu::stages {
namespace {

using resolve::Status;

/// Records with a name, or with nothing at all.
class DecideRecords : public ::testing::Test {
 protected:
  void add_record(bool has_name) {
    Identity identity;
    if (has_name) identity.surname = NameId{0};
    records_.push_back(identity);
  }

  /// A pair whose names are the same.
  void add_pair(std::uint32_t left, std::uint32_t right, double bits) {
    pairs_.left.push_back(left);
    pairs_.right.push_back(right);
    pairs_.pattern.push_back(0);
    weights_.push_back(static_cast<Weight>(bits * static_cast<double>(kWeightOne)));
  }

  DecidedRecords decide(bool is_one_file, const DecideOptions& options = {}) {
    pairs_.comparisons = compare::identity_comparisons();
    Levels same{};
    same[compare::kNames] = compare::kSameNames;
    pairs_.patterns = {same};
    return decide_records({names_, names_, records_, records_, {}, is_one_file, flags_}, pairs_,
                          weights_, options);
  }

  StringColumn names_;
  std::vector<Identity> records_;
  std::vector<std::uint8_t> flags_;
  ComparedPairs pairs_;
  std::vector<Weight> weights_;
};

TEST_F(DecideRecords, OfNothing) {
  const DecidedRecords decided = decide(true);
  EXPECT_TRUE(decided.best.empty());
  EXPECT_TRUE(decided.clusters.empty());
}

TEST_F(DecideRecords, BlankRecordsAndOrganisationsHaveAStatusOfTheirOwn) {
  for (const bool has_name : {true, false, true, false, true}) add_record(has_name);
  flags_ = {0, 0, 0, text::kOrganisation, text::kJunkName};
  add_pair(0, 2, -9);
  const DecidedRecords decided = decide(true);
  EXPECT_EQ(decided.best[0].person, PersonId{2});
  EXPECT_EQ(decided.best[0].status, Status::kBelowThreshold);
  EXPECT_EQ(decided.best[1].status, Status::kInsufficient);
  EXPECT_TRUE(decided.best[1].person.is_none());
  EXPECT_EQ(decided.best[2].person, PersonId{0});
  EXPECT_EQ(decided.best[3].status, Status::kOrganisation);
  EXPECT_TRUE(decided.best[3].person.is_none());
  EXPECT_EQ(decided.best[4].status, Status::kNoCandidate);
  EXPECT_EQ(decided.clusters, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
}

/// They are no share of the records that might have a partner.
TEST_F(DecideRecords, BlankRecordsChangeNoProbability) {
  for (int i = 0; i < 4; ++i) {
    add_record(true);
    add_pair(static_cast<std::uint32_t>(i), 0, i - 1.5);
  }
  const std::vector<resolve::Decision> alone = decide(false).best;
  for (int i = 0; i < 9; ++i) add_record(false);
  const std::vector<resolve::Decision> among = decide(false).best;
  ASSERT_EQ(among.size(), 13U);
  EXPECT_TRUE(std::equal(alone.begin(), alone.end(), among.begin()));
}

TEST_F(DecideRecords, ARecordOfFieldsAloneIsNotBlank) {
  add_record(false);
  add_record(false);
  std::vector<Field> fields(1);
  Field& field = fields[0];
  field.left.values.push_back(ValueId{0});
  for (const std::uint32_t begin : {0U, 1U, 1U}) field.left.begins.push_back(begin);
  pairs_.comparisons = compare::identity_comparisons();
  const DecidedRecords decided =
      decide_records({names_, names_, records_, records_, fields, true}, pairs_, weights_, {});
  EXPECT_EQ(decided.best[0].status, Status::kNoCandidate);
  EXPECT_EQ(decided.best[1].status, Status::kInsufficient);
}

TEST_F(DecideRecords, ThresholdMarginAndOneToOne) {
  for (int i = 0; i < 3; ++i) add_record(true);
  add_pair(0, 0, 8);
  add_pair(0, 1, 7.5);
  add_pair(1, 0, 9);
  add_pair(2, 2, -1);
  const DecidedRecords decided = decide(false);
  EXPECT_TRUE(decided.clusters.empty());
  EXPECT_EQ(decided.best[0].status, Status::kLinked);
  EXPECT_EQ(decided.best[0].person, PersonId{0});
  EXPECT_EQ(decided.best[0].runner_up, PersonId{1});
  EXPECT_EQ(decide(false, {{0.5, kWeightOne}, false}).best[0].status, Status::kAmbiguous);
  EXPECT_EQ(decide(false, {{0.9999, 0}, false}).best[1].status, Status::kBelowThreshold);
  const DecidedRecords one_to_one = decide(false, {{0.5, 0}, true});
  EXPECT_EQ(one_to_one.best[0].person, PersonId{1});
  EXPECT_EQ(one_to_one.best[1].person, PersonId{0});
}

TEST_F(DecideRecords, ClustersAtTheThreshold) {
  for (int i = 0; i < 4; ++i) add_record(true);
  add_pair(0, 2, 10);
  add_pair(1, 3, 2);
  EXPECT_EQ(decide(true).clusters, (std::vector<std::uint32_t>{0, 1, 0, 1}));
  EXPECT_EQ(decide(true, {{0.9, 0}, false}).clusters, (std::vector<std::uint32_t>{0, 1, 0, 2}));
}

}  // namespace
}  // namespace fsu::stages
