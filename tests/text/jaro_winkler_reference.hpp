// Jaro-Winkler as the textbook has it: the reference of the bit-parallel kernel.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace fsu::text {

inline double reference_jaro(std::string_view a, std::string_view b) {
  const auto length_a = static_cast<int>(a.size());
  const auto length_b = static_cast<int>(b.size());
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1.0 : 0.0;
  const int reach = std::max(std::max(length_a, length_b) / 2 - 1, 0);
  std::vector<bool> taken(a.size());
  std::string_view::size_type num_matches = 0;
  std::vector<char> matched_b;
  for (int j = 0; j < length_b; ++j) {
    for (int i = std::max(0, j - reach); i <= std::min(length_a - 1, j + reach); ++i) {
      const auto at = static_cast<std::size_t>(i);
      if (taken[at] || a[at] != b[static_cast<std::size_t>(j)]) continue;
      taken[at] = true;
      matched_b.push_back(a[at]);
      ++num_matches;
      break;
    }
  }
  if (num_matches == 0) return 0.0;
  int out_of_order = 0;
  std::size_t next = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (taken[i]) out_of_order += a[i] != matched_b[next++];
  }
  const auto m = static_cast<double>(num_matches);
  const double t = out_of_order / 2;
  return (m / length_a + m / length_b + (m - t) / m) / 3.0;
}

inline double reference_jaro_winkler(std::string_view a, std::string_view b) {
  a = a.substr(0, 64);
  b = b.substr(0, 64);
  const double jaro = reference_jaro(a, b);
  if (jaro <= 0.7) return jaro;
  int prefix = 0;
  while (prefix < 4 && prefix < static_cast<int>(std::min(a.size(), b.size())) &&
         a[static_cast<std::size_t>(prefix)] == b[static_cast<std::size_t>(prefix)]) {
    ++prefix;
  }
  return jaro + 0.1 * prefix * (1.0 - jaro);
}

}  // namespace fsu::text
