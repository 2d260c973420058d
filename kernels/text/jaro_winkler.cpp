#include "kernels/text/jaro_winkler.hpp"

#include <algorithm>
#include <bit>

namespace fsu::text {
namespace {

constexpr double kBoostFrom = 0.7;
constexpr double kBoostPerByte = 0.1;

std::size_t byte_value(char byte) { return static_cast<unsigned char>(byte); }

struct Matches {
  std::uint64_t in_pattern = 0;  ///< positions of the first name that were taken
  std::uint64_t in_other = 0;    ///< positions of the other name that found one
};

using Positions = std::array<std::uint64_t, 256>;

Matches find_matches(const Positions& positions, std::size_t length, std::string_view other) {
  const std::size_t reach = jaro_reach(length, other.size());
  Matches matches;
  for (std::size_t j = 0; j < other.size(); ++j) {
    const std::uint64_t free =
        positions[byte_value(other[j])] & jaro_window(j, reach) & ~matches.in_pattern;
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
  const std::size_t longest = std::min({a.size(), b.size(), kMaxJaroPrefix});
  std::size_t length = 0;
  while (length < longest && a[length] == b[length]) ++length;
  return length;
}

}  // namespace

std::uint64_t jaro_window(std::size_t j, std::size_t reach) {
  const std::size_t first = j > reach ? j - reach : 0;
  const std::size_t last = std::min(j + reach, kMaxComparedBytes - 1);
  const std::uint64_t up_to_last = ~std::uint64_t{0} >> (63 - last);
  return first > 63 ? 0 : up_to_last & (~std::uint64_t{0} << first);
}

double jaro_winkler_score(JaroLengths lengths, JaroCounts counts) {
  if (counts.matches == 0) return 0.0;
  const double m = counts.matches;
  const double t = counts.out_of_order / 2;
  const double jaro = (m / static_cast<double>(lengths.first) +
                       m / static_cast<double>(lengths.second) + (m - t) / m) /
                      3.0;
  if (jaro <= kBoostFrom) return jaro;
  return jaro + kBoostPerByte * static_cast<double>(counts.prefix) * (1.0 - jaro);
}

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
  const JaroCounts counts = {std::popcount(matches.in_other),
                             count_out_of_order(positions_, matches, other),
                             static_cast<int>(common_prefix(name_, other))};
  return jaro_winkler_score({name_.size(), other.size()}, counts);
}

double jaro_winkler(std::string_view a, std::string_view b) {
  JaroWinklerPattern pattern;
  pattern.set(a);
  return pattern.similarity(b);
}

}  // namespace fsu::text
