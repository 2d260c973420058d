#include "kernels/usage/harm.hpp"

#include <gtest/gtest.h>

#include "kernels/core/missing.hpp"
#include "tests/usage/roles_reference.hpp"

namespace fsu::usage {
namespace {

PersonHarm harm_of(const test::OwnedRoleRows& rows, const std::vector<std::int64_t>& days,
                   std::size_t num_persons) {
  return person_harm(person_investigations(rows.view(), num_persons), days, num_persons);
}

TEST(PersonHarm, NobodyAndNoInvestigations) {
  EXPECT_EQ(harm_of({}, {}, 0), PersonHarm{});
  EXPECT_EQ(harm_of({}, {}, 2).caused_hundredths, (std::vector<std::int64_t>{0, 0}));
}

TEST(PersonHarm, OncePerInvestigationAndSide) {
  test::OwnedRoleRows rows;
  rows.add(0, 0, Role::kSuspect);
  rows.add(0, 0, Role::kOffender);  // the same investigation, still once
  rows.add(0, 1, Role::kVictim);
  rows.add(0, 1, Role::kSuspect);  // on both sides
  rows.add(0, 2, Role::kWitness);
  const PersonHarm harm = harm_of(rows, {18225, 1000, 999}, 1);
  EXPECT_EQ(harm.caused_hundredths[0], 19225);
  EXPECT_EQ(harm.received_hundredths[0], 1000);
  EXPECT_EQ(harm.unscored_investigations[0], 0);
}

TEST(PersonHarm, UnscoredCountDistinctInvestigationsOfTheThreeRoles) {
  test::OwnedRoleRows rows;
  rows.add(0, 0, Role::kSuspect);
  rows.add(0, 0, Role::kVictim);
  rows.add(0, 1, Role::kWitness);
  rows.add(0, 2, Role::kOther);
  rows.add(0, 3, Role::kOffender);  // scored zero is scored
  const PersonHarm harm = harm_of(rows, {kMissingInt64, kMissingInt64, kMissingInt64, 0}, 1);
  EXPECT_EQ(harm.unscored_investigations[0], 1);
  EXPECT_EQ(harm.caused_hundredths[0], 0);
}

TEST(PersonHarm, RandomRowsEqualTheTwin) {
  constexpr std::size_t kPersons = 20;
  std::vector<std::int64_t> days;
  for (std::size_t index = 0; index < 30; ++index) {
    Random random(1, 5, index);
    days.push_back(random.chance(0.3) ? kMissingInt64 : random.between(0, 500000));
  }
  const auto rows = test::random_role_rows(800, kPersons, 30, 2);
  PersonHarm expected{std::vector<std::int64_t>(kPersons), std::vector<std::int64_t>(kPersons),
                      std::vector<std::int64_t>(kPersons)};
  for (const auto& [pair, roles] : test::reference_roles(rows)) {
    const std::size_t person = pair.first.index();
    const std::int64_t harm = days[pair.second.index()];
    const bool is_caused = (roles & 0b011U) != 0;
    const bool is_received = (roles & 0b100U) != 0;
    if (harm == kMissingInt64) {
      expected.unscored_investigations[person] += is_caused || is_received;
    } else {
      expected.caused_hundredths[person] += is_caused ? harm : 0;
      expected.received_hundredths[person] += is_received ? harm : 0;
    }
  }
  EXPECT_EQ(harm_of(rows, days, kPersons), expected);
}

}  // namespace
}  // namespace fsu::usage
