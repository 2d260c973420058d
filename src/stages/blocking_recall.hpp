// How much the blocking passes find, estimated without labels: capture and recapture.
//
// True pairs are caught in two ways that err apart: by their names (both equal or close, in either
// place) and by date of birth or identifier (the date equal or with two parts equal, the identifier
// equal or one edit off). From the probable pairs caught by both, by names alone and by dates
// alone, those that neither way catches are n_names n_dates / n_both (Lincoln 1930, Chapman 1951:
// one is added to each), and the recall is what was found over what there is. Only pairs that fill
// both names and the date take part. Which way catches a pair is judged by its levels, not by the
// pass that found it: a pair with an equal date counts as caught by it even where the block of that
// date was too large to be taken, so where many pairs are left out as oversized the estimate is
// too high. Sums are whole parts of 2^-16.
#pragma once

#include <cstdint>

#include "kernels/core/comparison.hpp"

namespace fsu::stages {

class BlockingRecall {
 public:
  /// Takes in one pair and the probability that it is true.
  void add(const Levels& levels, double probability);

  /// Share of the true pairs that are candidates; 1 where nothing is known.
  [[nodiscard]] double estimate() const;

 private:
  std::uint64_t by_both_ = 0;
  std::uint64_t by_names_ = 0;
  std::uint64_t by_dates_ = 0;
  std::uint64_t by_neither_ = 0;
};

}  // namespace fsu::stages
