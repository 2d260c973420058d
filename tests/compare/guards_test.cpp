#include "kernels/compare/guards.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/random.hpp"
#include "tests/compare/name_samples.hpp"

namespace fsu::compare {
namespace {

/// Two records by name, date of birth and identifier, and their guard from either side.
class Guards : public testing::Test {
 protected:
  struct Person {
    std::string forename = {};
    std::string surname = {};
    std::int32_t date_of_birth = 0;
    std::string identifier = {};
    std::string mistyped = {};
  };

  [[nodiscard]] Guard guard(const Person& a, const Person& b) const {
    const Identity left = identity(a);
    const Identity right = identity(b);
    const Guard result = guard_of(levels(left, right), left, right);
    EXPECT_EQ(guard_of(levels(right, left), right, left), result);
    EXPECT_EQ(is_guarded(levels(left, right), left, right), result != Guard::kNone);
    return result;
  }

 private:
  [[nodiscard]] Identity identity(const Person& person) const {
    return {{rank(names_, person.forename)},
            {rank(names_, person.surname)},
            {},
            person.date_of_birth,
            {rank(identifiers_, person.identifier)},
            {rank(identifiers_, person.mistyped)}};
  }
  [[nodiscard]] Levels levels(const Identity& left, const Identity& right) const {
    IdentityComparer comparer(traits_, identifiers_);
    comparer.set_left(left);
    Levels result{};
    comparer.compare(right, result);
    return result;
  }
  static std::uint32_t rank(const StringColumn& sorted, const std::string& text) {
    for (std::uint32_t i = 0; i < sorted.size(); ++i) {
      if (sorted[i] == text) return i;
    }
    EXPECT_TRUE(text.empty()) << text;
    return NameId::kNoneValue;
  }

  StringColumn names_ =
      to_dictionary({"BOB", "J", "JOHN", "JON", "KATE", "KHAN", "SMITH", "SMYTH", "WILLIAM"});
  StringColumn identifiers_ = to_dictionary({"2000/0000001A", "2000/0000001B", "2011/0765432X"});
  NameTraits traits_{names_};
};

TEST_F(Guards, ForenamesWithNothingInCommon) {
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"KATE", "SMITH", 19800503}), Guard::kForenames);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"KATE", "SMYTH", 19800503}), Guard::kForenames);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"KATE", "SMITH", 19830611}), Guard::kForenames);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800500}, {"KATE", "SMITH", 19800500}), Guard::kForenames);
  EXPECT_EQ(guard({"JOHN", "SMITH"}, {"KATE", "SMITH"}), Guard::kForenames);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"KATE", "KHAN", 19800503}), Guard::kForenames);
  EXPECT_EQ(guard({"JOHN", "", 19800503}, {"KATE", "", 19800503}), Guard::kForenames);
  // A like forename, an unknown one, or an initial.
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"JON", "SMITH", 19800503}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"J", "SMITH", 19800503}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"", "SMITH", 19800503}), Guard::kNone);
  // Names in each other's places.
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"SMITH", "JOHN", 19800503}), Guard::kNone);
}

TEST_F(Guards, FatherAndSon) {
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600503}, {"JOHN", "SMITH", 19870611}), Guard::kGenerations);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600503}, {"JOHN", "SMITH", 19750503}), Guard::kGenerations);
  // 14 years; years a slip apart; a year or date that is not known.
  EXPECT_EQ(guard({"JOHN", "SMITH", 19610503}, {"JOHN", "SMITH", 19750503}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600503}, {"JOHN", "SMITH", 19800503}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19690503}, {"JOHN", "SMITH", 19960503}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600000}, {"JOHN", "SMITH", 19870611}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600503}, {"JOHN", "SMITH", 611}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 0}, {"JOHN", "SMITH", 19870611}), Guard::kNone);
  // 1 January may say the year alone; the year is far all the same.
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600101}, {"JOHN", "SMITH", 19870611}), Guard::kGenerations);
}

/// A slip of the year explains it, also where day and month are exchanged.
TEST_F(Guards, AYearThatSlippedExplainsGenerations) {
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600503}, {"JOHN", "SMITH", 19800305}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600503}, {"JOHN", "SMITH", 19870305}), Guard::kGenerations);
}

TEST_F(Guards, OneNameAlone) {
  EXPECT_EQ(guard({"JOHN", "SMITH"}, {"JOHN", "KHAN"}), Guard::kOneName);
  EXPECT_EQ(guard({"JOHN", "SMITH"}, {"JON", "KHAN", 19800503}), Guard::kOneName);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"JOHN", "KHAN", 19800611}), Guard::kOneName);
  EXPECT_EQ(guard({"JOHN", "SMITH"}, {"KATE", "JOHN"}), Guard::kOneName);
  // Two names, a name that is not known, or two parts of the date.
  EXPECT_EQ(guard({"JOHN", "SMITH"}, {"JON", "SMYTH"}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH"}, {"JOHN", ""}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"JOHN", "KHAN", 19800511}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503}, {"JOHN", "KHAN", 19800305}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800000}, {"JOHN", "KHAN", 19800511}), Guard::kNone);
  // An identifier that is nearly equal.
  EXPECT_EQ(guard({"JOHN", "SMITH", 0, "2000/0000001A"}, {"JOHN", "KHAN", 0, "2000/0000001B"}),
            Guard::kNone);
}

TEST_F(Guards, AFurtherFieldThatAgreesLiftsTheOneNameGuard) {
  Levels levels{};
  levels[kNames] = direct_level(NameLevel::kSame, NameLevel::kOther);
  EXPECT_EQ(guard_of(levels, {}, {}), Guard::kOneName);
  levels[kNumIdentityComparisons + 2] = kSameField;
  EXPECT_EQ(guard_of(levels, {}, {}), Guard::kNone);
  levels[kNames] = direct_level(NameLevel::kOther, NameLevel::kSame);
  EXPECT_EQ(guard_of(levels, {}, {}), Guard::kForenames);
}

TEST_F(Guards, AnEqualIdentifierLiftsThem) {
  const std::string same = "2000/0000001A";
  const std::string other = "2011/0765432X";
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503, same}, {"KATE", "SMITH", 19800503, same}),
            Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19600503, same}, {"JOHN", "SMITH", 19870611, same}),
            Guard::kNone);
  EXPECT_EQ(
      guard({"JOHN", "SMITH", 19800503, same}, {"KATE", "SMITH", 19800503, "", "2000/0000001B"}),
      Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503, same}, {"KATE", "SMITH", 19800503, other}),
            Guard::kForenames);
  EXPECT_EQ(guard({"JOHN", "SMITH", 19800503, same}, {"KATE", "SMITH", 19800503}),
            Guard::kForenames);
}

TEST_F(Guards, NothingIsNoRelative) {
  EXPECT_EQ(guard({}, {}), Guard::kNone);
  EXPECT_EQ(guard({"JOHN", "SMITH"}, {"JOHN", "SMITH"}), Guard::kNone);
}

}  // namespace
}  // namespace fsu::compare
