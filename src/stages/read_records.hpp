// Reads one or two files of people and makes them comparable.
//
// CSV files and the columns that say who somebody is -> ids, identities and further fields of both
// sides over shared dictionaries. Rows are in the byte order of their ids; the rules for rejects,
// duplicates and limits are those of every table. An organisation keeps its row and its flag, but
// none of its values: it is no person, so it takes part in no pair.
#pragma once

#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/text/encode_identities.hpp"
#include "src/config/link_config.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/read_force.hpp"

namespace fsu::stages {

struct RecordFiles {
  StringColumn left_ids;
  StringColumn right_ids;        ///< empty for one file
  text::EncodedSources encoded;  ///< source 0 is the left file, 1 the right one
  std::vector<Field> fields;
  std::vector<io::InputPart> parts;
};

[[nodiscard]] RecordFiles read_records(const config::LinkConfig& config,
                                       report::Reporter& reporter);

}  // namespace fsu::stages
