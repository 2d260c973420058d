// The same links from the same force: on any number of threads, and with rows in any order.
#include <gtest/gtest.h>

#include <algorithm>

#include "src/stages/link_tables.hpp"
#include "tests/stages/link_force.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using resolve::Decision;

constexpr std::uint32_t kPeople = 300;
constexpr std::uint32_t kLogs = 700;

std::size_t num_linked(const Linkage& linkage) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < linkage.mentions.size(); ++i) count += linkage.mentions.is_linked(i);
  return count;
}

/// Decisions by mention, from the last one on if reversed.
std::vector<Decision> decisions_of(const Linkage& linkage, bool is_reversed) {
  std::vector<Decision> decisions;
  const MentionLinks& links = linkage.mentions;
  for (std::size_t i = 0; i < links.size(); ++i) {
    decisions.push_back(links.decision(i));
  }
  if (!is_reversed) return decisions;
  // Both roles of a log keep their order.
  std::vector<Decision> ordered;
  for (std::size_t end = decisions.size(); end > 0;) {
    std::size_t begin = end - 1;
    while (begin > 0 && links.incident_row[begin - 1] == links.incident_row[end - 1]) --begin;
    ordered.insert(ordered.end(), decisions.begin() + static_cast<std::ptrdiff_t>(begin),
                   decisions.begin() + static_cast<std::ptrdiff_t>(end));
    end = begin;
  }
  return ordered;
}

void expect_equal_models(const model::Model& a, const model::Model& b) {
  EXPECT_EQ(a.lambda, b.lambda);
  ASSERT_EQ(a.comparisons.size(), b.comparisons.size());
  for (std::size_t i = 0; i < a.comparisons.size(); ++i) {
    for (std::size_t l = 0; l < a.comparisons[i].shares.size(); ++l) {
      ASSERT_EQ(a.comparisons[i].shares[l].m, b.comparisons[i].shares[l].m) << i << ", " << l;
      ASSERT_EQ(a.comparisons[i].shares[l].u, b.comparisons[i].shares[l].u) << i << ", " << l;
    }
  }
}

void expect_equal(const Linkage& a, const Linkage& b) {
  expect_equal_models(a.model, b.model);
  EXPECT_EQ(a.nobody_share, b.nobody_share);
  EXPECT_EQ(a.blocking, b.blocking);
  ASSERT_EQ(a.patterns.size(), b.patterns.size());
  for (std::size_t i = 0; i < a.patterns.size(); ++i) {
    EXPECT_EQ(a.patterns[i].pattern, b.patterns[i].pattern);
    EXPECT_EQ(a.patterns[i].pairs, b.patterns[i].pairs);
    EXPECT_EQ(a.patterns[i].weight, b.patterns[i].weight);
  }
}

TEST(LinkDeterminism, SameOnAnyThreadsAndBackEnd) {
  const test::LinkForce force = test::random_force(kPeople, kLogs);
  const Linkage expected = force.link();
  EXPECT_GT(num_linked(expected), kLogs / 2);
  for (const fsu::test::ParallelSetting& setting : fsu::test::all_parallel_settings()) {
    SCOPED_TRACE(fsu::test::describe(setting));
    const fsu::test::ScopedParallelSetting scope(setting);
    const Linkage linkage = force.link();
    expect_equal(linkage, expected);
    EXPECT_EQ(linkage.mentions.decisions, expected.mentions.decisions);
    EXPECT_EQ(linkage.mentions.decision_index, expected.mentions.decision_index);
    EXPECT_EQ(linkage.reports.decisions, expected.reports.decisions);
  }
}

TEST(LinkDeterminism, SameWithRowsInAnyOrder) {
  const Linkage expected = test::random_force(kPeople, kLogs).link();
  const Linkage reversed = test::random_force(kPeople, kLogs, true).link();
  expect_equal(reversed, expected);
  EXPECT_EQ(decisions_of(reversed, true), decisions_of(expected, false));
  std::vector<Decision> reports = reversed.reports.decisions;
  std::reverse(reports.begin(), reports.end());
  EXPECT_EQ(reports, expected.reports.decisions);
}

TEST(LinkDeterminism, EqualMentionsAreDecidedAlike) {
  test::LinkForce force = test::random_force(kPeople, 100);
  const test::Who who = test::random_person(11, 7);
  for (int i = 0; i < 3; ++i) force.add_log(who, {});
  const Linkage linkage = force.link();
  const std::size_t last = linkage.mentions.size() - 1;
  EXPECT_EQ(linkage.mentions.decision_index[last], linkage.mentions.decision_index[last - 1]);
  EXPECT_EQ(linkage.mentions.decision_index[last], linkage.mentions.decision_index[last - 2]);
  EXPECT_EQ(linkage.mentions.decision(last).person, PersonId{7});
}

}  // namespace
}  // namespace fsu::stages
