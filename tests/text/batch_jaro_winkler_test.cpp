#include "kernels/text/batch_jaro_winkler.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/text/batch_name_samples.hpp"
#include "tests/text/jaro_winkler_reference.hpp"

namespace fsu::text {
namespace {

/// By the definition, in the order that the batch has.
std::vector<SimilarName> reference_similar(const NameColumns& columns, std::string_view query,
                                           double cutoff) {
  std::vector<SimilarName> similar;
  const auto add = [&](std::uint32_t name) {
    if (name == kNoName) return;
    const double similarity = reference_jaro_winkler(query, columns.names()[name]);
    if (similarity >= cutoff) similar.push_back({name, similarity});
  };
  std::ranges::for_each(columns.places(), add);
  std::ranges::for_each(columns.others(), add);
  return similar;
}

class BatchJaroWinkler : public ::testing::TestWithParam<Isa> {
 protected:
  ScopedIsa isa_{GetParam()};
};

void check_query(JaroWinklerBatch& batch, const NameColumns& columns, std::string_view query,
                 const std::vector<JaroWinklerCutoff>& cutoffs) {
  const StringColumn& names = columns.names();
  std::vector<double> similarities(names.size(), -1.0);
  batch.set(query);
  batch.similarities(similarities);
  for (std::size_t i = 0; i < names.size(); ++i) {
    ASSERT_EQ(similarities[i], reference_jaro_winkler(query, names[i]))
        << query << " and " << names[i];
    ASSERT_EQ(similarities[i], jaro_winkler(query, names[i])) << query << " and " << names[i];
  }
  for (const JaroWinklerCutoff& cutoff : cutoffs) {
    std::vector<SimilarName> similar;
    batch.find_similar(cutoff, similar);
    ASSERT_EQ(similar, reference_similar(columns, query, cutoff.similarity()))
        << query << " from " << cutoff.similarity();
  }
}

std::vector<JaroWinklerCutoff> make_cutoffs(std::initializer_list<double> similarities) {
  return {similarities.begin(), similarities.end()};
}

TEST_P(BatchJaroWinkler, Degenerate) {
  const auto cutoffs = make_cutoffs({-1.0, 0.0, 0.5, 0.88, 1.0, 1.5});
  for (const std::vector<std::string>& names : degenerate_batch_names()) {
    const StringColumn column = to_string_column(names);
    const NameColumns columns(column);
    JaroWinklerBatch batch(columns);
    for (const std::string query : {"", "A", "B", "SMITH", "M\xc3\x9cLLER", "XYZ"}) {
      check_query(batch, columns, query, cutoffs);
    }
    for (const std::string& query : names) check_query(batch, columns, query, cutoffs);
  }
}

TEST_P(BatchJaroWinkler, EqualsTheReferenceToTheLastBit) {
  const auto cutoffs = make_cutoffs({0.0, 0.55, 0.7, 0.8, 0.88, 0.9, 0.97, 1.0});
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const std::vector<std::string> names = sample_batch_names(seed, 200);
    const StringColumn column = to_string_column(names);
    const NameColumns columns(column);
    JaroWinklerBatch batch(columns);  // one for all: a query must leave no trace of the last
    for (std::size_t i = 0; i < 15; ++i) check_query(batch, columns, names[i], cutoffs);
    for (const std::string& query : sample_batch_names(seed + 100, 10)) {
      check_query(batch, columns, query, cutoffs);
    }
  }
}

TEST_P(BatchJaroWinkler, APairThatScoresTheCutoffItselfIsFound) {
  for (std::uint64_t seed = 51; seed <= 56; ++seed) {
    const std::vector<std::string> names = sample_batch_names(seed, 150);
    const StringColumn column = to_string_column(names);
    const NameColumns columns(column);
    JaroWinklerBatch batch(columns);
    for (std::size_t i = 0; i < 12; ++i) {
      const double score = jaro_winkler(names[i], names[i + 20]);
      check_query(batch, columns, names[i], {JaroWinklerCutoff(score)});
    }
  }
}

TEST_P(BatchJaroWinkler, BlocksAndOthersMakeUpTheWhole) {
  const std::vector<std::string> names = sample_batch_names(61, 2'000);
  const StringColumn column = to_string_column(names);
  const NameColumns columns(column);
  JaroWinklerBatch batch(columns);
  const JaroWinklerCutoff cutoff(0.75);
  for (std::size_t i = 0; i < 20; ++i) {
    batch.set(names[i]);
    std::vector<SimilarName> whole;
    batch.find_similar(cutoff, whole);
    std::vector<SimilarName> parts;
    for (std::size_t block = 0; block < columns.all_blocks().end; block += 5) {
      batch.find_similar(cutoff, columns.all_blocks().intersect({block, block + 5}), parts);
    }
    batch.find_similar_others(cutoff, parts);
    ASSERT_EQ(parts, whole);
  }
}

TEST(JaroWinklerCutoff, IsTheLeastNumberOfMatchesThatCanReachIt) {
  const JaroWinklerCutoff cutoff(0.88);
  EXPECT_EQ(cutoff.min_matches({5, 5}, true), 4);   // (4/5 + 4/5 + 1)/3 and four first bytes: 0.92
  EXPECT_EQ(cutoff.min_matches({5, 5}, false), 5);  // 0.867 without
  EXPECT_EQ(cutoff.min_matches({2, 40}, true), JaroWinklerCutoff::kNever);
  EXPECT_EQ(JaroWinklerCutoff(0.0).min_matches({9, 9}, false), 0);
  EXPECT_EQ(JaroWinklerCutoff(1.1).min_matches({9, 9}, true), JaroWinklerCutoff::kNever);
}

INSTANTIATE_TEST_SUITE_P(Paths, BatchJaroWinkler, ::testing::ValuesIn(isas_of_machine()),
                         [](const auto& path) { return std::string(isa_name(path.param)); });

}  // namespace
}  // namespace fsu::text
