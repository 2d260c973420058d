// `fsu run`: the whole job, or with --dry-run what it would be.
#pragma once

#include <iosfwd>

#include "src/config/run_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

void run(const config::RunConfig& config, report::Reporter& reporter, std::ostream& out);

}  // namespace fsu::commands
