// What became of the true top list: whom each metric selects under perfect links, and how many of
// them the run selects still.
//
// Under perfect links a mention in scope belongs to the person that the truth names, so the totals
// of originators and subjects (6-9) come from the truth and the seconds of
// incidents/resource_durations; those of investigations and custody (1-5), which need no linkage,
// are those of ranking/individuals. Excluded people make no totals. Scaling, metrics, ranks and
// selection are the run's own. Selections are compared by true person, so two ids of one count
// once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/h5_results_reader.hpp"
#include "kernels/core/string_index.hpp"
#include "kernels/core/total.hpp"
#include "kernels/ranking/metrics.hpp"
#include "src/commands/evaluation.hpp"
#include "src/commands/stated_settings.hpp"
#include "src/commands/true_mentions.hpp"
#include "src/commands/true_people.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

/// Whom one linkage selects: the people of each metric, as rows of RunRanking::selected_ids.
struct LinkageSelection {
  std::string linkage;  ///< fuzzy or exact
  ranking::PerMetric<std::vector<std::size_t>> rows;
};

/// What a results file says of its ranking.
struct RunRanking {
  StringColumn individuals;  ///< everyone with any total
  TotalColumns totals;       ///< theirs that need no linkage; the others are empty
  StringColumn excluded;     ///< people who make no totals
  StringColumn selected_ids;
  /// The run's own selection, and exact linkage's where the run was fuzzy.
  std::vector<LinkageSelection> linkages;
};

[[nodiscard]] RunRanking read_ranking(const io::ResultFileReader& file,
                                      const StatedSettings& settings, report::Reporter& reporter);

struct ListInput {
  const StatedSettings& settings;
  const RunRanking& ranking;
  const ScopeLogs& logs;
  const TrueMentions& mentions;
  const TruePeople& people;
  const StringIndex& person_index;  ///< of people.person_ids
};

/// Whole seconds of hours that were made from them, as hours stand in a results file.
[[nodiscard]] inline std::int64_t seconds_of_hours(double hours) {
  return static_cast<std::int64_t>(hours * 3600.0 + 0.5);
}

/// Rows by linkage and metric.
[[nodiscard]] std::vector<ListRow> compare_lists(const ListInput& input);

}  // namespace fsu::commands
