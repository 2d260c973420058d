// The truth that `fsu evaluate` compares with: a CSV file in one of three forms, known by its
// columns.
//
//   incident_id,role,person_id[,error_kinds]   whom a mention is about; blank person_id: nobody
//   left_id,right_id                           pairs of records that are one person
//   id,cluster                                 records of one file; one cluster is one person
// and beside the first, person_id,true_person_id[,name_group]: which ids are one person. They are
// read as extracts are: strictly, each row once, contradicting rows rejected.
#pragma once

#include <filesystem>

#include "io/input_schema.hpp"
#include "src/config/input_config.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/read_force.hpp"

namespace fsu::commands {

enum class TruthForm { kMentions, kPairs, kClusters };

/// The form of a truth file by its header; kData where it is none of the three.
[[nodiscard]] TruthForm truth_form(const std::filesystem::path& path);

/// The columns of a form.
[[nodiscard]] const io::InputTable& truth_table(TruthForm form);
/// The columns of the file of true persons.
[[nodiscard]] const io::InputTable& true_persons_table();

/// Reads one file; kData where it lacks a column or too many of its rows cannot be used.
[[nodiscard]] stages::InputRows read_truth(const std::filesystem::path& path,
                                           const io::InputTable& schema,
                                           const config::InputConfig& config,
                                           report::Reporter& reporter);

}  // namespace fsu::commands
