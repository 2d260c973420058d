// How large a force is and how well it is filled, estimated from a sample of its rows.
//
// Rows of a table by io/csv_sample; from the samples of incidents and persons, put through the same
// normalisation as the linkage does and with what the settings leave out blanked: which share of
// the roles of logs name somebody, and say how much; how many people and distinct identities stand
// behind the versions of the index. A few megabytes of text are read, whatever the extracts' size.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/csv_sample.hpp"
#include "src/config/run_config.hpp"

namespace fsu::stages {

struct TableSize {
  std::string name;
  std::size_t num_parts = 0;
  std::uint64_t file_bytes = 0;
  double text_bytes = 0;  ///< unpacked
  double num_rows = 0;
};

struct ForceSize {
  std::vector<TableSize> tables;
  double text_bytes = 0;
  double num_versions = 0;           ///< rows of the index of people
  double num_persons = 0;            ///< of the index
  double num_person_identities = 0;  ///< distinct ones, blanks filled from a person's versions
  double num_mentions = 0;           ///< roles of logs that name a person
  double dated_share = 0;            ///< of the mentions: with a date of birth
  double undated_share = 0;          ///< neither date nor PNC ID, forename and surname
  double one_name_share = 0;         ///< neither date nor PNC ID, one name
  double identifier_share = 0;       ///< with a PNC ID
  double window_share = 0;           ///< of the logs: within the window

  /// Mentions that say too little for one person to be found at once.
  [[nodiscard]] double vague_share() const { return undated_share + one_name_share; }
};

/// Throws as a run does where a required table is missing or a header cannot be used.
[[nodiscard]] ForceSize estimate_force_size(std::span<const io::TableSource> sources,
                                            const config::RunConfig& config);

}  // namespace fsu::stages
