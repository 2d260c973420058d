#include "kernels/model/dependence.hpp"

#include <array>

namespace fsu::model {
namespace {

constexpr std::size_t kNames = 0;  ///< place of the names in every model
constexpr std::uint32_t kBase = kAgreementBase;
enum Digit : std::uint8_t { kDisagrees, kAgrees, kMissing };

constexpr double kPseudoPairs = 5;
/// A code that was not seen may have been so by chance; and none is expected never.
constexpr double kUnseen = 0.5;
constexpr double kLeastExpected = 1e-9;

std::uint32_t digit_of(const Comparison& comparison, std::uint8_t level) {
  return agreement_digit(comparison.spec.levels[level]);
}

using Digits = std::array<std::uint32_t, kMaxComparisons>;

Digits digits_of(std::uint32_t code, std::size_t num_digits) {
  Digits digits{};
  for (std::size_t i = num_digits; i-- > 0; code /= kBase) digits[i] = code % kBase;
  return digits;
}

/// Share of agreements by digit, among the pairs that fill it.
struct Margins {
  std::array<AgreementCounts, kMaxComparisons> agreeing{};
  std::array<AgreementCounts, kMaxComparisons> filled{};
};

void add(AgreementCounts& sum, const AgreementCounts& counts) {
  sum.num_true += counts.num_true;
  sum.num_other += counts.num_other;
}

Margins sum_margins(const std::map<std::uint32_t, AgreementCounts>& counts,
                    std::size_t num_digits) {
  Margins margins;
  for (const auto& [code, of] : counts) {
    const Digits digits = digits_of(code, num_digits);
    for (std::size_t i = 0; i < num_digits; ++i) {
      if (digits[i] == kMissing) continue;
      add(margins.filled[i], of);
      if (digits[i] == kAgrees) add(margins.agreeing[i], of);
    }
  }
  return margins;
}

double share(double part, double whole) { return (part + 0.01) / (whole + 0.02); }

/// Share of pairs with these digits among the pairs that fill the same ones, were they independent.
DependenceShares independent_share(const Digits& digits, std::size_t num_digits,
                                   const Margins& margins) {
  DependenceShares product;
  for (std::size_t i = 0; i < num_digits; ++i) {
    if (digits[i] == kMissing) continue;
    const double m = share(margins.agreeing[i].num_true, margins.filled[i].num_true);
    const double u = share(margins.agreeing[i].num_other, margins.filled[i].num_other);
    product.m *= digits[i] == kAgrees ? m : 1 - m;
    product.u *= digits[i] == kAgrees ? u : 1 - u;
  }
  return product;
}

/// The code with every filled digit set to "disagrees": which fields both records fill.
std::uint32_t presence_of(const Digits& digits, std::size_t num_digits) {
  std::uint32_t presence = 0;
  for (std::size_t i = 0; i < num_digits; ++i) {
    presence = presence * kBase + (digits[i] == kMissing ? kMissing : kDisagrees);
  }
  return presence;
}

/// How much more often a code is seen than expected, drawn towards 1 by a few pseudo-pairs. In the
/// logarithm: a thousand pairs of which a millionth was expected say that it is a billion times.
double ratio_of(double seen, double expected) {
  expected = std::max(expected, kLeastExpected);
  seen = std::max(seen, std::min(kUnseen, expected));
  const double num_pairs = std::max(seen, expected);
  const double trust = num_pairs / (num_pairs + kPseudoPairs);
  const double bits = weight_bits(weight_of_ratio(seen / expected));
  return fixed_exp2(weight_of_bits(trust * bits));
}

}  // namespace

std::uint8_t agreement_digit(const LevelSpec& level) {
  if (level.presence == kNothingCompared) return kMissing;
  return level.is_agreement ? kAgrees : kDisagrees;
}

std::size_t num_agreement_codes(std::size_t num_comparisons) {
  std::size_t codes = 1;
  for (std::size_t i = 0; i < num_agreement_digits(num_comparisons); ++i) codes *= kBase;
  return codes;
}

std::size_t num_agreement_digits(std::size_t num_comparisons) {
  return num_comparisons > kFirstField ? num_comparisons - kFirstField + 1 : 0;
}

std::uint32_t agreement_code(std::span<const Comparison> comparisons, const Levels& levels) {
  if (num_agreement_digits(comparisons.size()) == 0) return 0;
  std::uint32_t code = digit_of(comparisons[kNames], levels[kNames]);
  for (std::size_t i = kFirstField; i < comparisons.size(); ++i) {
    code = code * kBase + digit_of(comparisons[i], levels[i]);
  }
  return code;
}

std::map<std::uint32_t, DependenceShares> fit_dependence(
    const std::map<std::uint32_t, AgreementCounts>& counts, std::size_t num_digits) {
  if (num_digits == 0) return {};
  const Margins margins = sum_margins(counts, num_digits);
  std::map<std::uint32_t, AgreementCounts> of_presence;
  for (const auto& [code, of] : counts) {
    add(of_presence[presence_of(digits_of(code, num_digits), num_digits)], of);
  }
  std::map<std::uint32_t, DependenceShares> dependence;
  for (const auto& [code, of] : counts) {
    const Digits digits = digits_of(code, num_digits);
    const DependenceShares expected = independent_share(digits, num_digits, margins);
    const AgreementCounts& all = of_presence.at(presence_of(digits, num_digits));
    dependence[code] = {ratio_of(of.num_true, all.num_true * expected.m),
                        ratio_of(of.num_other, all.num_other * expected.u)};
  }
  return dependence;
}

}  // namespace fsu::model
