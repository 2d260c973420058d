// Decisions over compared records: blank records, pairs in which nothing is compared, clusters.
#include "src/stages/decide_records.hpp"

#include <gtest/gtest.h>

#include "kernels/compare/compare_identities.hpp"

namespace fsu::stages {
namespace {

using resolve::Status;

constexpr std::uint32_t kSame = 1;     ///< pattern: names the same
constexpr std::uint32_t kNothing = 0;  ///< pattern: nothing compared

/// Records with a name, or with nothing at all.
class DecideRecords : public ::testing::Test {
 protected:
  void add_record(bool has_name) {
    Identity identity;
    if (has_name) identity.surname = NameId{0};
    records_.push_back(identity);
  }

  void add_pair(std::uint32_t left, std::uint32_t right, double bits) {
    const bool is_empty = records_[left] == Identity{} || records_[right] == Identity{};
    pairs_.left.push_back(left);
    pairs_.right.push_back(right);
    pairs_.pattern.push_back(is_empty ? kNothing : kSame);
    weights_.push_back(static_cast<Weight>(bits * static_cast<double>(kWeightOne)));
  }

  DecidedRecords decide(bool is_one_file, const DecideOptions& options = {}) {
    pairs_.comparisons = compare::identity_comparisons();
    Levels nothing{};
    for (std::size_t i = 0; i < pairs_.comparisons.size(); ++i) {
      while (pairs_.comparisons[i].levels[nothing[i]].presence != kNothingCompared) ++nothing[i];
    }
    Levels same = nothing;
    same[compare::kNames] = compare::kSameNames;
    pairs_.patterns = {nothing, same};
    return decide_records({names_, names_, records_, records_, {}, is_one_file}, pairs_, weights_,
                          options);
  }

  StringColumn names_;
  std::vector<Identity> records_;
  ComparedPairs pairs_;
  std::vector<Weight> weights_;
};

TEST_F(DecideRecords, OfNothing) {
  const DecidedRecords decided = decide(true);
  EXPECT_TRUE(decided.best.empty());
  EXPECT_TRUE(decided.clusters.empty());
}

TEST_F(DecideRecords, ABlankRecordIsInsufficientAndNobodysCandidate) {
  add_record(true);
  add_record(false);
  add_record(true);
  add_pair(0, 1, -3);
  add_pair(0, 2, -9);
  add_pair(1, 2, -3);
  const DecidedRecords decided = decide(true);
  EXPECT_EQ(decided.best[0].person, PersonId{2});
  EXPECT_EQ(decided.best[0].status, Status::kBelowThreshold);
  EXPECT_EQ(decided.best[1].status, Status::kInsufficient);
  EXPECT_TRUE(decided.best[1].person.is_none());
  EXPECT_EQ(decided.best[2].person, PersonId{0});
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
