// The overview of a results file: where it comes from, what it counts, and the first people of each
// metric with their totals.
//
// People stand in display order: by rank, then person_id; those with a score of zero are left out.
// Names are known of the selected only. A file without a ranking (of links, of accuracy) shows its
// tables instead.
#pragma once

#include <cstdint>
#include <ostream>

#include "io/h5_results_reader.hpp"

namespace fsu::commands {

/// Prints the overview with `top` people of each metric.
void show_overview(const io::ResultFileReader& file, std::int64_t top, std::ostream& out);

}  // namespace fsu::commands
