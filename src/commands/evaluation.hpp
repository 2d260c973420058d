// What `fsu evaluate` finds, as values: they become the tables accuracy/* and the printed summary.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/evaluate/accuracy.hpp"
#include "kernels/evaluate/group_counts.hpp"
#include "kernels/evaluate/reliability.hpp"
#include "kernels/evaluate/threshold_counts.hpp"

namespace fsu::commands {

/// Links of one kind as the file has decided them.
struct DecidedLinks {
  std::string part;   ///< name in accuracy/summary
  std::string title;  ///< in the printed summary
  evaluate::LinkCounts counts;
};

struct GroupRow {
  std::string grouping;
  std::string group;
  evaluate::GroupCount count;
};

/// What became of the people whom one metric selects under perfect links.
struct ListRow {
  std::string metric;
  std::string linkage;
  std::int64_t kept = 0;
  std::int64_t lost_to = 0;
};

/// A count of the truth, such as its rows in scope.
struct TruthCount {
  std::string measure;
  std::string title;
  std::int64_t value = 0;
};

/// Less probable candidates say little about calibration: of most files they are left out anyway.
inline constexpr double kLeastProbability = 0.01;

struct Evaluation {
  std::string linkage;  ///< what was linked and when it counts as linked, in words
  std::vector<TruthCount> truth;
  std::vector<DecidedLinks> decided;
  evaluate::ThresholdTable thresholds;
  evaluate::Reliability reliability;  ///< of the links, or of pairs above kLeastProbability
  evaluate::Reliability calibration;  ///< of all candidates above kLeastProbability
  std::vector<GroupRow> groups;
  std::vector<ListRow> lists;
};

}  // namespace fsu::commands
