// One linkage as values: what was read, compared, fitted and decided.
#pragma once

#include "kernels/core/fixed_log2.hpp"
#include "src/stages/compare_records.hpp"
#include "src/stages/decide_records.hpp"
#include "src/stages/fit_records.hpp"
#include "src/stages/read_records.hpp"

namespace fsu::commands {

struct LinkedRecords {
  stages::RecordFiles files;
  stages::ComparedPairs pairs;
  stages::WeighedRecords weighed;
  stages::DecidedRecords decided;
  bool is_one_file = false;

  [[nodiscard]] const StringColumn& left_ids() const { return files.left_ids; }
  [[nodiscard]] const StringColumn& right_ids() const {
    return is_one_file ? files.left_ids : files.right_ids;
  }
  /// The two sides as the engine takes them; views into `files`.
  [[nodiscard]] stages::RecordSides sides() const {
    const auto& sources = files.encoded.sources;
    return {files.encoded.names,
            files.encoded.identifiers,
            sources.front().identities,
            sources.back().identities,
            files.fields,
            is_one_file,
            sources.front().flags};
  }
};

}  // namespace fsu::commands
