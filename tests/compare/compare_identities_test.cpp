#include "kernels/compare/compare_identities.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/core/random.hpp"

namespace fsu::compare {
namespace {

struct Dates {
  std::int32_t a, b;
  DateLevel level;
};

TEST(CompareDates, Levels) {
  for (const Dates& dates : {Dates{0, 19800503, DateLevel::kMissing},
                             Dates{0, 0, DateLevel::kMissing},
                             Dates{19800503, 19800503, DateLevel::kExact},
                             Dates{19800503, 19800305, DateLevel::kSwapped},
                             Dates{19800503, 19800508, DateLevel::kOneEdit},
                             Dates{19800503, 19810503, DateLevel::kOneEdit},
                             Dates{19800503, 19900503, DateLevel::kOneEdit},
                             Dates{19890503, 19980503, DateLevel::kOneEdit},
                             Dates{19800512, 19800521, DateLevel::kOneEdit},
                             Dates{19800503, 19800517, DateLevel::kTwoParts},
                             Dates{19800503, 19690503, DateLevel::kTwoParts},
                             Dates{19800503, 19801117, DateLevel::kDifferent},
                             Dates{19800503, 19800500, DateLevel::kPartialTwo},
                             Dates{19800503, 503, DateLevel::kPartialTwo},
                             Dates{19800503, 19800000, DateLevel::kPartialYear},
                             Dates{19800500, 19800500, DateLevel::kPartialTwo},
                             Dates{19800503, 19800101, DateLevel::kPartialYear},
                             Dates{19800117, 19800101, DateLevel::kPartialYear},
                             Dates{19800102, 19800101, DateLevel::kOneEdit},
                             Dates{19690117, 19800101, DateLevel::kDifferent},
                             Dates{19800503, 19810000, DateLevel::kDifferent},
                             Dates{19800503, 19800600, DateLevel::kDifferent},
                             Dates{19800503, 500, DateLevel::kMissing},
                             Dates{19800000, 503, DateLevel::kMissing}}) {
    EXPECT_EQ(compare_dates(dates.a, dates.b), dates.level) << dates.a << " " << dates.b;
    EXPECT_EQ(compare_dates(dates.b, dates.a), dates.level) << dates.b << " " << dates.a;
  }
}

/// A dictionary in byte order, and identities spelt by name.
class Names {
 public:
  explicit Names(std::vector<std::string> sorted) : sorted_(std::move(sorted)) {
    for (const std::string& name : sorted_) column_.push_back(name);
  }
  [[nodiscard]] NameId id(std::string_view name) const {
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      if (sorted_[i] == name) return NameId{static_cast<std::uint32_t>(i)};
    }
    return {};
  }
  [[nodiscard]] Identity identity(std::string_view forename, std::string_view surname,
                                  std::string_view others = "") const {
    return {id(forename), id(surname), id(others), 0, 0};
  }
  [[nodiscard]] const StringColumn& column() const { return column_; }
  [[nodiscard]] std::size_t size() const { return sorted_.size(); }

