#include "kernels/text/jaro_winkler.hpp"

#include <algorithm>
#include <bit>

namespace fsu::text {
namespace {

constexpr double kBoostFrom = 0.7;
constexpr double kBoostPerByte = 0.1;

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

JaroMatches find_jaro_matches(const LetterPositions& name, std::string_view other) {
  const std::size_t reach = jaro_reach(name.size(), other.size());
  std::uint64_t window = jaro_window(0, reach);
  JaroMatches matches;
  for (std::size_t j = 0; j < other.size(); ++j) {
    const std::uint64_t free = name[other[j]] & window & ~matches.in_name;
    matches.in_name |= free & (~free + 1);  // the lowest
    matches.in_other |= static_cast<std::uint64_t>(free != 0) << j;
    window = window << 1 | (j < reach ? 1 : 0);
  }
  return matches;
}

int count_out_of_order(const LetterPositions& name, JaroMatches matches, std::string_view other) {
  int count = 0;
  while (matches.in_other != 0) {
    const auto j = static_cast<std::size_t>(std::countr_zero(matches.in_other));
    const std::uint64_t taken = matches.in_name & (~matches.in_name + 1);
    count += (name[other[j]] & taken) == 0;
    matches.in_other &= matches.in_other - 1;
    matches.in_name &= matches.in_name - 1;
  }
  return count;
}

double jaro_winkler(const LetterPositions& name, std::string_view other) {
  other = other.substr(0, kMaxComparedBytes);
  if (name.size() == 0 || other.empty()) return name.size() == other.size() ? 1.0 : 0.0;
  const JaroMatches matches = find_jaro_matches(name, other);
  if (matches.in_other == 0) return 0.0;
  const JaroCounts counts = {std::popcount(matches.in_other),
                             count_out_of_order(name, matches, other),
                             static_cast<int>(common_prefix(name.bytes(), other))};
  return jaro_winkler_score({name.size(), other.size()}, counts);
}

double jaro_winkler(std::string_view a, std::string_view b) {
  LetterPositions positions;
  positions.set(a);
  return jaro_winkler(positions, b);
}

}  // namespace fsu::text
