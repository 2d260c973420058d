// The most that a pair can weigh where only a part of it is known yet: how the search for likely
// people leaves out, without looking, pairs that cannot be likely.
//
// From the weights of a model: what one agreeing name gives at best when the other is not near;
// what two known names give; what a date gives at best when it shares two of its parts, or fewer.
// An upper bound never is below the weight of any pair it is asked about, so nothing likely is
// lost; identifiers are not counted, since whoever shares one is found by it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>

#include "kernels/compare/compare_names.hpp"
#include "kernels/core/identities.hpp"
#include "kernels/model/pattern_weights.hpp"

namespace fsu::stages {

/// Which of the two names; the other one is the other.
enum class NameSide : std::uint8_t { kForename, kSurname };

/// Which parts of a date two records share.
enum class DatePair : std::uint8_t { kYearMonth, kYearDay, kMonthDay, kExchanged };
inline constexpr std::size_t kNumDatePairs = 4;

/// What may be of the names that are not near by edits.
struct OtherName {
  bool may_be_alike = true;     ///< or near, by Jaro-Winkler
  bool may_be_close = false;    ///< by further forenames, or by a word of very many surnames
  bool may_be_initial = false;  ///< one of them is a letter

  [[nodiscard]] std::size_t kind() const {
    return (may_be_alike ? 4U : 0U) + (may_be_close ? 2U : 0U) + (may_be_initial ? 1U : 0U);
  }
};
inline constexpr std::size_t kNumOtherNameKinds = 8;

class WeightBounds {
 public:
  explicit WeightBounds(const model::PatternWeights& weights);

  /// The names' weight, at levels that are known. Direct, and each in the other's place.
  [[nodiscard]] Weight direct(compare::NameLevel forename, compare::NameLevel surname) const {
    return names_[compare::direct_level(forename, surname)];
  }
  [[nodiscard]] Weight crossed(compare::NameLevel one, compare::NameLevel other) const {
    return names_[compare::crossed_level(one, other)];
  }
  /// The most that the names weigh, one at a level and the other present but not near by edits.
  [[nodiscard]] Weight alone(NameSide side, compare::NameLevel level, OtherName other) const {
    return alone_[static_cast<std::size_t>(side)][static_cast<std::size_t>(level)][other.kind()];
  }
  /// The same of a name in the other's place.
  [[nodiscard]] Weight crossed_alone(compare::NameLevel level, OtherName other) const {
    return crossed_alone_[static_cast<std::size_t>(level)][other.kind()];
  }

  [[nodiscard]] Weight date(std::uint8_t level) const { return dates_[level]; }
  /// The most that any date weighs, without its frequency.
  [[nodiscard]] Weight best_date() const { return best_date_; }
  /// The most of dates that share two parts, and not all three.
  [[nodiscard]] Weight best_date_pair(DatePair pair) const {
    return best_pairs_[static_cast<std::size_t>(pair)];
  }
  /// The same, whichever two.
  [[nodiscard]] Weight best_date_pair() const {
    return *std::max_element(best_pairs_.begin(), best_pairs_.end());
  }
  /// The most of dates that share fewer.
  [[nodiscard]] Weight best_other_date() const { return best_other_date_; }
  /// What further forenames give at most.
  [[nodiscard]] Weight best_other_forenames() const { return best_other_forenames_; }

 private:
  void bound_names();
  void bound_names(compare::NameLevel level, OtherName kind);
  void bound_dates();

  std::array<Weight, compare::kNumNamePairLevels> names_{};
  std::array<std::array<std::array<Weight, kNumOtherNameKinds>, compare::kNumNameLevels>, 2>
      alone_{};
  std::array<std::array<Weight, kNumOtherNameKinds>, compare::kNumNameLevels> crossed_alone_{};
  std::array<Weight, 256> dates_{};
  std::array<Weight, kNumDatePairs> best_pairs_{};
  Weight best_date_ = 0;
  Weight best_other_date_ = 0;
  Weight best_other_forenames_ = 0;
};

}  // namespace fsu::stages
