// How far another reading of the method changes whom a metric selects.
//
// Input: the people selected by the reading in use and by another one, and the scores behind a
// selection. Output: how many both select, how many only the other one does, and whether the cut
// after the last selected person goes through a group of equals.
#pragma once

#include <cstdint>
#include <span>

#include "kernels/core/ids.hpp"
#include "kernels/ranking/metrics.hpp"

namespace fsu::ranking {

struct SelectionChange {
  std::int64_t overlap = 0;  ///< people in both selections
  std::int64_t entered = 0;  ///< people in the other selection only
  friend bool operator==(const SelectionChange&, const SelectionChange&) = default;
};

/// Compares two selections of one metric; each names a person at most once, in any order.
[[nodiscard]] SelectionChange compare_selections(std::span<const PersonId> in_use,
                                                 std::span<const PersonId> other);

/// Individuals equal to the last selected one in (score, uncapped), selected or not, where the cut
/// divides them; else 0. `top` are the selected rows in display order.
[[nodiscard]] std::int64_t ties_at_cut(const MetricScores& scores,
                                       std::span<const std::uint32_t> top);

}  // namespace fsu::ranking
