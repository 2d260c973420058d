// `fsu show --explain INCIDENT:ROLE`: why a mention was linked to whom it was, or was not.
//
// Reads the extracts again, learns the same model from them (the fit is a function of the data),
// and prints what the decision consists of: status, probability, the clerks' words, and a waterfall
// of weights for the best person and for the runner-up. Other extracts or another model than the
// run's are refused, and where the results file says otherwise all the same it warns. Personal
// values only on request.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

#include "src/config/input_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

struct ExplainConfig {
  std::filesystem::path results;  ///< states settings, model, inputs and links
  config::InputConfig input;
  std::filesystem::path model;  ///< where the run was given one
  std::string mention;          ///< INCIDENT:ROLE, split at its last colon
  bool shows_values = false;
};

/// Prints to `out`; kUsage where the mention is not there, and what StatedRun throws.
void explain_mention(const ExplainConfig& config, report::Reporter& reporter, std::ostream& out);

}  // namespace fsu::commands
