// Durations of a resources table that stands alone, a block of incidents at a time.
//
// Input: rows as deduplicate leaves them, sorted by incident_id and then resource_id, so that an
// incident is a run of rows and a unit a run within it: no id is hashed, nothing is grouped, and
// beside the table only a block's durations are held. Parallel within a block.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/core/table.hpp"
#include "src/config/usage_config.hpp"

namespace fsu::stages {

class SortedResources {
 public:
  /// Finds the incidents; rows that are not sorted are an InternalError. The table must outlive it.
  explicit SortedResources(const Table& rows);

  [[nodiscard]] std::size_t num_incidents() const { return begins_.size() - 1; }

  /// The rows of a table like incidents/resource_durations for the incidents [begin, end).
  [[nodiscard]] Table durations(const TableSpec& spec, std::size_t begin, std::size_t end,
                                const config::UsageConfig& config) const;

 private:
  const Table& rows_;
  std::vector<std::uint32_t> begins_;  ///< the first row of each incident, and the number of rows
};

}  // namespace fsu::stages
