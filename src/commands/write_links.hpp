// Writes the tables of a linkage: the results file, and the CSVs that were asked for.
//
// pairs, best and clusters go out in blocks of rows, to both kinds of file at once, so no second
// copy of a large table stands in memory. All files appear together, when all are whole.
#pragma once

#include <vector>

#include "src/commands/link_findings.hpp"
#include "src/commands/linked_records.hpp"
#include "src/config/link_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

void write_links(const LinkedRecords& linked, const std::vector<stages::SummaryCount>& counts,
                 const config::LinkConfig& config, report::Reporter& reporter);

}  // namespace fsu::commands
