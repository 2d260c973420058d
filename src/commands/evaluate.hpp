// `fsu evaluate`: how right the links of a results file are, against a truth.
//
// A file of `fsu run` is evaluated mention by mention, one of `fsu link` pair by pair; the form of
// the truth must fit. Prints a summary and, where an output is named, writes the tables accuracy/*.
#pragma once

#include <filesystem>
#include <ostream>

#include "src/config/input_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

struct EvaluateConfig {
  std::filesystem::path links;          ///< results file of `fsu run` or `fsu link`
  std::filesystem::path truth;          ///< CSV in a form of truth_files.hpp
  std::filesystem::path truth_persons;  ///< may be empty
  std::filesystem::path output;         ///< may be empty
  config::InputConfig input;            ///< reject limit of the truth
};

void evaluate(const EvaluateConfig& config, report::Reporter& reporter, std::ostream& out);

}  // namespace fsu::commands
