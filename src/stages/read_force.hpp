// Reads every input table of a force, settles duplicates and holds each to the reject limit.
//
// Input: a folder of extracts and how to read them. Output: for each table of the contract its kept
// rows in canonical order and the account of the others. A required table that is absent, a file
// that is unusable, or too many rejects are thrown with table, file and place.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "io/csv_table.hpp"
#include "kernels/core/check.hpp"
#include "src/config/input_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::stages {

/// One table after reading: kept rows, and what became of the rest.
struct InputRows {
  Table rows;
  std::int64_t num_read = 0;
  std::int64_t num_rejected = 0;
  std::int64_t num_duplicates = 0;
  std::int64_t num_orphans = 0;     ///< set when the tables are joined
  std::vector<io::Reject> rejects;  ///< in file order, the first kMaxListedRejects
  std::map<std::string, std::int64_t> value_counts;
  std::vector<io::InputPart> parts;
};

/// As many rejects of a table are listed; all are counted.
inline constexpr std::size_t kMaxListedRejects = 10000;

struct ForceInput {
  std::map<std::string, InputRows, std::less<>> tables;  ///< every table of the contract, by name

  [[nodiscard]] const Table& rows(std::string_view table) const {
    const auto found = tables.find(table);
    FSU_CHECK(found != tables.end());
    return found->second.rows;
  }
};

/// The files of each table that is there, in the contract's order; throws for a missing required
/// table.
[[nodiscard]] std::vector<io::TableSource> find_tables(const config::InputConfig& config);

[[nodiscard]] ForceInput read_force(const config::InputConfig& config, report::Reporter& reporter);

/// Reads one table alone from one file, under the same rules.
[[nodiscard]] InputRows read_one_table(const io::TableSource& source,
                                       const config::InputConfig& config,
                                       report::Reporter& reporter);

}  // namespace fsu::stages
