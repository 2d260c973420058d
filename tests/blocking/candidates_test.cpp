#include "kernels/blocking/candidates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "tests/blocking/candidates_reference.hpp"
#include "tests/blocking/random_identities.hpp"
#include "tests/support/parallel_setting.hpp"
#include "tests/text/edit_distance_reference.hpp"

namespace fsu::blocking {
namespace {

FieldValues random_values(std::uint64_t seed, std::size_t num_records, std::uint64_t num_values) {
  FieldValues values;
  values.begins.push_back(0);
  for (std::size_t i = 0; i < num_records; ++i) {
    Random random(seed, 2, i);
    std::set<std::uint32_t> of;
    for (std::uint64_t k = random.below(3); k-- > 0;) {
      of.insert(static_cast<std::uint32_t>(random.below(num_values)));
    }
    for (const std::uint32_t value : of) values.values.push_back({value});
    values.begins.push_back(static_cast<std::uint32_t>(values.values.size()));
  }
  return values;
}

/// Two files of random records with two fields, and a symmetric relation of near names.
struct Sample {
  Sample(std::uint64_t seed, std::size_t num_left, std::size_t num_right)
      : left(random_identities(seed, num_left)), right(random_identities(seed + 1, num_right)) {
    for (std::uint64_t field = 0; field < 2; ++field) {
      Field& of = fields.emplace_back();
      of.left = random_values(seed + 10 + field, num_left, 20);
      of.right = random_values(seed + 20 + field, num_right, 20);
    }
    std::array<std::set<std::uint32_t>, kNumSampleNames> near;
    Random random(seed, 3, 0);
    for (int i = 0; i < 10; ++i) {
      const auto a = static_cast<std::uint32_t>(random.below(kNumSampleNames));
      const auto b = static_cast<std::uint32_t>(random.below(kNumSampleNames));
      if (a == b) continue;
      near[a].insert(b);
      near[b].insert(a);
    }
    begins.push_back(0);
    for (const auto& of : near) {
      for (const std::uint32_t name : of) neighbours.push_back({name});
      begins.push_back(neighbours.size());
    }
  }

  [[nodiscard]] CandidateInput input() const {
    return {right, &identifiers, {begins, neighbours}, fields, kNumSampleNames};
  }

  std::vector<Identity> left, right;
  StringColumn identifiers = sample_identifiers();
  std::vector<Field> fields;
  std::vector<std::uint64_t> begins;
  std::vector<NameId> neighbours;
};

std::uint64_t sum_of(const BlockingCounts& counts, std::uint64_t PassCounts::*of) {
  std::uint64_t sum = 0;
  for (const PassCounts& pass : counts.passes) sum += pass.*of;
  return sum;
}

/// Candidates record by record; pairs, oversized pairs and largest blocks pass by pass. Which of
/// several passes sees a pair first is left open, so new pairs are compared as a sum.
void check(const Sample& sample, const CandidateConfig& config, bool is_one_file = false) {
  const CandidateInput input = sample.input();
  const CandidateFinder finder(input, config);
  ReferenceCandidates reference(input, config);
  CandidateWorkspace workspace;
  BlockingCounts expected_counts;
  std::uint64_t num_candidates = 0;
  const std::vector<Identity>& left = is_one_file ? sample.right : sample.left;
  for (std::uint32_t i = 0; i < left.size(); ++i) {
    const LeftRecord record{left[i], i, is_one_file ? i + 1 : 0};
    finder.find(record, workspace);
    const std::set<std::uint32_t> expected = reference.find(record, expected_counts);
    ASSERT_EQ(workspace.candidates, std::vector<std::uint32_t>(expected.begin(), expected.end()))
        << i;
    for (std::uint32_t r = 0; r < sample.right.size(); ++r) {
      ASSERT_EQ(workspace.has(r), expected.contains(r));
    }
    num_candidates += expected.size();
  }
  for (std::size_t pass = 0; pass < kNumPasses; ++pass) {
    const PassCounts& ours = workspace.counts.passes[pass];
    const PassCounts& theirs = expected_counts.passes[pass];
    EXPECT_EQ(ours.pairs, theirs.pairs) << kPassNames[pass];
    EXPECT_EQ(ours.oversized_pairs, theirs.oversized_pairs) << kPassNames[pass];
    EXPECT_EQ(ours.largest_block, theirs.largest_block) << kPassNames[pass];
    EXPECT_LE(ours.new_pairs, ours.pairs) << kPassNames[pass];
  }
  EXPECT_EQ(sum_of(workspace.counts, &PassCounts::new_pairs), num_candidates);
}

TEST(Candidates, EqualTheDefinitionOfEveryPass) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) check(Sample(100 * seed, 150, 250), {});
}

