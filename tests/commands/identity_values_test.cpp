// The values of an identity: a cell for each comparison of identities, blank where nothing is held.
#include "src/commands/identity_values.hpp"

#include <gtest/gtest.h>

#include "kernels/compare/compare_identities.hpp"

namespace fsu::commands {
namespace {

StringColumn texts(std::initializer_list<const char*> of) {
  StringColumn column;
  for (const char* text : of) column.push_back(text);
  return column;
}

using Values = std::vector<std::string>;

TEST(IdentityValues, StandInTheOrderOfTheComparisons) {
  const StringColumn names = texts({"ANNA", "MARIA ROSE", "SMITH"});
  const StringColumn identifiers = texts({"X1", "X2"});
  Identity identity{NameId{0}, NameId{2}, NameId{1}, pack_date(1990, 5, 17), IdentifierId{1}, {}};
  const Values whole = {"ANNA SMITH", "MARIA ROSE", "1990-05-17", "X2"};
  EXPECT_EQ(identity_values(identity, names, identifiers), whole);
  EXPECT_EQ(whole.size(), compare::kNumIdentityComparisons);
}

TEST(IdentityValues, AMistypedIdentifierStandsInForAMissingOne) {
  const StringColumn identifiers = texts({"X1", "X2"});
  Identity identity;
  identity.mistyped_identifier = IdentifierId{0};
  EXPECT_EQ(identity_values(identity, {}, identifiers).back(), "X1");
  identity.identifier = IdentifierId{1};
  EXPECT_EQ(identity_values(identity, {}, identifiers).back(), "X2");
}

TEST(IdentityValues, OfNothingAreBlank) {
  EXPECT_EQ(identity_values({}, {}, {}), (Values{" ", "", "", ""}));
}

}  // namespace
}  // namespace fsu::commands
