#include "kernels/text/jaro_winkler.hpp"

#include <algorithm>
#include <bit>

namespace fsu::text {
namespace {

constexpr double kBoostFrom = 0.7;
constexpr double kBoostPerByte = 0.1;
constexpr std::size_t kMaxPrefix = 4;

std::size_t byte_value(char byte) { return static_cast<unsigned char>(byte); }

/// Bits [first, last] of a word; 0 <= first <= last + 1, last < 64.
std::uint64_t bit_range(std::size_t first, std::size_t last) {
  const std::uint64_t up_to_last = ~std::uint64_t{0} >> (63 - last);
  return first > 63 ? 0 : up_to_last & (~std::uint64_t{0} << first);
}

struct Matches {
  std::uint64_t in_pattern = 0;  ///< positions of the first name that were taken
  std::uint64_t in_other = 0;    ///< positions of the other name that found one
};

using Positions = std::array<std::uint64_t, 256>;

Matches find_matches(const Positions& positions, std::size_t length, std::string_view other) {
  const std::size_t longer = std::max(length, other.size());
  const std::size_t reach = longer < 2 ? 0 : longer / 2 - 1;
  Matches matches;
  for (std::size_t j = 0; j < other.size(); ++j) {
    const std::size_t first = j > reach ? j - reach : 0;
    const std::size_t last = std::min(j + reach, kMaxComparedBytes - 1);
    const std::uint64_t free =
        positions[byte_value(other[j])] & bit_range(first, last) & ~matches.in_pattern;
    matches.in_pattern |= free & (~free + 1);  // the lowest
    matches.in_other |= static_cast<std::uint64_t>(free != 0) << j;
  }
  return matches;
}

int count_out_of_order(const Positions& positions, Matches matches, std::string_view other) {
  int count = 0;
  while (matches.in_other != 0) {
    const auto j = static_cast<std::size_t>(std::countr_zero(matches.in_other));
    const std::uint64_t taken = matches.in_pattern & (~matches.in_pattern + 1);
    count += (positions[byte_value(other[j])] & taken) == 0;
    matches.in_other &= matches.in_other - 1;
    matches.in_pattern &= matches.in_pattern - 1;
  }
  return count;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t longest = std::min({a.size(), b.size(), kMaxPrefix});
  std::size_t length = 0;
  while (length < longest && a[length] == b[length]) ++length;
  return length;
}

}  // namespace

void JaroWinklerPattern::set(std::string_view name) {
  for (const char byte : name_) positions_[byte_value(byte)] = 0;
  name_ = name.substr(0, kMaxComparedBytes);
  for (std::size_t i = 0; i < name_.size(); ++i) {
    positions_[byte_value(name_[i])] |= std::uint64_t{1} << i;
  }
}

double JaroWinklerPattern::similarity(std::string_view other) const {
  other = other.substr(0, kMaxComparedBytes);
  if (name_.empty() || other.empty()) return name_.empty() && other.empty() ? 1.0 : 0.0;
  const Matches matches = find_matches(positions_, name_.size(), other);
  if (matches.in_other == 0) return 0.0;
  const double m = std::popcount(matches.in_other);
  const double t = count_out_of_order(positions_, matches, other) / 2;
  const double jaro = (m / static_cast<double>(name_.size()) +
                       m / static_cast<double>(other.size()) + (m - t) / m) /
                      3.0;
  if (jaro <= kBoostFrom) return jaro;
  const auto prefix = static_cast<double>(common_prefix(name_, other));
  return jaro + kBoostPerByte * prefix * (1.0 - jaro);
}

double jaro_winkler(std::string_view a, std::string_view b) {
  JaroWinklerPattern pattern;
  pattern.set(a);
  return pattern.similarity(b);
}

}  // namespace fsu::text