TEST(Candidates, EqualTheDefinitionUnderSmallLimits) {
  for (const std::size_t most : {0u, 1u, 3u, 10u}) {
    check(Sample(1000 + most, 150, 250), {.max_whole_block = 2 * most,
                                          .max_joint_block = most + 1,
                                          .max_single_block = most,
                                          .min_single_block = 0,
                                          .max_near_block = most,
                                          .min_near_block = 0,
                                          .max_near_blocks = 3 * most,
                                          .min_near_blocks = 0,
                                          .max_near_full_names = most});
  }
}

TEST(Candidates, OfOneFileAreTheRecordsBehind) {
  check(Sample(2000, 300, 300), {}, true);
  check(Sample(2100, 300, 300), {.max_whole_block = 5, .max_joint_block = 4}, true);
}

/// None of the comparisons above is one of empty blocks.
TEST(Candidates, EveryPassFindsPairs) {
  const Sample sample(3000, 300, 300);
  const CandidateFinder finder(sample.input(), {});
  CandidateWorkspace workspace;
  for (std::uint32_t i = 0; i < sample.left.size(); ++i) {
    finder.find({sample.left[i], i, 0}, workspace);
  }
  for (std::size_t pass = kIdentifier; pass < kNumPasses; ++pass) {
    EXPECT_GT(workspace.counts.passes[pass].pairs, 0u) << kPassNames[pass];
  }
  EXPECT_EQ(workspace.counts.passes[kAllPairs], PassCounts{});
}

TEST(Candidates, WhatTheyMustNotMissByHand) {
  const Sample sample(4000, 400, 400);
  const CandidateConfig no_limits{
      .max_whole_block = 400, .max_joint_block = 400, .max_single_block = 400};
  const CandidateFinder finder(sample.input(), no_limits);
  CandidateWorkspace workspace;
  const auto text_of = [&](const Identity& identity) {
    return identifier_text(sample.input(), identity);
  };
  for (std::uint32_t i = 0; i < sample.left.size(); ++i) {
    const Identity& a = sample.left[i];
    finder.find({a, i, 0}, workspace);
    for (std::uint32_t j = 0; j < sample.right.size(); ++j) {
      const Identity& b = sample.right[j];
      const std::string x = text_of(a);
      const std::string y = text_of(b);
      const bool is_one_edit = !x.empty() && !y.empty() && text::reference_edit_distance(x, y) <= 1;
      const bool is_same_date = a.has_whole_date() && a.date_of_birth == b.date_of_birth;
      const bool share_name = (!a.forename.is_none() && a.forename == b.forename) ||
                              (!a.surname.is_none() && a.surname == b.surname) ||
                              (!a.surname.is_none() && a.surname == b.forename);
      if (is_one_edit || is_same_date || share_name) {
        ASSERT_TRUE(workspace.has(j)) << x << " " << y;
      }
    }
  }
}

TEST(Candidates, AllPairsOfTwoFilesAndOfOne) {
  const Sample sample(5000, 20, 30);
  const CandidateFinder finder(sample.input(), {.compares_all = true});
  CandidateWorkspace workspace;
  std::vector<std::uint32_t> all(30);
  std::iota(all.begin(), all.end(), 0u);
  finder.find({sample.left[0], 0, 0}, workspace);
  EXPECT_EQ(workspace.candidates, all);
  finder.find({sample.left[1], 1, 28}, workspace);
  EXPECT_EQ(workspace.candidates, (std::vector<std::uint32_t>{28, 29}));
  finder.find({sample.left[1], 1, 30}, workspace);
  EXPECT_TRUE(workspace.candidates.empty());
  EXPECT_EQ(workspace.counts.passes[kAllPairs].pairs, 32u);
  EXPECT_EQ(workspace.counts.passes[kAllPairs].new_pairs, 32u);
  EXPECT_EQ(sum_of(workspace.counts, &PassCounts::pairs), 32u);
}

