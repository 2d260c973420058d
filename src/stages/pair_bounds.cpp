#include "src/stages/pair_bounds.hpp"

#include <algorithm>
#include <limits>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/date.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

Weight direct_of(const WeightBounds& weights, NameSide side, NameLevel level, NameLevel other) {
  return side == NameSide::kForename ? weights.direct(level, other) : weights.direct(other, level);
}

}  // namespace

PairBounds::PairBounds(const PairBoundsInput& input)
    : left_(input.left),
      traits_(input.traits),
      frequencies_(input.frequencies),
      weights_(input.weights) {
  for (auto& of_side : company_) of_side.assign(input.traits.size(), 0);
  for (auto& of_side : of_name_) of_side.assign(input.traits.size(), 0);
  for (std::size_t i = 0; i < input.right.size(); ++i) {
    const model::FrequencyAdjustments& adjustments = input.frequencies.right[i];
    const Identity& identity = input.right[i];
    if (!identity.forename.is_none()) of_name_[0][identity.forename.index()] = adjustments.forename;
    if (!identity.surname.is_none()) of_name_[1][identity.surname.index()] = adjustments.surname;
    note_company(identity);
    best_date_frequency_ = std::max<Weight>(best_date_frequency_, adjustments.date_of_birth);
    best_full_name_ = std::max<Weight>(best_full_name_, adjustments.full_name);
  }
}

void PairBounds::note_company(const Identity& right) {
  for (const NameSide side : {NameSide::kForename, NameSide::kSurname}) {
    const NameId name = name_of(right, side);
    const NameId other = name_of(right, other_side(side));
    if (name.is_none()) continue;
    const bool is_compound = !other.is_none() && traits_[other].is_compound;
    NameCompany& company = company_[static_cast<std::size_t>(side)][name.index()];
    company = static_cast<NameCompany>(
        company | (right.other_forenames.is_none() ? 0 : kFurtherForenames) |
        (is_letter(other) ? kLetterName : 0) | (is_compound ? kCompoundName : 0));
  }
}

OtherName PairBounds::other_name(NameId ours, NameId theirs) const {
  return {compare::may_be_alike(traits_[ours], traits_[theirs]), false,
          is_letter(ours) || is_letter(theirs)};
}

/// A word of very many names joins these to itself alone (near_names.hpp): two of them can be close
/// without being in each other's list.
bool PairBounds::may_share_word(NameId ours, NameId theirs) const {
  return traits_[ours].is_compound && traits_[theirs].is_compound &&
         (traits_[ours].word_bits & traits_[theirs].word_bits) != 0;
}

/// What further forenames add at most: those that agree have a word in common, or the first letter.
Weight PairBounds::others(const Identity& left, const Identity& right) const {
  if (left.other_forenames.is_none() || right.other_forenames.is_none()) return 0;
  const compare::NameTrait& ours = traits_[left.other_forenames];
  const compare::NameTrait& theirs = traits_[right.other_forenames];
  const bool may_agree =
      (ours.word_bits & theirs.word_bits) != 0 || ours.head >> 56 == theirs.head >> 56;
  return may_agree ? weights_.best_other_forenames() : 0;
}

Weight PairBounds::spelling(NameSide side, std::uint32_t left) const {
  const model::SpellingAdjustments& adjustments = frequencies_.left[left];
  return side == NameSide::kForename ? adjustments.forename : adjustments.surname;
}

Weight PairBounds::frequency(NameSide side, NameLevel level, std::uint32_t left,
                             NameId of_right) const {
  if (level == NameLevel::kSame) return of_name_[static_cast<std::size_t>(side)][of_right.index()];
  return level == NameLevel::kClose || level == NameLevel::kNear ? spelling(side, left) : 0;
}

Weight PairBounds::alone(NameSide side, NameLevel level, std::uint32_t left,
                         const Identity& right) const {
  const Identity& ours = left_[left];
  const NameSide other = other_side(side);
  const NameId our_other = name_of(ours, other);
  const NameId their_other = name_of(right, other);
  const Weight known = frequency(side, level, left, name_of(right, side)) + others(ours, right);
  const bool is_closer = side == NameSide::kForename && level == NameLevel::kNear &&
                         compare::may_agree_by_other_forenames(traits_, ours, right);
  if (our_other.is_none() || their_other.is_none()) {
    return known + missing_other(side, level, is_closer);
  }
  OtherName kind = other_name(our_other, their_other);
  kind.may_be_close = side == NameSide::kSurname
                          ? compare::may_agree_by_other_forenames(traits_, ours, right)
                          : may_share_word(our_other, their_other);
  return known + present_other(side, level, is_closer, kind) +
         (kind.may_be_alike || kind.may_be_close ? std::max<Weight>(0, spelling(other, left)) : 0);
}

Weight PairBounds::missing_other(NameSide side, NameLevel level, bool is_closer) const {
  const Weight weight = direct_of(weights_, side, level, NameLevel::kMissing);
  return is_closer
             ? std::max(weight, direct_of(weights_, side, NameLevel::kClose, NameLevel::kMissing))
             : weight;
}

Weight PairBounds::present_other(NameSide side, NameLevel level, bool is_closer,
                                 OtherName other) const {
  const Weight weight = weights_.alone(side, level, other);
  return is_closer ? std::max(weight, weights_.alone(side, NameLevel::kClose, other)) : weight;
}

