// Precision, recall and F1 of links, each with the ends of its 95 % interval.
//
// Input: how many links were made, how many of them are right, and how many true ones there are.
//   precision = right / linked        recall = right / true links
//   F1        = 2 right / (linked + true links)
// Precision and recall have Wilson's interval. F1 is no share of a count, but Jaccard's index
// J = right / (linked + true links - right) is one, of all links made or true, and F1 = 2 J / (1 +
// J) grows with it: so the ends of F1 are those of J's interval, carried over.
#pragma once

#include <cstdint>

#include "kernels/evaluate/wilson.hpp"

namespace fsu::evaluate {

/// right <= linked and right <= true_links.
struct LinkCounts {
  std::int64_t linked = 0;
  std::int64_t right = 0;
  std::int64_t true_links = 0;
  friend bool operator==(const LinkCounts&, const LinkCounts&) = default;
};

struct Accuracy {
  Share precision;  ///< missing where nothing is linked
  Share recall;     ///< missing where there are no true links
  Share f1;         ///< missing where there are neither
};

[[nodiscard]] Accuracy accuracy_of(const LinkCounts& counts);

}  // namespace fsu::evaluate
