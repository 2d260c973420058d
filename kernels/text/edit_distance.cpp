#include "kernels/text/edit_distance.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace fsu::text {
namespace {

/// Three rows of the table of distances between beginnings of the two names.
int plain_distance(std::string_view a, std::string_view b) {
  std::vector<int> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = last[0] + 1;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

void EditDistancePattern::set(std::string_view name) {
  positions_.set(name);
  long_name_ = name.size() > LetterPositions::kMaxBytes ? name : std::string_view();
}

int EditDistancePattern::distance(std::string_view other) const {
  if (!long_name_.empty()) return plain_distance(long_name_, other);
  return positions_.size() == 0 ? static_cast<int>(other.size()) : edit_distance(positions_, other);
}

int edit_distance(const LetterPositions& name, std::string_view other) {
  const std::uint64_t last_byte = std::uint64_t{1} << (name.size() - 1);
  std::uint64_t rises = ~std::uint64_t{0};  // rows whose distance is one above the row before
  std::uint64_t falls = 0;                  // rows whose distance is one below it
  std::uint64_t diagonal = 0;               // rows equal to their upper left neighbour
  std::uint64_t last_matches = 0;
  int distance = static_cast<int>(name.size());
  for (const char byte : other) {
    const std::uint64_t matches = name[byte];
    const std::uint64_t exchanged = ((~diagonal & matches) << 1) & last_matches;
    diagonal = (((matches & rises) + rises) ^ rises) | matches | falls | exchanged;
    std::uint64_t across_rises = falls | ~(diagonal | rises);
    std::uint64_t across_falls = diagonal & rises;
    distance += (across_rises & last_byte) != 0;
    distance -= (across_falls & last_byte) != 0;
    across_rises = (across_rises << 1) | 1;
    across_falls <<= 1;
    rises = across_falls | ~(diagonal | across_rises);
    falls = across_rises & diagonal;
    last_matches = matches;
  }
  return distance;
}

int edit_distance(std::string_view a, std::string_view b) {
  EditDistancePattern pattern;
  pattern.set(a);
  return pattern.distance(b);
}

}  // namespace fsu::text
