// Frequency adjustment: agreeing on a rare name or date says more than agreeing on a common one.
//
// For an agreement on value v the other records would agree by chance with f(v), the share of
// people who have it, where the level's u is the mean over values; so the weight of the level
// changes by
//   log2( [sum_v f(v) f(v)] / f(v) )
// (Newcombe 1959; Splink's term frequency adjustment). Shares are over people, not records: each
// record counts for 1 / (number of records of its person), as far as that is known, in whole parts
// of 2^-16. Names: forename and surname where one of them agrees, the full name where both do. How
// many others bear a full name is not known from two frequencies alone, since names go together:
//   expected others e = N f_forename f_surname, seen others o,  estimate = (o + a) / (1 + a / e)
// the posterior mean of a gamma prior of mean e and shape a = 50: a high shape, since those who
// share a full name are also those who may be one person under two records. Dates: drawn towards
// the mean by 10 people, since most days have few. Near names: a spelling that many people bear is
// itself a name, one that hardly anybody bears is probably a slip; so agreeing nearly says more the
// rarer the left record's own spelling is, damped:
//   log2( 1 / sqrt(f(v)) / mean over left records of 1 / sqrt(f) ).
// Values are adjusted by the record of the right side, spellings by that of the left; made once a
// fit, in the order of the records.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/fixed_log2.hpp"
#include "kernels/core/identities.hpp"
#include "kernels/core/probability_parts.hpp"

namespace fsu::model {

/// What one person counts, in record weights: parts, as of probabilities.
inline constexpr std::uint32_t kWholePerson = kCertain;

struct PopulationRecords {
  std::span<const Identity> identities;
  std::span<const std::uint32_t> weights;  ///< of each record, at most kWholePerson
};

/// Changes of weight for agreements with one record, in 2^-20 log2.
struct FrequencyAdjustments {
  std::int32_t forename = 0;
  std::int32_t surname = 0;
  std::int32_t full_name = 0;
  std::int32_t date_of_birth = 0;
};

/// Changes of weight for near agreements of one left record's names.
struct SpellingAdjustments {
  std::int32_t forename = 0;
  std::int32_t surname = 0;
};

struct RecordFrequencies {
  std::vector<FrequencyAdjustments> right;  ///< by right record
  std::vector<SpellingAdjustments> left;    ///< by left record
};

/// The adjustments of the records of both sides; the population may hold records of both.
[[nodiscard]] RecordFrequencies record_frequencies(std::span<const PopulationRecords> population,
                                                   std::span<const Identity> left,
                                                   std::span<const Identity> right);

}  // namespace fsu::model
