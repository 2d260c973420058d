#include "kernels/compare/compare_identities.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/whole_words.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kMinJoinedLength = 3;
constexpr double kOtherForenamesShrinkage = 5;
constexpr double kIdentifierShrinkage = 0.5;

bool is_initial_of(std::string_view a, std::string_view b) {
  return a.front() == b.front() && (a.size() == 1) != (b.size() == 1);
}

/// A level of its own: shares among true pairs and others before any data is seen.
LevelSpec single(std::string label, std::uint8_t state, double share, double other) {
  LevelSpec level;
  level.label = std::move(label);
  level.presence = 1;
  level.parts = {{0, state}};
  level.expected_share = share;
  level.expected_other = other;
  return level;
}

LevelSpec missing() {
  LevelSpec level;
  level.label = "missing";
  return level;
}

ComparisonSpec other_forenames_comparison() {
  return {"other_forenames",
          {missing(), single("agree", 1, 0.8, 0.03), single("different", 2, 0.2, 0.97)},
          kOtherForenamesShrinkage};
}

ComparisonSpec identifier_comparison() {
  return {"identifier",
          {missing(), single("same", 1, 0.83, 1e-6), single("one edit", 2, 0.08, 1e-5),
           single("two edits", 3, 0.03, 1e-4), single("different", 4, 0.06, 0.9998),
           single("mistyped form of the other", 5, 0.02, 1e-5)},
          kIdentifierShrinkage,
          0,
          true};
}

void append_without_blanks(std::string_view name, std::string& joined) {
  for (const char c : name) {
    if (c != ' ') joined += c;
  }
}

}  // namespace

std::vector<ComparisonSpec> identity_comparisons() {
  return {name_comparison(), other_forenames_comparison(), date_comparison(),
          identifier_comparison()};
}

bool may_agree_by_other_forenames(const NameTraits& traits, const Identity& left,
                                  const Identity& right) {
  if (left.other_forenames.is_none() && right.other_forenames.is_none()) return false;
  const NameTrait none;
  const auto trait_of = [&](NameId name) -> const NameTrait& {
    return name.is_none() ? none : traits[name];
  };
  const NameTrait& ours = traits[left.forename];
  const NameTrait& theirs = traits[right.forename];
  const NameTrait& our_others = trait_of(left.other_forenames);
  const NameTrait& their_others = trait_of(right.other_forenames);
  const int words =
      (ours.word_bits & their_others.word_bits) | (theirs.word_bits & our_others.word_bits);
  if (words != 0) return true;
  const int length = ours.num_letters + our_others.num_letters;
  const int other_length = theirs.num_letters + their_others.num_letters;
  return ours.head >> 56 == theirs.head >> 56 && std::abs(length - other_length) <= 1;
}

IdentityComparer::IdentityComparer(const NameTraits& traits, const StringColumn& identifiers)
    : traits_(&traits), identifiers_(&identifiers), forename_(traits), surname_(traits) {}

void IdentityComparer::set_left(const Identity& left) {
  left_ = left;
  forename_.set_name(left.forename);
  surname_.set_name(left.surname);
  const IdentifierId identifier = left.any_identifier();
  if (!identifier.is_none()) identifier_.set((*identifiers_)[identifier.index()]);
}

void IdentityComparer::compare(const Identity& right, Levels& levels) const {
  levels[kNames] = compare_names(right);
  levels[kOtherForenames] = static_cast<std::uint8_t>(compare_other_forenames(right));
  levels[kDateOfBirth] = compare_dates(left_.date_of_birth, right.date_of_birth);
  levels[kIdentifier] = static_cast<std::uint8_t>(compare_identifiers(right));
}

std::uint8_t IdentityComparer::compare_names(const Identity& right) const {
  const NameLevel forename = compare_forenames(right);
  const NameLevel surname = surname_.compare(right.surname);
  const int points = name_points(forename) + name_points(surname);
  constexpr int kMostPoints = 2 * name_points(NameLevel::kSame);
  constexpr int kFewestCrossedPoints = 2;
  if (points == kMostPoints) return kSameNames;
  const NameLevel one = forename_.compare(right.surname);
  const NameLevel other = surname_.compare(right.forename);
  const int crossed_points = name_points(one) + name_points(other);
  return crossed_points > points && crossed_points >= kFewestCrossedPoints
             ? crossed_level(one, other)
             : direct_level(forename, surname);
}

NameLevel IdentityComparer::compare_forenames(const Identity& right) const {
  const NameLevel level = forename_.compare(right.forename);
  const bool has_others = !left_.other_forenames.is_none() || !right.other_forenames.is_none();
  const bool may_agree = level > NameLevel::kClose && level != NameLevel::kMissing;
  return may_agree && has_others && agree_by_other_forenames(right) ? NameLevel::kClose : level;
}

/// One forename is among the other's further ones, or all of them are equal as one word.
bool IdentityComparer::agree_by_other_forenames(const Identity& right) const {
  const auto is_among = [&](NameId forename, NameId others) {
    return !others.is_none() && name(forename).size() >= kMinJoinedLength &&
           has_word(name(others), name(forename));
  };
  if (is_among(left_.forename, right.other_forenames) ||
      is_among(right.forename, left_.other_forenames)) {
    return true;
  }
  if (name(left_.forename).front() != name(right.forename).front()) return false;
  std::string ours(name(left_.forename));
  std::string theirs(name(right.forename));
  if (!left_.other_forenames.is_none()) append_without_blanks(name(left_.other_forenames), ours);
  if (!right.other_forenames.is_none()) {
    append_without_blanks(name(right.other_forenames), theirs);
  }
  return std::min(ours.size(), theirs.size()) >= kMinJoinedLength &&
         text::edit_distance(ours, theirs) <= 1;
}

OtherForenamesLevel IdentityComparer::compare_other_forenames(const Identity& right) const {
  const NameId ours = left_.other_forenames;
  const NameId theirs = right.other_forenames;
  if (ours.is_none() || theirs.is_none()) return OtherForenamesLevel::kMissing;
  if (ours == theirs) return OtherForenamesLevel::kAgree;
  const bool do_agree =
      is_initial_of(name(ours), name(theirs)) || share_word(name(ours), name(theirs), 1);
  return do_agree ? OtherForenamesLevel::kAgree : OtherForenamesLevel::kDifferent;
}

IdentifierLevel IdentityComparer::compare_identifiers(const Identity& right) const {
  const IdentifierId ours = left_.any_identifier();
  const IdentifierId theirs = right.any_identifier();
  if (ours.is_none() || theirs.is_none()) return IdentifierLevel::kMissing;
  const bool are_valid = !left_.identifier.is_none() && !right.identifier.is_none();
  if (ours == theirs) return are_valid ? IdentifierLevel::kSame : IdentifierLevel::kMistyped;
  const int edits = identifier_.distance((*identifiers_)[theirs.index()]);
  if (!are_valid) return edits <= 1 ? IdentifierLevel::kMistyped : IdentifierLevel::kMissing;
  return edits == 1   ? IdentifierLevel::kOneEdit
         : edits == 2 ? IdentifierLevel::kTwoEdits
                      : IdentifierLevel::kDifferent;
}

}  // namespace fsu::compare