TEST(Candidates, DegenerateFiles) {
  const StringColumn none;
  CandidateWorkspace workspace;
  const Identity someone{{0}, {1}, {}, 19800503, {}, {}};
  CandidateFinder({{}, &none, {}, {}, 2}).find({someone, 0, 0}, workspace);
  EXPECT_TRUE(workspace.candidates.empty());
  CandidateFinder({{}, &none, {}, {}, 2}, {.compares_all = true}).find({someone, 0, 0}, workspace);
  EXPECT_TRUE(workspace.candidates.empty());
  const std::vector<Identity> nobody(10);
  CandidateFinder({nobody, &none, {}, {}, 2}).find({{}, 0, 0}, workspace);
  EXPECT_TRUE(workspace.candidates.empty());
  // All alike: within the limit all are candidates, beyond it all are counted.
  const std::vector<Identity> alike(600, someone);
  CandidateFinder({alike, &none, {}, {}, 2}, {.max_whole_block = 600})
      .find({someone, 0, 0}, workspace);
  EXPECT_EQ(workspace.candidates.size(), 600u);
  CandidateWorkspace capped;
  CandidateFinder({alike, &none, {}, {}, 2}).find({someone, 0, 0}, capped);
  EXPECT_TRUE(capped.candidates.empty());
  EXPECT_EQ(capped.counts.passes[kFullName].oversized_pairs, 600u);
  EXPECT_EQ(capped.counts.passes[kFullName].largest_block, 600u);
}

