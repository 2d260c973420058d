#include "kernels/usage/person_investigations.hpp"

#include <gtest/gtest.h>

#include "kernels/core/check.hpp"
#include "tests/usage/any_threads.hpp"
#include "tests/usage/roles_reference.hpp"

namespace fsu::usage {
namespace {

PersonInvestigations reference(const test::OwnedRoleRows& rows) {
  PersonInvestigations expected;
  for (const auto& [pair, roles] : test::reference_roles(rows)) {
    expected.person.push_back(pair.first);
    expected.investigation.push_back(pair.second);
    expected.roles.push_back(roles);
  }
  return expected;
}

TEST(PersonInvestigations, EmptyAndRepeatedRows) {
  EXPECT_EQ(person_investigations({}, 0), PersonInvestigations{});
  EXPECT_EQ(person_investigations({}, 5), PersonInvestigations{});
  test::OwnedRoleRows rows;
  for (int row = 0; row < 3; ++row) rows.add(2, 7, Role::kVictim);
  rows.add(2, 7, Role::kSuspect);
  const PersonInvestigations distinct = person_investigations(rows.view(), 3);
  ASSERT_EQ(distinct.size(), 1U);
  EXPECT_TRUE(has_role(distinct.roles[0], Role::kVictim));
  EXPECT_TRUE(has_role(distinct.roles[0], Role::kSuspect));
  EXPECT_FALSE(has_role(distinct.roles[0], Role::kOffender));
}

TEST(PersonInvestigations, RandomRowsEqualTheTwin) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto rows = test::random_role_rows(100 * seed, 1 + static_cast<std::uint32_t>(seed) * 9,
                                             1 + static_cast<std::uint32_t>(seed) * 5, seed);
    for (const std::size_t block_rows : {3UL, 1000UL}) {
      EXPECT_EQ(person_investigations(rows.view(), 100, block_rows), reference(rows));
    }
  }
}

TEST(PersonInvestigations, TheSameOnAnyThreads) {
  const auto rows = test::random_role_rows(20000, 6000, 900, 1);
  test::same_on_any_threads([&] { return person_investigations(rows.view(), 6000, 512); });
}

TEST(PersonInvestigations, RefusesPersonsOutOfRange) {
  const auto rows = test::random_role_rows(20, 9, 5, 1);
  EXPECT_THROW((void)person_investigations(rows.view(), 1), InternalError);
}

}  // namespace
}  // namespace fsu::usage
