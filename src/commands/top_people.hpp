// The first people of each metric, from ranking/individuals read block by block.
//
// Display order: rank, then person_id. Whoever has a score of zero or no rank is left out. Memory
// is that of one block and of the people kept.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "io/h5_table_reader.hpp"
#include "kernels/core/table.hpp"

namespace fsu::commands {

/// For each metric the rows of its first `most` people, in display order.
[[nodiscard]] std::vector<Table> top_people(const io::TableReader& individuals,
                                            std::span<const std::string> metrics, std::size_t most);

}  // namespace fsu::commands
