#include "kernels/compare/compare_identities.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/core/random.hpp"
#include "tests/compare/name_level_reference.hpp"
#include "tests/compare/name_samples.hpp"
#include "tests/support/comparison_checks.hpp"
#include "tests/text/edit_distance_reference.hpp"

namespace fsu::compare {
namespace {

/// Dictionaries of names and identifiers, and identities spelt in them.
class Dictionary {
 public:
  Dictionary(const std::set<std::string>& names, const std::set<std::string>& identifiers)
      : names_(to_dictionary(names)), identifiers_(to_dictionary(identifiers)), traits_(names_) {}

  [[nodiscard]] NameId name(std::string_view text) const { return {rank(names_, text)}; }
  [[nodiscard]] IdentifierId identifier(std::string_view text) const {
    return {rank(identifiers_, text)};
  }
  [[nodiscard]] Identity identity(std::string_view forename, std::string_view surname,
                                  std::string_view others = "") const {
    return {name(forename), name(surname), name(others), 0, {}, {}};
  }
  [[nodiscard]] std::string text(NameId id) const {
    return id.is_none() ? std::string() : std::string(names_[id.index()]);
  }
  [[nodiscard]] std::string text(IdentifierId id) const {
    return id.is_none() ? std::string() : std::string(identifiers_[id.index()]);
  }
  [[nodiscard]] Levels compare(const Identity& left, const Identity& right) const {
    IdentityComparer comparer(traits_, identifiers_);
    comparer.set_left(left);
    Levels levels{};
    comparer.compare(right, levels);
    return levels;
  }
  [[nodiscard]] const StringColumn& names() const { return names_; }
  [[nodiscard]] const StringColumn& identifiers() const { return identifiers_; }
  [[nodiscard]] const NameTraits& traits() const { return traits_; }

 private:
  static std::uint32_t rank(const StringColumn& sorted, std::string_view text) {
    for (std::uint32_t i = 0; i < sorted.size(); ++i) {
      if (sorted[i] == text) return i;
    }
    EXPECT_TRUE(text.empty()) << text;
    return NameId::kNoneValue;
  }

