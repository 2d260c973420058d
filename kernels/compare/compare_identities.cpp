#include "kernels/compare/compare_identities.hpp"

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/whole_words.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kMinPartLength = 3;

bool are_swapped(const Identity& a, const Identity& b) {
  return a.has_full_name() && a.forename != a.surname && a.forename == b.surname &&
         a.surname == b.forename;
}

bool is_initial_of(std::string_view a, std::string_view b) {
  return a.front() == b.front() && (a.size() == 1) != (b.size() == 1);
}

bool is_compound(std::string_view name) { return name.find(' ') != std::string_view::npos; }

PncLevel compare_pncs(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return PncLevel::kMissing;
  return a == b ? PncLevel::kEqual : PncLevel::kDifferent;
}

}  // namespace

void IdentityComparer::set_mention(const Identity& mention) {
  mention_ = mention;
  if (!mention.forename.is_none()) forename_pattern_.set((*names_)[mention.forename.index()]);
  if (!mention.surname.is_none()) surname_pattern_.set((*names_)[mention.surname.index()]);
}

Agreement IdentityComparer::compare(const Identity& person) const {
  Agreement agreement;
  if (are_swapped(mention_, person)) {
    agreement.forename = ForenameLevel::kSwapped;
    agreement.surname = SurnameLevel::kSwapped;
  } else {
    agreement.forename = compare_forenames(person);
    agreement.surname = compare_surnames(person);
  }
  agreement.other_forenames = compare_other_forenames(person);
  agreement.date_of_birth = compare_dates(mention_.date_of_birth, person.date_of_birth);
  agreement.pnc = compare_pncs(mention_.pnc, person.pnc);
  return agreement;
}

ForenameLevel IdentityComparer::compare_forenames(const Identity& person) const {
  if (mention_.forename.is_none() || person.forename.is_none()) return ForenameLevel::kMissing;
  if (mention_.forename == person.forename) return ForenameLevel::kExact;
  const std::string_view theirs = (*names_)[person.forename.index()];
  if (is_initial_of((*names_)[mention_.forename.index()], theirs)) return ForenameLevel::kInitial;
  const double similarity = forename_pattern_.similarity(theirs);
  if (similarity >= kCloseSimilarity) return ForenameLevel::kClose;
  if (is_among(mention_.forename, person.other_forenames) ||
      is_among(person.forename, mention_.other_forenames)) {
    return ForenameLevel::kOtherForename;
  }
  return similarity >= kNearSimilarity ? ForenameLevel::kNear : ForenameLevel::kDifferent;
}

SurnameLevel IdentityComparer::compare_surnames(const Identity& person) const {
  if (mention_.surname.is_none() || person.surname.is_none()) return SurnameLevel::kMissing;
  if (mention_.surname == person.surname) return SurnameLevel::kExact;
  const std::string_view ours = (*names_)[mention_.surname.index()];
  const std::string_view theirs = (*names_)[person.surname.index()];
  const double similarity = surname_pattern_.similarity(theirs);
  if (similarity >= kCloseSimilarity) return SurnameLevel::kClose;
  if ((is_compound(ours) || is_compound(theirs)) && share_word(ours, theirs, kMinPartLength)) {
    return SurnameLevel::kPart;
  }
  return similarity >= kNearSimilarity ? SurnameLevel::kNear : SurnameLevel::kDifferent;
}

OtherForenamesLevel IdentityComparer::compare_other_forenames(const Identity& person) const {
  const NameId ours = mention_.other_forenames;
  const NameId theirs = person.other_forenames;
  if (ours.is_none() || theirs.is_none()) return OtherForenamesLevel::kMissing;
  if (ours == theirs) return OtherForenamesLevel::kEqual;
  const std::string_view a = (*names_)[ours.index()];
  const std::string_view b = (*names_)[theirs.index()];
  const bool do_agree = is_initial_of(a, b) || share_word(a, b, 1);
  return do_agree ? OtherForenamesLevel::kAgree : OtherForenamesLevel::kDifferent;
}

bool IdentityComparer::is_among(NameId name, NameId other_forenames) const {
  return !other_forenames.is_none() &&
         has_word((*names_)[other_forenames.index()], (*names_)[name.index()]);
}

}  // namespace fsu::compare