/// Of 100,000 right records, a name alone may be borne by 30, a near one by 10.
TEST(Candidates, LargeFilesOpenSmallerBlocksOfOneName) {
  std::vector<Identity> right(100'000);
  const auto give_surname = [&](std::size_t begin, std::size_t count, std::uint32_t name) {
    for (std::size_t i = begin; i < begin + count; ++i) right[i].surname = {name};
  };
  give_surname(100, 30, 0);
  give_surname(200, 31, 1);
  give_surname(300, 10, 2);
  give_surname(400, 11, 3);
  const StringColumn none;
  const std::vector<std::uint64_t> begins = {0, 2, 4, 6, 8};  // 2 and 3 are near 0 and 1
  const std::vector<NameId> neighbours = {{2}, {3}, {2}, {3}, {0}, {1}, {0}, {1}};
  const CandidateFinder finder({right, &none, {begins, neighbours}, {}, 4});
  CandidateWorkspace workspace;
  finder.find({{{}, {0}, {}, 0, {}, {}}, 0, 0}, workspace);
  EXPECT_EQ(workspace.candidates.size(), 30u + 10);
  EXPECT_EQ(workspace.counts.passes[kName].oversized_pairs, 11u);
  finder.find({{{}, {1}, {}, 0, {}, {}}, 0, 0}, workspace);
  EXPECT_EQ(workspace.candidates.size(), 10u);
  EXPECT_EQ(workspace.counts.passes[kName].oversized_pairs, 11u + 31 + 11);
}

/// An index of the keys of these left records alone gives them what a whole one gives.
void check_only_left(const Sample& sample, std::span<const Identity> left,
                     const CandidateConfig& config) {
  CandidateInput input = sample.input();
  input.fields = {};
  const CandidateFinder whole(input, config);
  input.only_left = left;
  const CandidateFinder part(input, config);
  CandidateWorkspace expected;
  CandidateWorkspace workspace;
  for (const Identity& identity : left) {
    whole.find({identity, 0, 0}, expected);
    part.find({identity, 0, 0}, workspace);
    ASSERT_EQ(workspace.candidates, expected.candidates);
  }
  EXPECT_EQ(workspace.counts, expected.counts);
}

TEST(Candidates, OfAnIndexForFewLeftRecordsAreThoseOfAWholeOne) {
  for (const std::size_t num_right : {0u, 1u, 300u, 3000u}) {
    const Sample sample(7000 + num_right, 200, num_right);
    const std::span<const Identity> left(sample.left);
    for (const std::size_t num_left : {1u, 2u, 20u, 200u}) {
      check_only_left(sample, left.first(num_left), {});
      check_only_left(sample, left.first(num_left),
                      {.max_whole_block = 6,
                       .max_joint_block = 4,
                       .max_single_block = 3,
                       .min_single_block = 0,
                       .max_near_block = 2,
                       .min_near_block = 0,
                       .max_near_blocks = 9,
                       .min_near_blocks = 0,
                       .max_near_full_names = 3});
    }
    const std::vector<Identity> nobody(3);
    check_only_left(sample, nobody, {});
  }
}

/// Otherwise the test above would compare an index with itself.
TEST(Candidates, OfAnIndexForFewLeftRecordsOthersHaveFewer) {
  const Sample sample(7500, 100, 3000);
  CandidateInput input = sample.input();
  input.fields = {};
  const CandidateFinder whole(input);
  const std::vector<Identity> one = {{{0}, {1}, {}, 19800203, {}, {}}};
  input.only_left = one;
  const CandidateFinder part(input);
  CandidateWorkspace workspace;
  std::size_t num_whole = 0;
  std::size_t num_part = 0;
  for (const Identity& identity : sample.left) {
    whole.find({identity, 0, 0}, workspace);
    num_whole += workspace.candidates.size();
    part.find({identity, 0, 0}, workspace);
    num_part += workspace.candidates.size();
  }
  EXPECT_LT(2 * num_part, num_whole);
}

TEST(Candidates, SameForAnyThreads) {
  const Sample sample(6000, 50, 3000);
  const auto find_all = [&] {
    const CandidateFinder finder(sample.input(), {});
    CandidateWorkspace workspace;
    std::vector<std::vector<std::uint32_t>> candidates;
    for (std::uint32_t i = 0; i < sample.left.size(); ++i) {
      finder.find({sample.left[i], i, 0}, workspace);
      candidates.push_back(workspace.candidates);
    }
    return std::pair(candidates, workspace.counts);
  };
  const auto expected = find_all();
  for (const int threads : {1, 2, 3}) {
    const test::ScopedParallelSetting scope({parallel_backend(), threads});
    EXPECT_EQ(find_all(), expected) << threads;
  }
}

TEST(BlockingCounts, MergeAddsAndKeepsTheLargestBlock) {
  BlockingCounts a;
  BlockingCounts b;
  a.passes[kName] = {5, 3, 7, 1};
  b.passes[kName] = {10, 2, 4, 8};
  b.passes[kField] = {1, 1, 1, 0};
  a.merge(b);
  EXPECT_EQ(a.passes[kName], (PassCounts{15, 5, 7, 9}));
  EXPECT_EQ(a.passes[kField], (PassCounts{1, 1, 1, 0}));
}

TEST(IsLinkable, NeedsAnIdentifierAFullNameOrANameAndADate) {
  EXPECT_FALSE(is_linkable({}));
  EXPECT_TRUE(is_linkable({{}, {}, {}, 0, {0}, {}}));
  EXPECT_FALSE(is_linkable({{}, {}, {}, 0, {}, {0}}));
  EXPECT_TRUE(is_linkable({{0}, {1}, {}, 0, {}, {}}));
  EXPECT_FALSE(is_linkable({{0}, {}, {}, 0, {}, {}}));
  EXPECT_TRUE(is_linkable({{}, {0}, {}, 19800503, {}, {}}));
  EXPECT_FALSE(is_linkable({{}, {0}, {}, 19800500, {}, {}}));
  EXPECT_FALSE(is_linkable({{}, {}, {0}, 19800503, {}, {}}));
}

}  // namespace
}  // namespace fsu::blocking
