// The best candidate of each true mention, from linkage/links, and what became of it.
//
// Input: a results file of `fsu run`, the mentions in scope, and who is whom. A candidate is right
// where it is any id of the true person; whether it is the very id stands beside it. The table is
// read block by block; ids are looked up in parallel.
#pragma once

#include <cstdint>
#include <vector>

#include "io/h5_results_reader.hpp"
#include "kernels/evaluate/threshold_counts.hpp"
#include "src/commands/true_mentions.hpp"
#include "src/commands/true_people.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

/// Columns by mention, in the order of TrueMentions.
struct BestCandidates {
  std::vector<double> probability;  ///< missing where there is no candidate
  std::vector<evaluate::LinkOutcome> outcome;
  std::int64_t not_in_truth = 0;  ///< candidates in scope of mentions that the truth does not name

  [[nodiscard]] evaluate::Candidates view() const { return {probability, outcome}; }
};

/// What candidates are joined with.
struct CandidateJoin {
  const TrueMentions& mentions;
  const TruePeople& people;
  const StringIndex& incident_index;  ///< of the logs in scope
  const StringIndex& person_index;    ///< of people.person_ids
};

[[nodiscard]] BestCandidates read_best_candidates(const io::ResultFileReader& file,
                                                  const CandidateJoin& join,
                                                  report::Reporter& reporter);

}  // namespace fsu::commands
