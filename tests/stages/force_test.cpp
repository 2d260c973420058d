// Joining the tables: dense ids in byte order, and rows without a parent.
#include "src/stages/force.hpp"

#include <gtest/gtest.h>

#include "tests/stages/small_force.hpp"

namespace fsu::stages {
namespace {

using test::SmallForce;
using Texts = std::vector<std::string>;

std::int64_t orphans(const Force& force, std::string_view table) {
  return force.input.tables.find(table)->second.num_orphans;
}

/// The name of each person; `-` for none.
Texts names(const Force& force, const std::vector<PersonId>& persons) {
  Texts texts;
  for (const PersonId person : persons)
    texts.emplace_back(person.is_none() ? "-" : force.person_ids[person.index()]);
  return texts;
}

TEST(JoinForce, NothingJoinsToNothing) {
  const Force force = SmallForce().join();
  EXPECT_EQ(force.num_persons(), 0U);
  EXPECT_EQ(force.num_incidents(), 0U);
  EXPECT_TRUE(force.person_of_role.empty());
}

TEST(JoinForce, IndividualsAreThoseOfPersonsRolesAndCustody) {
  const Force force =
      SmallForce()
          .add("persons", {"P2,ANN,LEE", "P2,ANNE,LEE", "P10,BOB,RAY"})
          .add("investigations", {"V1,2025-01-01T00:00:00,1"})
          .add("investigation_roles", {"V1,P3,victim", "V1,P2,suspect", "V9,P8,victim"})
          .add("custody", {"C1,P1,2025-01-01T00:00:00"})
          .add("arrests", {"A1,P7,2025-01-01T00:00:00"})
          .join();
  Texts ids;
  for (std::size_t i = 0; i < force.num_persons(); ++i) ids.emplace_back(force.person_ids[i]);
  EXPECT_EQ(ids, (Texts{"P1", "P10", "P2", "P3"}));  // byte order; P8's investigation is unknown
  EXPECT_EQ(names(force, force.person_of_version), (Texts{"P10", "P2", "P2"}));
  EXPECT_EQ(names(force, force.person_of_role), (Texts{"P2", "P3"}));
  EXPECT_EQ(names(force, force.person_of_custody), (Texts{"P1"}));
  EXPECT_EQ(orphans(force, "investigation_roles"), 1);
  EXPECT_EQ(force.rows("investigation_roles").num_rows(), 2U);
}

TEST(JoinForce, RowsWhoseParentIsAbsentOrRejectedAreOrphans) {
  const Force force =
      SmallForce()
          .add("persons", {"P1,ANN,LEE"})
          .add("investigations", {"V1,2025-01-01T00:00:00,1", "V2,soon,1"})
          .add("investigation_roles", {"V1,P1,victim", "V2,P1,victim", "V3,P1,victim"})
          .add("relationships", {"V1,P1,P2,MOTHER", "V2,P1,P2,MOTHER"})
          .add("incidents",
               {"I1,incident,2025-01-01T00:00:00,0", "I2,letter,2025-01-01T00:00:00,0"})
          .add("resources", {"I1,R2", "I2,R1", "I3,R1", "I1,R1"})
          .add("link_decisions", {"I1,subject,P1,always", "I2,subject,P1,always"})
          .add("person_phones", {"P1,0121", "P9,0122"})
          .join();
  EXPECT_EQ(orphans(force, "investigation_roles"), 2);
  EXPECT_EQ(orphans(force, "relationships"), 1);
  EXPECT_EQ(orphans(force, "resources"), 2);
  EXPECT_EQ(orphans(force, "link_decisions"), 1);
  EXPECT_EQ(orphans(force, "person_phones"), 1);
  for (const std::string_view table : {"resources", "investigation_roles", "link_decisions"})
    force.rows(table).verify();
  EXPECT_EQ(force.incident_of_resource, (std::vector<IncidentId>{{0}, {0}}));
  EXPECT_EQ(force.unit_of_resource, (std::vector<ResourceId>{{0}, {1}}));
  EXPECT_EQ(force.investigation_of_role, (std::vector<InvestigationId>{{0}}));
}

TEST(JoinForce, WhatMayBeUnknownIsNone) {
  const Force force =
      SmallForce()
          .add("persons", {"P1,ANN,LEE"})
          .add("incidents", {"I1,incident,2025-01-01T00:00:00,0"})
          .add("calls", {"L1,2025-01-01T00:00:00,5,I1", "L2,2025-01-01T00:00:00,5,I9",
                         "L3,2025-01-01T00:00:00,5"})
          .add("missing_reports",
               {"M1,2025-01-01T00:00:00,P1", "M2,2025-01-01T00:00:00", "M3,2025-01-01T00:00:00,P9"})
          .add("link_decisions", {"I1,subject,P9,never"})
          .add("exclusions", {"P1,x", "P9,x"})
          .join();
  EXPECT_EQ(force.incident_of_call, (std::vector<IncidentId>{{0}, {}, {}}));
  EXPECT_EQ(orphans(force, "calls"), 0);
  EXPECT_EQ(names(force, force.person_of_report), (Texts{"P1", "-", "-"}));
  EXPECT_EQ(names(force, force.person_of_decision), (Texts{"-"}));
  EXPECT_EQ(names(force, force.person_of_exclusion), (Texts{"P1", "-"}));
}

}  // namespace
}  // namespace fsu::stages
