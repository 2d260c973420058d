// `fsu link`: linkage alone, on two files of people, or one against itself.
//
// CSV files and which of their columns are compared -> the tables pairs, best and, for one file,
// clusters, with the model that made them (linkage/*); on wish as CSV, and the model as a file.
#pragma once

#include <ostream>

#include "src/config/link_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

/// Links and publishes; what is to be explained is printed to `out`.
void link(const config::LinkConfig& config, report::Reporter& reporter, std::ostream& out);

}  // namespace fsu::commands