 private:
  std::vector<std::string> sorted_;
  StringColumn column_;
};

const Names kNames({"ALI", "ANN", "J", "JANE", "JOHN", "JOHN PAUL", "JOHNNY", "JON", "JONES",
                    "JONES SMITH", "K", "KHAN", "P", "PAUL", "PAUL JAMES", "SMITH", "SMYTH"});

Agreement compare_two(const Identity& mention, const Identity& person) {
  IdentityComparer comparer(kNames.column());
  comparer.set_mention(mention);
  return comparer.compare(person);
}

TEST(CompareIdentities, ForenameLevels) {
  const auto level = [](std::string_view a, std::string_view b, std::string_view others = "") {
    return compare_two(kNames.identity(a, "SMITH"), kNames.identity(b, "SMITH", others)).forename;
  };
  EXPECT_EQ(level("", "JOHN"), ForenameLevel::kMissing);
  EXPECT_EQ(level("JOHN", ""), ForenameLevel::kMissing);
  EXPECT_EQ(level("JOHN", "JOHN"), ForenameLevel::kExact);
  EXPECT_EQ(level("J", "JOHN"), ForenameLevel::kInitial);
  EXPECT_EQ(level("JOHN", "J"), ForenameLevel::kInitial);
  EXPECT_EQ(level("J", "K"), ForenameLevel::kDifferent);
  EXPECT_EQ(level("JON", "JOHN"), ForenameLevel::kClose);
  EXPECT_EQ(level("PAUL", "JANE", "PAUL JAMES"), ForenameLevel::kOtherForename);
  EXPECT_EQ(level("ALI", "JOHN"), ForenameLevel::kDifferent);
}

TEST(CompareIdentities, SurnameLevels) {
  const auto level = [](std::string_view a, std::string_view b) {
    return compare_two(kNames.identity("ANN", a), kNames.identity("ANN", b)).surname;
  };
  EXPECT_EQ(level("SMITH", ""), SurnameLevel::kMissing);
  EXPECT_EQ(level("SMITH", "SMITH"), SurnameLevel::kExact);
  EXPECT_EQ(level("SMITH", "SMYTH"), SurnameLevel::kNear);
  EXPECT_EQ(level("SMITH", "JONES SMITH"), SurnameLevel::kPart);
  EXPECT_EQ(level("SMITH", "KHAN"), SurnameLevel::kDifferent);
}

TEST(CompareIdentities, SwappedNamesAreOneEvent) {
  const Agreement swapped =
      compare_two(kNames.identity("JONES", "PAUL"), kNames.identity("PAUL", "JONES"));
  EXPECT_EQ(swapped.forename, ForenameLevel::kSwapped);
  EXPECT_EQ(swapped.surname, SurnameLevel::kSwapped);
  const Agreement twice =
      compare_two(kNames.identity("PAUL", "PAUL"), kNames.identity("PAUL", "PAUL"));
  EXPECT_EQ(twice.forename, ForenameLevel::kExact);
}

TEST(CompareIdentities, OtherForenames) {
  const auto level = [](std::string_view a, std::string_view b) {
    return compare_two(kNames.identity("ANN", "SMITH", a), kNames.identity("ANN", "SMITH", b))
        .other_forenames;
  };
  EXPECT_EQ(level("", "PAUL"), OtherForenamesLevel::kMissing);
  EXPECT_EQ(level("PAUL", "PAUL"), OtherForenamesLevel::kEqual);
  EXPECT_EQ(level("JOHN PAUL", "JOHN PAUL"), OtherForenamesLevel::kEqual);
  EXPECT_EQ(level("PAUL", "JOHN PAUL"), OtherForenamesLevel::kAgree);
  EXPECT_EQ(level("P", "PAUL"), OtherForenamesLevel::kAgree);
  EXPECT_EQ(level("PAUL", "JANE"), OtherForenamesLevel::kDifferent);
}

TEST(CompareIdentities, PncLevels) {
  const auto level = [](std::uint64_t a, std::uint64_t b) {
    return compare_two({{}, {}, {}, 0, a}, {{}, {}, {}, 0, b}).pnc;
  };
  EXPECT_EQ(level(0, 0), PncLevel::kMissing);
  EXPECT_EQ(level(7, 0), PncLevel::kMissing);
  EXPECT_EQ(level(7, 7), PncLevel::kEqual);
  EXPECT_EQ(level(7, 8), PncLevel::kDifferent);
}

TEST(CompareIdentities, AllMissingIsPatternZero) { EXPECT_EQ(pattern_of(compare_two({}, {})), 0u); }

/// One comparer for many mentions gives what a fresh one gives for each.
TEST(CompareIdentities, ReusedComparerEqualsFreshOne) {
  IdentityComparer reused(kNames.column());
  for (std::uint64_t i = 0; i < 5000; ++i) {
    Random random(9, 0, i);
    const auto name = [&] {
      const auto value = static_cast<std::uint32_t>(random.below(kNames.size() + 1));
      return value == kNames.size() ? NameId{} : NameId{value};
    };
    const Identity mention{name(), name(), name(), 19800503, random.below(3)};
    const Identity person{name(), name(), name(), 19800503, random.below(3)};
    reused.set_mention(mention);
    ASSERT_EQ(reused.compare(person), compare_two(mention, person));
  }
}

TEST(Pattern, IsTheInverseOfItsAgreement) {
  for (std::uint32_t pattern = 0; pattern < kNumPatterns; ++pattern) {
    ASSERT_EQ(pattern_of(agreement_of(pattern)), pattern);
  }
}

}  // namespace
}  // namespace fsu::compare