Weight PairBounds::alone_at_best(NameSide side, NameLevel level, std::uint32_t left,
                                 NameId of_right, NameCompany company) const {
  const Identity& ours = left_[left];
  const NameSide other = other_side(side);
  const NameId our_other = name_of(ours, other);
  const bool has_further = (company & kFurtherForenames) != 0 || !ours.other_forenames.is_none();
  const bool is_closer = side == NameSide::kForename && level == NameLevel::kNear && has_further;
  Weight names = missing_other(side, level, is_closer);
  if (!our_other.is_none()) {
    const bool may_be_close = side == NameSide::kSurname ? has_further
                                                         : (company & kCompoundName) != 0 &&
                                                               traits_[our_other].is_compound;
    const bool may_be_initial = (company & kLetterName) != 0 || is_letter(our_other);
    const OtherName kind{true, may_be_close, may_be_initial};
    names = std::max(names, present_other(side, level, is_closer, kind) +
                                std::max<Weight>(0, spelling(other, left)));
  }
  const bool may_agree = has_further && !ours.other_forenames.is_none();
  return names + frequency(side, level, left, of_right) +
         (may_agree ? weights_.best_other_forenames() : 0);
}

Weight PairBounds::crossed_alone(NameSide side, NameLevel level, std::uint32_t left,
                                 const Identity& right) const {
  const Identity& ours = left_[left];
  const NameId our_other = name_of(ours, other_side(side));
  const NameId their_other = name_of(right, side);
  if (our_other.is_none() || their_other.is_none()) {
    return weights_.crossed(level, NameLevel::kMissing) + others(ours, right);
  }
  return weights_.crossed_alone(level, other_name(our_other, their_other)) + others(ours, right);
}

Weight PairBounds::crossed_alone_at_best(NameLevel level, std::uint32_t left) const {
  const Weight names = std::max(weights_.crossed(level, NameLevel::kMissing),
                                weights_.crossed_alone(level, {true, false, true}));
  return names + (left_[left].other_forenames.is_none() ? 0 : weights_.best_other_forenames());
}

Weight PairBounds::direct(NameLevel forename, NameLevel surname, std::uint32_t left,
                          std::uint32_t right_number) const {
  const model::FrequencyAdjustments& of_right = frequencies_.right[right_number];
  const auto part = [&](NameLevel level, std::int32_t of_same, NameSide side) -> Weight {
    if (level == NameLevel::kSame) return of_same;
    return level == NameLevel::kClose || level == NameLevel::kNear ? spelling(side, left) : 0;
  };
  const Weight frequency = forename == NameLevel::kSame && surname == NameLevel::kSame
                               ? of_right.full_name
                               : part(forename, of_right.forename, NameSide::kForename) +
                                     part(surname, of_right.surname, NameSide::kSurname);
  return frequency + weights_.direct(forename, surname);
}

Weight PairBounds::names_at_best(NameLevel forename, NameLevel surname, std::uint32_t left) const {
  const Identity& ours = left_[left];
  const Weight names = weights_.direct(forename, surname);
  if (forename == NameLevel::kSame && surname == NameLevel::kSame) return names + best_full_name_;
  const Weight closer =
      forename == NameLevel::kNear ? weights_.direct(NameLevel::kClose, surname) : names;
  return std::max(names, closer) + frequency(NameSide::kForename, forename, left, ours.forename) +
         frequency(NameSide::kSurname, surname, left, ours.surname);
}

Weight PairBounds::direct_at_best(NameLevel forename, NameLevel surname, std::uint32_t left) const {
  const bool have_others = !left_[left].other_forenames.is_none();
  return names_at_best(forename, surname, left) +
         (have_others ? weights_.best_other_forenames() : 0);
}

Weight PairBounds::both_at_best(NameSide side, NameLevel level, std::uint32_t left) const {
  Weight best = std::numeric_limits<Weight>::min() / 2;
  if (!left_[left].has_full_name()) return best;
  for (const NameLevel other : {NameLevel::kSame, NameLevel::kClose, NameLevel::kNear}) {
    best = std::max(best, side == NameSide::kForename ? direct_at_best(level, other, left)
                                                      : direct_at_best(other, level, left));
  }
  return best;
}

Weight PairBounds::crossed(NameLevel one, NameLevel other, std::uint32_t left,
                           const Identity& right) const {
  const bool are_same = one == NameLevel::kSame && other == NameLevel::kSame;
  const Weight frequency =
      are_same ? spelling(NameSide::kForename, left) + spelling(NameSide::kSurname, left) : 0;
  return frequency + weights_.crossed(one, other) + others(left_[left], right);
}

Weight PairBounds::crossed_at_best(NameLevel one, NameLevel other, std::uint32_t left) const {
  const bool are_same = one == NameLevel::kSame && other == NameLevel::kSame;
  return weights_.crossed(one, other) +
         (are_same ? spelling(NameSide::kForename, left) + spelling(NameSide::kSurname, left) : 0) +
         (left_[left].other_forenames.is_none() ? 0 : weights_.best_other_forenames());
}

Weight PairBounds::best_date(std::int32_t left) const {
  return left == kMissingDate ? weights_.date(compare::kMissingDateLevel) : best_known_date();
}

Weight PairBounds::best_other_date(std::int32_t left) const {
  if (!is_whole_date(left)) return best_date(left);
  return std::max(weights_.best_other_date(), weights_.best_date_pair());
}

Weight PairBounds::best_far_date(std::int32_t left) const {
  return is_whole_date(left) ? weights_.best_other_date() : best_other_date(left);
}

Weight PairBounds::date(std::int32_t left, std::int32_t right, std::uint32_t of_right) const {
  const std::uint8_t level = compare::compare_dates(left, right);
  const Weight weight = weights_.date(level);
  return left == right && level != compare::kMissingDateLevel
             ? weight + frequencies_.right[of_right].date_of_birth
             : weight;
}

}  // namespace fsu::stages
