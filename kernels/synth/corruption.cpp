#include "kernels/synth/corruption.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/date.hpp"
#include "kernels/synth/name_slips.hpp"
#include "kernels/synth/name_variants.hpp"

namespace fsu::synth {
namespace {

using enum MentionError;

constexpr std::array<std::string_view, 8> kJunkNames = {
    "UNKNOWN", "NOT ENTERED", "MALE", "FEMALE", "NOT KNOWN", "REFUSED", "N/A", "CALLER"};
constexpr std::array<std::string_view, 3> kMaleTitles = {"MR ", "DR ", "MR. "};
constexpr std::array<std::string_view, 4> kFemaleTitles = {"MRS ", "MISS ", "MS ", "DR "};
constexpr std::array<std::int32_t, 3> kPlaceholders = {19000101, 19700101, 19000101};
constexpr std::string_view kSeparators = " -'";

template <class List>
auto pick(const List& list, Random& random) {
  return list[random.below(list.size())];
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::string_view first_word(std::string_view name) { return name.substr(0, name.find(' ')); }

void replace_first_word(std::string& name, std::string_view word) {
  name.replace(0, first_word(name).size(), word);
}

bool is_name_slip_possible(const Identity& identity, bool (*possible)(std::string_view)) {
  return possible(identity.forename) || possible(identity.surname);
}

/// One of the two names for which `possible` holds, the surname as often as the forename.
std::string& draw_name(Identity& identity, bool (*possible)(std::string_view), Random& random) {
  const bool takes_surname = random.below(2) == 0;
  if (!possible(identity.forename)) return identity.surname;
  if (!possible(identity.surname)) return identity.forename;
  return takes_surname ? identity.surname : identity.forename;
}

bool has_spelling(std::string_view name) { return !spellings_of(first_word(name)).empty(); }

bool is_dob_right(const ErrorSet& made) {
  return !made.contains(kBlankDob) && !made.contains(kDobPlaceholder) &&
         !made.contains(kDobFirstOfJanuary) && !made.contains(kDobDecade) &&
         !made.contains(kDobDayMonthSwapped);
}

bool is_swappable(std::int32_t dob) { return day_of(dob) <= 12 && day_of(dob) != month_of(dob); }

void join_names(Identity& identity, const Person& person, Random& random) {
  const std::size_t at = identity.surname.find_first_of(kSeparators);
  if (at == std::string::npos) {
    identity.surname += "-" + person.other_surname;
  } else if (random.below(2) == 0 || identity.surname[at] == '\'') {
    identity.surname.erase(at, 1);
  } else {
    identity.surname.erase(at);
  }
}

void junk_names(Identity& identity, Random& random) {
  const std::uint64_t which = random.below(3);
  if (which != 1) identity.forename = pick(kJunkNames, random);
  if (which != 2) identity.surname = pick(kJunkNames, random);
}

/// Another value in one digit of the day or the last two of the year; the date exists.
std::int32_t slip_digit(std::int32_t dob, Random& random) {
  constexpr std::array<std::int32_t, 4> kPlaces = {1, 10, 10'000, 100'000};
  for (;;) {
    const std::int32_t place = pick(kPlaces, random);
    const std::int32_t digit = dob / place % 10;
    const auto other = static_cast<std::int32_t>((digit + random.between(1, 9)) % 10);
    const std::int32_t slipped = dob + (other - digit) * place;
    if (is_whole_date(slipped)) return slipped;
  }
}

std::int32_t slip_decade(std::int32_t dob, Random& random) {
  const int shift = random.below(2) == 0 ? 10 : -10;
  const std::int32_t slipped = dob + shift * 10'000;
  return is_whole_date(slipped) ? slipped : dob + shift * 10'000 - 1;  // 29 February to the 28th
}

/// A digit of the serial typed wrong; the check letter no longer fits.
std::string slip_pnc_digit(std::string pnc, Random& random) {
  const std::size_t at = pnc.size() - 2 - random.below(7);
  pnc[at] = static_cast<char>('0' + (pnc[at] - '0' + random.between(1, 9)) % 10);
  return pnc;
}

std::string draw_other_form(const PncId& id, Random& random) {
  const auto form = static_cast<PncForm>(1 + random.below(kNumPncForms - 1));
  const std::string text = format_pnc(id, form);
  // A serial of seven digits has no zeros to leave out: only the year can be shortened.
  return text == format_pnc(id) ? format_pnc(id, PncForm::kShort) : text;
}

void apply_name_error(MentionError error, Identity& identity, const Person& person,
                      Random& random) {
  const bool is_male = person.demographics.sex == NameKind::kMale;
  switch (error) {
    case kBlankForename:
      return identity.forename.clear();
    case kBlankSurname:
      return identity.surname.clear();
    case kJunkName:
      return junk_names(identity, random);
    case kMaidenOrAlias:
      identity.surname = person.other_surname;
      return;
    case kJoined:
      return join_names(identity, person, random);
    case kNickname:
      return replace_first_word(identity.forename,
                                pick(nicknames_of(first_word(identity.forename)), random));
    case kTransliteration: {
      std::string& name = draw_name(identity, has_spelling, random);
      return replace_first_word(name, pick(spellings_of(first_word(name)), random));
    }
    case kHearing: {
      std::string& name = draw_name(identity, can_mishear, random);
      name = mishear(name, random);
      return;
    }
    case kTypo: {
      std::string& name = draw_name(identity, can_slip, random);
      name = mistype(name, random);
      return;
    }
    case kInitial:
      identity.forename.resize(1);
      return;
    case kTitle:
      identity.forename.insert(0,
                               is_male ? pick(kMaleTitles, random) : pick(kFemaleTitles, random));
      return;
    case kSwappedNames:
      return std::swap(identity.forename, identity.surname);
    default:
      FSU_CHECK(false);
  }
}

bool can_apply_to_names(MentionError error, const Identity& identity, const Person& person,
                        const ErrorSet& made) {
  const bool is_junk = made.contains(kJunkName);
  const bool has_forename = !identity.forename.empty() && !is_junk;
  const bool has_surname = !identity.surname.empty() && !is_junk;
  switch (error) {
    case kJunkName:
      return has_forename && has_surname;
    case kMaidenOrAlias:
      return has_surname && !person.other_surname.empty();
    case kJoined:
      return has_surname && !made.contains(kMaidenOrAlias) &&
             (!person.other_surname.empty() ||
              identity.surname.find_first_of(kSeparators) != std::string::npos);
    case kNickname:
      return has_forename && !nicknames_of(first_word(identity.forename)).empty();
    case kTransliteration:
      return !is_junk && is_name_slip_possible(identity, has_spelling);
    case kHearing:
      return !is_junk && is_name_slip_possible(identity, can_mishear);
    case kTypo:
      return !is_junk && is_name_slip_possible(identity, can_slip);
    case kInitial:
      return has_forename && identity.forename.size() > 1 && is_ascii(identity.forename[0]);
    case kTitle:
      return has_forename && !made.contains(kInitial);
    case kSwappedNames:
      return has_forename && has_surname && identity.forename != identity.surname &&
             !made.contains(kInitial) && !made.contains(kTitle);
    default:
      return true;  // a blank needs nothing
  }
}

bool can_apply_to_dob(MentionError error, const Identity& identity, const ErrorSet& made) {
  if (error == kBlankDob) return true;
  if (!is_dob_right(made) || identity.date_of_birth == 0) return false;
  if (error == kDobFirstOfJanuary) return identity.date_of_birth % 10'000 != 101;
  return error != kDobDayMonthSwapped || is_swappable(identity.date_of_birth);
}

}  // namespace

Identity identity_of(const Person& person, bool has_all_forenames) {
  return {has_all_forenames ? person.forenames() : person.forename, person.surname,
          person.date_of_birth, format_pnc(person.pnc)};
}

bool can_apply(MentionError error, const Identity& identity, const Person& person,
               const ErrorSet& made) {
  if (error < kBlankDob) return can_apply_to_names(error, identity, person, made);
  if (error < kPncAbsent) return can_apply_to_dob(error, identity, made);
  return !identity.pnc_id.empty() && !made.contains(kPncMistyped);
}

void apply_error(MentionError error, Identity& identity, const Person& person, Random& random) {
  std::int32_t& dob = identity.date_of_birth;
  switch (error) {
    case kBlankDob:
      dob = 0;
      break;
    case kDobPlaceholder:
      dob = pick(kPlaceholders, random);
      break;
    case kDobFirstOfJanuary:
      dob = pack_date(year_of(dob), 1, 1);
      break;
    case kDobDecade:
      dob = slip_decade(dob, random);
      break;
    case kDobDayMonthSwapped:
      dob = pack_date(year_of(dob), day_of(dob), month_of(dob));
      break;
    case kDobDigit:
      dob = slip_digit(dob, random);
      break;
    case kPncAbsent:
      identity.pnc_id.clear();
      break;
    case kPncMistyped:
      identity.pnc_id = slip_pnc_digit(std::move(identity.pnc_id), random);
      break;
    case kPncOtherForm:
      identity.pnc_id = draw_other_form(person.pnc, random);
      break;
    default:
      apply_name_error(error, identity, person, random);
  }
}

ErrorSet corrupt(Identity& identity, const Person& person, MentionRole role, Random& random) {
  constexpr std::uint64_t kWhole = 10'000;
  ErrorSet made;
  for (const ErrorRate& entry : error_profile_v1()) {
    const bool is_due = random.below(kWhole) < entry.rates[static_cast<std::size_t>(role)];
    if (!is_due || !can_apply(entry.error, identity, person, made)) continue;
    apply_error(entry.error, identity, person, random);
    made.insert(entry.error);
  }
  return made;
}

}  // namespace fsu::synth
