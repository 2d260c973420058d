// Upper bounds of the weight of one pair, from what is known of it so far.
//
// Left identity, right identity, how much one of their names agrees -> the most that the pair can
// weigh by its names and further forenames, frequencies included. Holds what the bounds need of
// both sides: the frequency of each name of the dictionary, and its letters.
#pragma once

#include <span>
#include <vector>

#include "kernels/compare/name_level.hpp"
#include "kernels/core/identities.hpp"
#include "kernels/model/term_frequency.hpp"
#include "src/stages/weight_bounds.hpp"

namespace fsu::stages {

struct PairBoundsInput {
  std::span<const Identity> left;
  std::span<const Identity> right;
  const compare::NameTraits& traits;  ///< of the dictionary of names
  const model::RecordFrequencies& frequencies;
  const model::PatternWeights& weights;
};

/// What stands beside a name in any right record that bears it, as bits: further forenames; an
/// other name of one letter, or of several words. Mostly nothing, which keeps bounds low.
using NameCompany = std::uint8_t;
inline constexpr NameCompany kFurtherForenames = 1;
inline constexpr NameCompany kLetterName = 2;
inline constexpr NameCompany kCompoundName = 4;
inline constexpr std::size_t kNumCompanies = 8;

class PairBounds {
 public:
  explicit PairBounds(const PairBoundsInput& input);

  [[nodiscard]] const WeightBounds& weights() const { return weights_; }

  /// One name agrees in its own place at a level; the other is not near, or missing.
  [[nodiscard]] Weight alone(NameSide side, compare::NameLevel level, std::uint32_t left,
                             const Identity& right) const;
  /// The same with nothing known of the right record but the name that agrees (needed where it is
  /// the same), and what stands beside it in the right records that bear it.
  [[nodiscard]] Weight alone_at_best(NameSide side, compare::NameLevel level, std::uint32_t left,
                                     NameId of_right, NameCompany company) const;
  [[nodiscard]] NameCompany company_of(NameSide side, NameId name) const {
    return company_[static_cast<std::size_t>(side)][name.index()];
  }
  /// One name agrees in the other's place; the other is not near, or missing.
  [[nodiscard]] Weight crossed_alone(NameSide side, compare::NameLevel level, std::uint32_t left,
                                     const Identity& right) const;
  /// The same with nothing known of the right record.
  [[nodiscard]] Weight crossed_alone_at_best(compare::NameLevel level, std::uint32_t left) const;
  /// Both names agree in their own places.
  [[nodiscard]] Weight direct(compare::NameLevel forename, compare::NameLevel surname,
                              std::uint32_t left, std::uint32_t right) const;
  /// The same with nothing known of the right record; forenames may be closer by further ones.
  [[nodiscard]] Weight names_at_best(compare::NameLevel forename, compare::NameLevel surname,
                                     std::uint32_t left) const;
  /// The same with what further forenames add.
  [[nodiscard]] Weight direct_at_best(compare::NameLevel forename, compare::NameLevel surname,
                                      std::uint32_t left) const;
  /// One name agrees at a level, and the other at any.
  [[nodiscard]] Weight both_at_best(NameSide side, compare::NameLevel level,
                                    std::uint32_t left) const;
  /// Each agrees in the other's place.
  [[nodiscard]] Weight crossed(compare::NameLevel one, compare::NameLevel other, std::uint32_t left,
                               const Identity& right) const;
  /// The same with nothing known of the right record.
  [[nodiscard]] Weight crossed_at_best(compare::NameLevel one, compare::NameLevel other,
                                       std::uint32_t left) const;
  /// Fetches what the bounds read of a left record, and of a name of either side.
  void prefetch(std::uint32_t left) const {
    __builtin_prefetch(&left_[left]);
    __builtin_prefetch(&frequencies_.left[left]);
  }
  void prefetch(NameId name) const {
    for (std::size_t side = 0; side < company_.size(); ++side) {
      __builtin_prefetch(&company_[side][name.index()]);
      __builtin_prefetch(&of_name_[side][name.index()]);
    }
  }

  /// The most that a known date weighs, frequency included.
  [[nodiscard]] Weight best_known_date() const {
    return weights_.best_date() + best_date_frequency_;
  }
  /// The same of a left record's date, known or not.
  [[nodiscard]] Weight best_date(std::int32_t left) const;
  /// The same of any date but that same whole one.
  [[nodiscard]] Weight best_other_date(std::int32_t left) const;
  /// The same of dates that share fewer than two parts, or that are not whole.
  [[nodiscard]] Weight best_far_date(std::int32_t left) const;
  /// What the dates of a pair weigh, frequency included.
  [[nodiscard]] Weight date(std::int32_t left, std::int32_t right, std::uint32_t of_right) const;

 private:
  [[nodiscard]] Weight frequency(NameSide side, compare::NameLevel level, std::uint32_t left,
                                 NameId of_right) const;
  /// The names' weight where one is at a level, or close by further forenames (`is_closer`).
  [[nodiscard]] Weight missing_other(NameSide side, compare::NameLevel level, bool is_closer) const;
  [[nodiscard]] Weight present_other(NameSide side, compare::NameLevel level, bool is_closer,
                                     OtherName other) const;
  void note_company(const Identity& right);
  /// What may be of two names that are not near.
  [[nodiscard]] OtherName other_name(NameId ours, NameId theirs) const;
  [[nodiscard]] Weight spelling(NameSide side, std::uint32_t left) const;
  [[nodiscard]] Weight others(const Identity& left, const Identity& right) const;
  [[nodiscard]] bool may_share_word(NameId ours, NameId theirs) const;
  [[nodiscard]] bool is_letter(NameId name) const {
    return !name.is_none() && traits_[name].num_bytes == 1;
  }

  std::span<const Identity> left_;
  const compare::NameTraits& traits_;
  const model::RecordFrequencies& frequencies_;
  WeightBounds weights_;
  std::array<std::vector<std::int32_t>, 2> of_name_;  ///< by side and name: of an equal name
  std::array<std::vector<NameCompany>, 2> company_;   ///< by side and name
  Weight best_date_frequency_ = 0;                    ///< of an equal date
  Weight best_full_name_ = 0;                         ///< frequency of an equal full name
};

/// The name of a side.
[[nodiscard]] inline NameId name_of(const Identity& identity, NameSide side) {
  return side == NameSide::kForename ? identity.forename : identity.surname;
}
[[nodiscard]] inline NameSide other_side(NameSide side) {
  return side == NameSide::kForename ? NameSide::kSurname : NameSide::kForename;
}

}  // namespace fsu::stages
