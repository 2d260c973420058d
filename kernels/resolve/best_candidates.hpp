// The best candidate of each record of the left file.
//
// Two files: a record has at most one partner, so the posterior is over its candidates and nobody.
//   P(i) = o_i / (r + sum_j o_j),  o = odds of the pair,  r = 1 - share of left records with a
//   partner
// A pair's odds assume that partners are rare among all pairs; given that a share of the left
// records has one, having none is by r less likely. r is found from the posteriors themselves in a
// few rounds and is at least one record's share. One file: a record may have several partners, and
// the probability is that of the best pair alone.
// One to one: pairs are taken from the heaviest down while both records are free, ties in the order
// of the records, so the choice is the same for both. A record then has the best partner that no
// heavier pair has taken, and none where all its candidates are taken. The choice makes nothing
// more certain: the probability is the posterior over all candidates of the record, in one file
// too, and the runner-up the heaviest other one, taken or not (who took it took it by weight, not
// by knowledge). So the runner-up can outweigh the partner, who is then no link at thresholds from
// one half up, and ambiguous below.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/resolve/decision.hpp"

namespace fsu::resolve {

/// Pairs ascending by (left, right), with the weight of each.
struct RecordPairs {
  std::span<const std::uint32_t> left;
  std::span<const std::uint32_t> right;
  std::span<const Weight> weights;
  /// 1: the right record is one person with the best of its left record. Two files, not one to
  /// one; empty: none is.
  std::span<const std::uint8_t> pooled = {};
};

struct BestConfig {
  DecisionConfig decision;
  std::size_t num_left = 0;
  bool is_one_file = false;
  bool is_one_to_one = false;
  std::size_t num_apart = 0;  ///< left records that can have no partner; r is no share of these

  /// One file, unless one to one is asked for.
  [[nodiscard]] bool allows_several() const { return is_one_file && !is_one_to_one; }
};

/// A decision for each left record; the right record stands as `person`. Records without a
/// candidate have status kNoCandidate.
[[nodiscard]] std::vector<Decision> best_candidates(const RecordPairs& pairs,
                                                    const BestConfig& config);

}  // namespace fsu::resolve