  StringColumn names_;
  StringColumn identifiers_;
  NameTraits traits_;
};

const Dictionary& dictionary() {
  static const Dictionary of(
      {"A",    "AL",        "ALI",        "ANN",   "ANNMARIE", "J",     "JANE",
       "JOHN", "JOHN PAUL", "JONES",      "K",     "KHAN",     "LI",    "MARIE",
       "P",    "PAUL",      "PAUL JAMES", "QUILL", "SMITH",    "SMYTH", "XU"},
      {"1980/0000001A", "1980/0000002A", "1980/0000012A", "1980/0000123A", "1980/0000001B"});
  return of;
}

std::uint8_t names_level(const Identity& left, const Identity& right) {
  return dictionary().compare(left, right)[kNames];
}

TEST(CompareIdentities, NamesInTheirOwnPlaces) {
  const Dictionary& of = dictionary();
  using enum NameLevel;
  EXPECT_EQ(names_level(of.identity("JOHN", "SMITH"), of.identity("JOHN", "SMITH")), kSameNames);
  EXPECT_EQ(names_level(of.identity("JOHN", "SMITH"), of.identity("JOHN", "SMYTH")),
            direct_level(kSame, kClose));
  EXPECT_EQ(names_level(of.identity("J", "SMITH"), of.identity("JOHN", "SMITH")),
            direct_level(kInitial, kSame));
  EXPECT_EQ(names_level(of.identity("", "SMITH"), of.identity("JOHN", "SMITH")),
            direct_level(kMissing, kSame));
  EXPECT_EQ(names_level(of.identity("JOHN", ""), of.identity("JOHN", "")),
            direct_level(kSame, kMissing));
  EXPECT_EQ(names_level({}, {}), direct_level(kMissing, kMissing));
  EXPECT_EQ(names_level(of.identity("JOHN", "SMITH"), of.identity("QUILL", "XU")),
            direct_level(kOther, kOther));
}

TEST(CompareIdentities, NamesInEachOthersPlaces) {
  const Dictionary& of = dictionary();
  using enum NameLevel;
  EXPECT_EQ(names_level(of.identity("PAUL", "KHAN"), of.identity("KHAN", "PAUL")),
            crossed_level(kSame, kSame));
  EXPECT_EQ(names_level(of.identity("PAUL", "SMYTH"), of.identity("SMITH", "PAUL")),
            crossed_level(kSame, kClose));
  EXPECT_EQ(names_level(of.identity("SMITH", ""), of.identity("", "SMITH")),
            crossed_level(kSame, kMissing));
  // Equal in their own places: crossing them adds nothing.
  EXPECT_EQ(names_level(of.identity("PAUL", "PAUL"), of.identity("PAUL", "PAUL")), kSameNames);
}

TEST(CompareIdentities, AForenameAmongTheOthersFurtherOnesIsClose) {
  const Dictionary& of = dictionary();
  using enum NameLevel;
  EXPECT_EQ(names_level(of.identity("PAUL", "SMITH"), of.identity("QUILL", "SMITH", "JOHN PAUL")),
            direct_level(kClose, kSame));
  EXPECT_EQ(names_level(of.identity("K", "SMITH"), of.identity("QUILL", "SMITH", "K")),
            direct_level(kOther, kSame));
  EXPECT_EQ(names_level(of.identity("ANN", "SMITH", "MARIE"), of.identity("ANNMARIE", "SMITH")),
            direct_level(kClose, kSame));
}

/// AL and A LI are one edit apart as one word, but AL is too short to say so, on either side.
TEST(CompareIdentities, ShortJoinedForenamesAreTheSameFromEitherSide) {
  const Dictionary& of = dictionary();
  const Identity al = of.identity("AL", "SMITH");
  const Identity ali = of.identity("A", "SMITH", "LI");
  EXPECT_EQ(names_level(al, ali), names_level(ali, al));
}

TEST(CompareIdentities, OtherForenames) {
  const Dictionary& of = dictionary();
  const auto level = [&](std::string_view a, std::string_view b) {
    return static_cast<OtherForenamesLevel>(of.compare(
        of.identity("ANN", "SMITH", a), of.identity("ANN", "SMITH", b))[kOtherForenames]);
  };
  EXPECT_EQ(level("", "PAUL"), OtherForenamesLevel::kMissing);
  EXPECT_EQ(level("", ""), OtherForenamesLevel::kMissing);
  EXPECT_EQ(level("PAUL", "PAUL"), OtherForenamesLevel::kAgree);
  EXPECT_EQ(level("PAUL", "JOHN PAUL"), OtherForenamesLevel::kAgree);
  EXPECT_EQ(level("P", "PAUL"), OtherForenamesLevel::kAgree);
  EXPECT_EQ(level("PAUL", "P"), OtherForenamesLevel::kAgree);
  EXPECT_EQ(level("K", "P"), OtherForenamesLevel::kDifferent);
  EXPECT_EQ(level("PAUL", "JANE"), OtherForenamesLevel::kDifferent);
}

TEST(CompareIdentities, Identifiers) {
  const Dictionary& of = dictionary();
  const auto valid = [&](std::string_view text) {
    return Identity{{}, {}, {}, 0, of.identifier(text), {}};
  };
  const auto mistyped = [&](std::string_view text) {
    return Identity{{}, {}, {}, 0, {}, of.identifier(text)};
  };
  const auto level = [&](const Identity& a, const Identity& b) {
    EXPECT_EQ(of.compare(a, b)[kIdentifier], of.compare(b, a)[kIdentifier]);
    return static_cast<IdentifierLevel>(of.compare(a, b)[kIdentifier]);
  };
  using enum IdentifierLevel;
  EXPECT_EQ(level({}, {}), kMissing);
  EXPECT_EQ(level(valid("1980/0000001A"), {}), kMissing);
  EXPECT_EQ(level(mistyped("1980/0000001A"), {}), kMissing);
  EXPECT_EQ(level(valid("1980/0000001A"), valid("1980/0000001A")), kSame);
  EXPECT_EQ(level(valid("1980/0000001A"), valid("1980/0000002A")), kOneEdit);
  EXPECT_EQ(level(valid("1980/0000001A"), valid("1980/0000012A")), kTwoEdits);
  EXPECT_EQ(level(valid("1980/0000001A"), valid("1980/0000123A")), kDifferent);
  EXPECT_EQ(level(mistyped("1980/0000001B"), valid("1980/0000001A")), kMistyped);
  EXPECT_EQ(level(mistyped("1980/0000001B"), valid("1980/0000002A")), kMissing);
  EXPECT_EQ(level(mistyped("1980/0000001B"), valid("1980/0000123A")), kMissing);
}

/// The level of the names straight from the definition, on the strings.
std::uint8_t reference_names(const Dictionary& of, const Identity& a, const Identity& b) {
  const auto words_joined = [&](const Identity& identity) {
    return of.text(identity.forename) + without_blanks(of.text(identity.other_forenames));
  };
  const auto is_among = [&](NameId forename, NameId others) {
    if (others.is_none() || of.text(forename).size() < 3) return false;
    const std::vector<std::string> words = words_of(of.text(others));
    return std::ranges::find(words, of.text(forename)) != words.end();
  };
  NameLevel forename = reference_name_level(of.text(a.forename), of.text(b.forename));
  const NameLevel surname = reference_name_level(of.text(a.surname), of.text(b.surname));
  const bool has_others = !a.other_forenames.is_none() || !b.other_forenames.is_none();
  if (forename != NameLevel::kMissing && forename > NameLevel::kClose && has_others) {
    const std::string x = words_joined(a);
    const std::string y = words_joined(b);
    const bool are_one_word = x.front() == y.front() && std::min(x.size(), y.size()) >= 3 &&
                              text::reference_edit_distance(x, y) <= 1;
    if (is_among(a.forename, b.other_forenames) || is_among(b.forename, a.other_forenames) ||
        are_one_word) {
      forename = NameLevel::kClose;
    }
  }
  const NameLevel one = reference_name_level(of.text(a.forename), of.text(b.surname));
  const NameLevel other = reference_name_level(of.text(a.surname), of.text(b.forename));
  const int points = name_points(forename) + name_points(surname);
  const int crossed = name_points(one) + name_points(other);
  return crossed > points && crossed >= 2 ? crossed_level(one, other)
                                          : direct_level(forename, surname);
}

/// One comparer for many left records gives what the definition gives for each, from either side.
TEST(CompareIdentities, EqualsTheReferenceOnRandomIdentities) {
  const Dictionary of(sample_names(5, 150), {"1234A", "1234B", "1243A", "99999", "1234AB"});
  IdentityComparer forward(of.traits(), of.identifiers());
  IdentityComparer back(of.traits(), of.identifiers());
  std::set<std::uint8_t> seen;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    Random random(6, 0, i);
    const auto name = [&](double missing) {
      return random.chance(missing)
                 ? NameId{}
                 : NameId{static_cast<std::uint32_t>(random.below(of.names().size()))};
    };
    const auto identifier = [&] {
      return random.chance(0.5) ? IdentifierId{}
                                : IdentifierId{static_cast<std::uint32_t>(random.below(5))};
    };
    const auto identity = [&] {
      return Identity{name(0.1), name(0.1), name(0.6), 0, identifier(), {}};
    };
    const Identity a = identity();
    Identity b = identity();
    if (random.chance(0.3)) b.forename = random.chance(0.5) ? a.forename : a.surname;
    if (random.chance(0.3)) b.surname = random.chance(0.5) ? a.forename : a.surname;
    Levels levels{};
    Levels levels_back{};
    forward.set_left(a);
    forward.compare(b, levels);
    back.set_left(b);
    back.compare(a, levels_back);
    ASSERT_EQ(levels, levels_back) << i;
    ASSERT_EQ(levels[kNames], reference_names(of, a, b)) << i;
    seen.insert(levels[kNames]);
  }
  EXPECT_GT(seen.size(), 40U);
}

TEST(IdentityComparisons, AreDescribedInTheirOrder) {
  const std::vector<ComparisonSpec> comparisons = identity_comparisons();
  ASSERT_EQ(comparisons.size(), kNumIdentityComparisons);
  for (const ComparisonSpec& spec : comparisons) test::expect_consistent(spec);
  EXPECT_EQ(comparisons[kNames].name, "names");
  EXPECT_EQ(comparisons[kOtherForenames].name, "other_forenames");
  EXPECT_EQ(comparisons[kDateOfBirth].name, "date_of_birth");
  EXPECT_EQ(comparisons[kIdentifier].name, "identifier");
  EXPECT_EQ(comparisons[kOtherForenames].levels.size(), 3U);
  EXPECT_EQ(comparisons[kIdentifier].levels.size(), 6U);
  EXPECT_LE(PatternCode(comparisons).num_patterns(), 0x1p64);
}

}  // namespace
}  // namespace fsu::compare
