#include "kernels/synth/heavy_tail.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"

namespace fsu::synth {
namespace {

/// 2^0.7: ranks of an octave together draw this much more than those of the octave before it.
constexpr double kOctaveGrowth = 1.6245;

constexpr std::uint64_t octave_begin(std::size_t octave) {
  return (std::uint64_t{1} << octave) - 1;
}

}  // namespace

HeavyTail::HeavyTail(std::uint64_t size, double head_share) : size_(size) {
  FSU_CHECK(size >= 1);
  std::vector<double> filled;  // share of an octave's ranks that exist: below 1 in the last only
  while (octave_begin(filled.size()) < size) {
    const std::uint64_t begin = octave_begin(filled.size());
    const std::uint64_t num_ranks = std::min(size - begin, begin + 1);
    filled.push_back(static_cast<double>(num_ranks) / static_cast<double>(begin + 1));
  }
  double head_total = 0, slope = 1, slope_total = 0;
  for (const double share : filled) {
    head_total += head_share * share;
    slope_total += slope * share;
    slope *= kOctaveGrowth;
  }
  const double rest = std::max(0.0, 1.0 - head_total);
  double total = 0;
  slope = 1;
  for (const double share : filled) {
    totals_.push_back(total += head_share * share + rest * slope * share / slope_total);
    slope *= kOctaveGrowth;
  }
}

std::uint64_t HeavyTail::operator()(Random& random) const {
  const double drawn = random.uniform() * totals_.back();
  std::size_t octave = totals_.size() - 1;  // most draws fall into the last octaves
  while (octave > 0 && drawn < totals_[octave - 1]) --octave;
  const std::uint64_t begin = octave_begin(octave);
  return begin + random.below(std::min(size_ - begin, begin + 1));
}

}  // namespace fsu::synth
