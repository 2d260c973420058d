// Frequency adjustment: agreeing on a rare value says more than agreeing on a common one.
//
// A model's u of an exact level is that of an average value; here it is replaced by the share of
// people who have the value at hand. As the value is the person's own, the change of weight,
// log2(u of the level / share), is made once for each person identity:
//   forename, surname, if only one is exact:   share = versions with it / versions
//   both:  share = other people with the full name / people + 4 * share(forename) * share(surname)
//   both, swapped: m of a swap * the share above + the share of the name read the other way round
//   date:  share = other versions with it / versions + 1 / 33,000
// "Other": the person itself, who always has the value, must not make a name of its own look less
// rare. The product says how often people outside the index have the name; 4 (two bits) since names
// are not independent: they go together within communities and would look too rare else. A swapped
// name is the person's own, written wrongly, or somebody's whose name is so: JAMES THOMAS.
// Shares are whole parts per 10^9, at least 1.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/core/pattern.hpp"
#include "kernels/model/model.hpp"

namespace fsu::model {

inline constexpr std::uint64_t kNameDependence = 4;
/// Share of a whole date that nobody else has: about 90 years of days.
inline constexpr std::uint64_t kDateBaseParts = kParts / 33'000;

/// Changes of weight of one person identity, 2^-20 log2; 32 bits hold 2048 bits.
struct FrequencyAdjustments {
  std::int32_t forename = 0;
  std::int32_t surname = 0;
  std::int32_t full_name = 0;
  std::int32_t swapped_name = 0;
  std::int32_t date_of_birth = 0;
};

class FrequencyWeights {
 public:
  /// `num_names`: size of the dictionary that the identities' names are ids of.
  FrequencyWeights(const Model& model, const PersonIdentities& persons, std::size_t num_names);

  /// What to add to the weight of an agreement with this person identity.
  [[nodiscard]] Weight adjustment(const Agreement& agreement, std::size_t identity) const;

 private:
  void adjust_names(const Model& model, const PersonIdentities& persons, std::size_t num_names);
  void adjust_dates(const Model& model, const PersonIdentities& persons);

  std::vector<FrequencyAdjustments> of_identity_;
};

}  // namespace fsu::model
