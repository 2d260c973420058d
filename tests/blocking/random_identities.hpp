// Identities over so few values that all blocking passes meet; missing and partial fields included.
#pragma once

#include <string>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/core/random.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::blocking {

inline constexpr std::uint32_t kNumSampleNames = 12;

/// Identifiers of one to seven bytes; many are one edit apart.
inline StringColumn sample_identifiers() {
  StringColumn identifiers;
  for (const char* text : {"1", "12", "123", "1234", "12345", "12354", "1235", "123X5", "12A45",
                           "2345678", "2354678", "3456", "99999", "AAAA", "AAAAA"}) {
    identifiers.push_back(text);
  }
  return identifiers;
}

inline std::int32_t random_date(Random& random) {
  if (random.chance(0.25)) return kMissingDate;
  const int year = random.chance(0.1) ? 0 : static_cast<int>(random.between(1980, 1983));
  const int month = random.chance(0.1) ? 0 : static_cast<int>(random.between(1, 4));
  const int day = random.chance(0.1) ? 0 : static_cast<int>(random.between(1, 6));
  return pack_date(year, month, day);
}

inline std::vector<Identity> random_identities(std::uint64_t seed, std::size_t count) {
  const auto num_identifiers = sample_identifiers().size();
  std::vector<Identity> identities(count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, 1, i);
    const auto id_below = [&](std::uint64_t bound, double missing) {
      return random.chance(missing) ? NameId::kNoneValue
                                    : static_cast<std::uint32_t>(random.below(bound));
    };
    identities[i] = {{id_below(kNumSampleNames, 0.2)}, {id_below(kNumSampleNames, 0.2)},
                     {id_below(kNumSampleNames, 0.7)}, random_date(random),
                     {id_below(num_identifiers, 0.7)}, {id_below(num_identifiers, 0.8)}};
  }
  return identities;
}

}  // namespace fsu::blocking
