#include "kernels/core/fixed_log2.hpp"

#include <array>
#include <bit>

#include "kernels/core/check.hpp"
#include "kernels/core/uint128.hpp"

namespace fsu {
namespace {

// 2^(2^-k) for k = 1..20, each the double nearest to the true value.
constexpr std::array<double, kWeightFractionBits> kRootsOfTwo = {
    0x1.6a09e667f3bcdp+0, 0x1.306fe0a31b715p+0, 0x1.172b83c7d517bp+0, 0x1.0b5586cf9890fp+0,
    0x1.059b0d3158574p+0, 0x1.02c9a3e778061p+0, 0x1.0163da9fb3335p+0, 0x1.00b1afa5abcbfp+0,
    0x1.0058c86da1c0ap+0, 0x1.002c605e2e8cfp+0, 0x1.00162f3904052p+0, 0x1.000b175effdc7p+0,
    0x1.00058ba01fba0p+0, 0x1.0002c5cc37da9p+0, 0x1.000162e525ee0p+0, 0x1.0000b17255776p+0,
    0x1.000058b91b5bdp+0, 0x1.00002c5c89d5fp+0, 0x1.0000162e43f50p+0, 0x1.00000b1721bd0p+0};

constexpr int kTableBits = kWeightFractionBits / 2;
constexpr std::size_t kTableSize = std::size_t{1} << kTableBits;

/// Products of ten roots, from the first on, by ten bits of the fraction, in the order of the
/// roots.
constexpr std::array<double, kTableSize> products_of_roots(int first) {
  std::array<double, kTableSize> products{};
  for (std::size_t bits = 0; bits < products.size(); ++bits) {
    double product = 1.0;
    for (int k = 0; k < kTableBits; ++k) {
      if ((bits >> (kTableBits - 1 - k) & 1) != 0)
        product *= kRootsOfTwo[static_cast<std::size_t>(first + k)];
    }
    products[bits] = product;
  }
  return products;
}

constexpr auto kHighProducts = products_of_roots(0);
constexpr auto kLowProducts = products_of_roots(kTableBits);

/// 2^n for n in [-1000, 1000].
double power_of_two(Weight n) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52);
}

/// Digit by digit; value > 0.
constexpr Weight log2_by_squaring(std::uint64_t value) {
  const int exponent = 63 - std::countl_zero(value);
  // The mantissa in [1, 2) with 63 fraction bits; squaring it doubles its logarithm, whose integer
  // part is the next binary digit.
  auto mantissa = static_cast<UInt128>(value << (63 - exponent));
  Weight fraction = 0;
  for (int digit = 0; digit < kWeightFractionBits; ++digit) {
    mantissa = (mantissa * mantissa) >> 63;
    fraction <<= 1;
    if ((mantissa >> 64) != 0) {
      fraction |= 1;
      mantissa >>= 1;
    }
  }
  return (static_cast<Weight>(exponent) << kWeightFractionBits) + fraction;
}

/// Of small numbers, which counts of sharers are.
constexpr auto kSmallLogs = [] {
  std::array<std::int32_t, 1024> logs{};
  for (std::size_t value = 1; value < logs.size(); ++value) {
    logs[value] = static_cast<std::int32_t>(log2_by_squaring(value));
  }
  return logs;
}();

}  // namespace

Weight fixed_log2(std::uint64_t value) {
  FSU_CHECK(value > 0);
  return value < kSmallLogs.size() ? kSmallLogs[value] : log2_by_squaring(value);
}

double fixed_exp2(Weight weight) {
  const Weight whole = weight >> kWeightFractionBits;  // floor
  if (whole < -1000) return 0.0;
  if (whole >= 1000) return power_of_two(1000);
  constexpr Weight kBits = Weight{kTableSize} - 1;
  const double high = kHighProducts[static_cast<std::size_t>(weight >> kTableBits & kBits)];
  const double low = kLowProducts[static_cast<std::size_t>(weight & kBits)];
  return high * low * power_of_two(whole);
}

}  // namespace fsu
