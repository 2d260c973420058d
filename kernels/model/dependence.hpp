// Fields that agree together: what a sum of independent weights gets wrong beyond the joint blocks.
//
// Household members share surname, telephone and address; a postcode and its street say the same
// twice. A pair's agreement code has one ternary digit for the surname and each further field:
// disagrees, agrees, missing. For each code the pairs seen are set against the pairs that
// independent fields would give, among true pairs and others:
//   log ratio = n / (n + k) log(seen / expected),  n = max(seen, expected)
// drawn towards "as independent" by k = 5 pseudo-pairs. The ratio of the two ratios corrects the
// sum of weights. Log-linear interactions in the sense of Thibaudeau (1993) and
// Winkler (1993), in closed form.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "kernels/core/comparison.hpp"
#include "kernels/model/model.hpp"

namespace fsu::model {

/// Place of the first further field in every model, behind names, other forenames, date of birth
/// and identifier (compare/compare_identities.hpp; stages/link_scorer.cpp holds the two equal).
inline constexpr std::size_t kFirstField = 4;
inline constexpr std::uint32_t kAgreementBase = 3;

/// Digit of one level: 0 disagrees, 1 agrees, 2 missing.
[[nodiscard]] std::uint8_t agreement_digit(const LevelSpec& level);

/// Code of the agreements of a pair: digits of the names (surname) and of all comparisons behind
/// the identifier; 0 where there are no further fields.
[[nodiscard]] std::uint32_t agreement_code(std::span<const Comparison> comparisons,
                                           const Levels& levels);

/// Pairs that have a code: the sum of p, and of 1 - p, over them.
struct AgreementCounts {
  double num_true = 0;
  double num_other = 0;
};

/// The corrections from the counts of all codes; none for codes of no digits.
[[nodiscard]] std::map<std::uint32_t, DependenceShares> fit_dependence(
    const std::map<std::uint32_t, AgreementCounts>& counts, std::size_t num_digits);

/// Digits of a code: the surname and the further fields; 0 where there are no further fields.
[[nodiscard]] std::size_t num_agreement_digits(std::size_t num_comparisons);
[[nodiscard]] std::size_t num_agreement_codes(std::size_t num_comparisons);

}  // namespace fsu::model
