// Rows that already come incident by incident: where each incident's rows begin.
//
// Input: the incident of each row. Where the ids never fall, the rows of an incident are one run,
// and nothing has to be grouped. Parallel over fixed blocks of rows; each place is written by the
// one row that it belongs to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fsu::usage {

/// True where no row has a smaller incident than the row before it.
[[nodiscard]] bool is_by_incident(std::span<const std::uint32_t> incidents, std::size_t block_rows);

/// The first row of each incident, and the number of rows behind the last; for rows by incident,
/// all below num_incidents.
[[nodiscard]] std::vector<std::size_t> incident_begins(std::span<const std::uint32_t> incidents,
                                                       std::size_t num_incidents,
                                                       std::size_t block_rows);

}  // namespace fsu::usage
