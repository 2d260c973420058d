// Writes the tables of one family: its blocks made in parallel, their texts appended in order.
#pragma once

#include <filesystem>

#include "kernels/synth/tables.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

/// Writes NAME.csv for every table of the family; returns the rows that were made, faults included.
std::int64_t write_family(const synth::World& world, const synth::TableFamily& family,
                          const std::filesystem::path& folder, std::uint64_t block_size,
                          report::Reporter& reporter);

}  // namespace fsu::commands
