#include "src/stages/link_cases.hpp"

#include <gtest/gtest.h>

#include <set>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

/// Columns of logs and the identities of their mentions.
struct Mentions {
  std::size_t num_logs = 0;
  std::vector<std::uint32_t> identities;
  std::vector<ValueId> phones;
  std::vector<ValueId> originator_postcodes;
  std::vector<ValueId> subject_postcodes;
  std::vector<ValueId> addresses;

  [[nodiscard]] MentionCases cases() const {
    return {identities, {phones, originator_postcodes, subject_postcodes, addresses}, num_logs};
  }
  /// One after another, from what a case is.
  [[nodiscard]] std::vector<LinkCase> expected() const {
    std::vector<LinkCase> cases;
    const auto add = [&](CaseRole role, const auto* phone, const auto* postcodes, bool has_address,
                         std::size_t row) {
      const auto value = [&](const std::vector<ValueId>* values) {
        return values == nullptr || values->empty() ? ValueId{} : (*values)[row];
      };
      cases.push_back({identities[cases.size()], role, value(phone), value(postcodes),
                       value(has_address ? &addresses : nullptr)});
    };
    constexpr const std::vector<ValueId>* kNothing = nullptr;
    for (std::size_t row = 0; row < num_logs; ++row) {
      add(CaseRole::kOriginator, &phones, &originator_postcodes, true, row);
    }
    for (std::size_t row = 0; row < num_logs; ++row) {
      add(CaseRole::kSubject, kNothing, &subject_postcodes, true, row);
    }
    while (cases.size() < identities.size()) add(CaseRole::kReport, kNothing, kNothing, false, 0);
    return cases;
  }
};

void expect_reference(const Mentions& mentions) {
  const std::vector<LinkCase> of_mentions = mentions.expected();
  const std::set<LinkCase> distinct(of_mentions.begin(), of_mentions.end());
  const LinkCases cases = distinct_cases(mentions.cases());
  EXPECT_EQ(cases.cases, std::vector<LinkCase>(distinct.begin(), distinct.end()));
  ASSERT_EQ(cases.case_of_mention.size(), of_mentions.size());
  for (std::size_t i = 0; i < of_mentions.size(); ++i) {
    ASSERT_EQ(cases.cases[cases.case_of_mention[i]], of_mentions[i]) << i;
  }
}

Mentions random_mentions(std::uint64_t seed) {
  Random random(4, 0, seed);
  Mentions mentions{random.below(1500), {}, {}, {}, {}, {}};
  mentions.identities.resize(2 * mentions.num_logs + random.below(20));
  for (std::uint32_t& identity : mentions.identities) {
    identity = static_cast<std::uint32_t>(random.below(10));
  }
  for (auto* values : {&mentions.phones, &mentions.originator_postcodes,
                       &mentions.subject_postcodes, &mentions.addresses}) {
    if (random.chance(0.2)) continue;
    for (std::size_t row = 0; row < mentions.num_logs; ++row) {
      const auto number = static_cast<std::uint32_t>(random.below(4));
      values->push_back(number == 0 ? ValueId{} : ValueId{number});
    }
  }
  return mentions;
}

TEST(LinkCases, OfFewMentions) {
  expect_reference({});
  expect_reference({0, {0}, {}, {}, {}, {}});
  expect_reference({0, {2, 2, 1, 2}, {}, {}, {}, {}});
  expect_reference({1, {3, 3}, {}, {}, {}, {ValueId{1}}});
  expect_reference({2, {3, 3, 0, 0}, {{}, {}}, {}, {}, {{}, ValueId{0}}});
}

TEST(LinkCases, OfRandomMentionsOnAnyThreads) {
  for (const int threads : {1, 2, 3}) {
    const fsu::test::ScopedParallelSetting scope({parallel_backend(), threads});
    for (std::uint64_t seed = 0; seed < 12; ++seed) expect_reference(random_mentions(seed));
  }
}

TEST(LinkCases, StandInTheOrderOfTheirIdentities) {
  const Mentions mentions = random_mentions(7);
  const LinkCases cases = distinct_cases(mentions.cases());
  for (std::size_t i = 1; i < cases.size(); ++i) {
    EXPECT_LE(cases.cases[i - 1].identity, cases.cases[i].identity);
  }
}

}  // namespace
}  // namespace fsu::stages
