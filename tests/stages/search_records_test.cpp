// What the search of two large files gives, against all their pairs, and on any threads.
#include "src/stages/search_records.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "kernels/compare/compare_identities.hpp"
#include "kernels/model/pattern_weights.hpp"
#include "src/stages/frequency_weight.hpp"
#include "tests/stages/record_files.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using test::EncodedFiles;

SearchedRecords search(const RecordSides& sides, bool uses_context,
                       const model::Model* given = nullptr) {
  report::Reporter reporter{{report::LogLevel::kError, report::LogFormat::kText, true}};
  return search_records(sides, {uses_context, given}, reporter);
}

/// Weighs any pair of the files by what a search learned.
class PairWeigher {
 public:
  PairWeigher(const RecordSides& sides, const WeighedRecords& weighed)
      : sides_(sides),
        frequencies_(weighed.frequencies),
        traits_(sides.names),
        tables_(weighed.model),
        comparer_(traits_, sides.identifiers) {}

  void set_left(std::uint32_t left) {
    left_ = left;
    comparer_.set_left(sides_.left[left]);
  }
  Levels levels(std::uint32_t right) const {
    Levels levels{};
    comparer_.compare(sides_.right[right], levels);
    return levels;
  }
  Weight weight(std::uint32_t right) const {
    const Levels of_pair = levels(right);
    return tables_.of(of_pair) +
           frequency_weight(of_pair, frequencies_.right[right], frequencies_.left[left_]);
  }

 private:
  const RecordSides& sides_;
  const model::RecordFrequencies& frequencies_;
  compare::NameTraits traits_;
  model::PatternWeights tables_;
  compare::IdentityComparer comparer_;
  std::uint32_t left_ = 0;
};

class SearchRecords : public ::testing::Test {
 protected:
  const EncodedFiles files_{test::varied_rows(3, 2500, 4000)};
  const RecordSides sides_ = files_.sides();
};

TEST_F(SearchRecords, EveryPairIsThereOnceWithItsLevelsAndItsWeight) {
  const SearchedRecords found = search(sides_, false);
  const ComparedPairs& pairs = found.pairs;
  ASSERT_GT(pairs.size(), sides_.left.size() / 2);
  PairWeigher weigher(sides_, found.weighed);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i > 0) {
      ASSERT_LT(std::pair(pairs.left[i - 1], pairs.right[i - 1]),
                std::pair(pairs.left[i], pairs.right[i]));
    }
    if (i == 0 || pairs.left[i] != pairs.left[i - 1]) weigher.set_left(pairs.left[i]);
    ASSERT_EQ(pairs.patterns[pairs.pattern[i]], weigher.levels(pairs.right[i]));
    ASSERT_EQ(found.weighed.weights[i], weigher.weight(pairs.right[i]));
    ASSERT_EQ(found.weighed.context[i], 0);
  }
  EXPECT_TRUE(std::ranges::is_sorted(pairs.pattern_codes));
}

/// But for two slips at once, which the search leaves out on purpose (worthy_names.hpp): these
/// files are full of them.
TEST_F(SearchRecords, HardlyAnyProbablePairIsMissing) {
  const SearchedRecords found = search(sides_, false);
  std::set<std::pair<std::uint32_t, std::uint32_t>> known;
  for (std::size_t i = 0; i < found.pairs.size(); ++i) {
    known.emplace(found.pairs.left[i], found.pairs.right[i]);
  }
  PairWeigher weigher(sides_, found.weighed);
  std::size_t num_probable = 0;
  std::size_t num_missing = 0;
  for (std::uint32_t left = 0; left < sides_.left.size(); ++left) {
    weigher.set_left(left);
    for (std::uint32_t right = 0; right < sides_.right.size(); ++right) {
      if (weigher.weight(right) < 0) continue;
      ++num_probable;
      num_missing += known.contains({left, right}) ? 0U : 1U;
    }
  }
  EXPECT_GT(num_probable, 2000U);
  EXPECT_LT(static_cast<double>(num_missing), 0.03 * static_cast<double>(num_probable));
}

TEST_F(SearchRecords, ThreadsChangeNothing) {
  const EncodedFiles files(test::varied_rows(4, 700, 900));
  const SearchedRecords one = search(files.sides(), true);
  for (const fsu::test::ParallelSetting& setting : fsu::test::all_parallel_settings()) {
    const fsu::test::ScopedParallelSetting scoped(setting);
    const SearchedRecords other = search(files.sides(), true);
    ASSERT_EQ(one.pairs.left, other.pairs.left) << describe(setting);
    ASSERT_EQ(one.pairs.right, other.pairs.right) << describe(setting);
    ASSERT_EQ(one.pairs.pattern, other.pairs.pattern) << describe(setting);
    ASSERT_EQ(one.weighed.weights, other.weighed.weights) << describe(setting);
    ASSERT_EQ(one.weighed.context, other.weighed.context) << describe(setting);
  }
}

TEST_F(SearchRecords, AModelThatIsGivenIsUsed) {
  const SearchedRecords learned = search(sides_, true);
  const SearchedRecords given = search(sides_, true, &learned.weighed.model);
  EXPECT_EQ(learned.pairs.right, given.pairs.right);
  EXPECT_EQ(learned.weighed.weights, given.weighed.weights);
}

TEST(SearchRecordsOf, SmallFilesOneFileAndFieldsAreNotSearched) {
  const EncodedFiles files(test::varied_rows(3, 10, 10));
  RecordSides sides = files.sides();
  EXPECT_FALSE(is_searched(sides));
  const std::vector<Identity> many(200'000);
  sides.left = many;
  sides.right = many;
  EXPECT_TRUE(is_searched(sides));
  sides.is_one_file = true;
  EXPECT_FALSE(is_searched(sides));
  sides.is_one_file = false;
  const std::vector<Field> fields(1);
  sides.fields = fields;
  EXPECT_FALSE(is_searched(sides));
}

}  // namespace
}  // namespace fsu::stages
