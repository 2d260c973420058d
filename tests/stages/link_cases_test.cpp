#include "src/stages/link_cases.hpp"

#include <gtest/gtest.h>

#include <set>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

void expect_reference(const std::vector<LinkCase>& of_mentions) {
  const std::set<LinkCase> distinct(of_mentions.begin(), of_mentions.end());
  const LinkCases cases = distinct_cases(of_mentions);
  EXPECT_EQ(cases.cases, std::vector<LinkCase>(distinct.begin(), distinct.end()));
  ASSERT_EQ(cases.case_of_mention.size(), of_mentions.size());
  for (std::size_t i = 0; i < of_mentions.size(); ++i) {
    ASSERT_EQ(cases.cases[cases.case_of_mention[i]], of_mentions[i]) << i;
  }
}

std::vector<LinkCase> random_cases(std::uint64_t seed) {
  Random random(4, 0, seed);
  std::vector<LinkCase> cases(random.below(3000));
  const auto value = [&] {
    const auto number = static_cast<std::uint32_t>(random.below(4));
    return number == 0 ? ValueId{} : ValueId{number};
  };
  for (LinkCase& link_case : cases) {
    link_case = {static_cast<std::uint32_t>(random.below(10)),
                 static_cast<CaseRole>(random.below(3)), value(), value(), value()};
  }
  return cases;
}

TEST(LinkCases, OfFewMentions) {
  expect_reference({});
  expect_reference({{}});
  expect_reference(std::vector<LinkCase>(5));
  expect_reference(
      {{3, CaseRole::kSubject, {}, {}, ValueId{1}}, {3, CaseRole::kOriginator, {}, {}, {}}});
}

TEST(LinkCases, OfRandomMentionsOnAnyThreads) {
  for (const int threads : {1, 2, 3}) {
    const fsu::test::ScopedParallelSetting scope({parallel_backend(), threads});
    for (std::uint64_t seed = 0; seed < 5; ++seed) expect_reference(random_cases(seed));
  }
}

TEST(LinkCases, StandInTheOrderOfTheirIdentities) {
  const LinkCases cases = distinct_cases(random_cases(7));
  for (std::size_t i = 1; i < cases.size(); ++i) {
    EXPECT_LE(cases.cases[i - 1].identity, cases.cases[i].identity);
  }
}

}  // namespace
}  // namespace fsu::stages
