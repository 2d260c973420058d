#include "kernels/usage/incident_runs.hpp"

#include <algorithm>
#include <atomic>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::usage {

bool is_by_incident(std::span<const std::uint32_t> incidents, std::size_t block_rows) {
  std::atomic<bool> falls = false;
  for_blocks(incidents.size(), block_rows, [&](const Block& block) {
    const std::size_t before = block.begin == 0 ? 0 : block.begin - 1;
    const auto rows = incidents.subspan(before, block.end - before);
    if (!std::is_sorted(rows.begin(), rows.end())) falls = true;
  });
  return !falls;
}

std::vector<std::size_t> incident_begins(std::span<const std::uint32_t> incidents,
                                         std::size_t num_incidents, std::size_t block_rows) {
  FSU_CHECK(incidents.empty() || incidents.back() < num_incidents);
  std::vector<std::size_t> begins(num_incidents + 1, 0);
  // Row r begins all incidents behind that of the row before it, up to its own.
  for_blocks(incidents.size(), block_rows, [&](const Block& block) {
    for (std::size_t row = block.begin; row < block.end; ++row) {
      const std::size_t first = row == 0 ? 0 : std::size_t{incidents[row - 1]} + 1;
      for (std::size_t i = first; i <= incidents[row]; ++i) begins[i] = row;
    }
  });
  const std::size_t behind = incidents.empty() ? 0 : std::size_t{incidents.back()} + 1;
  for (std::size_t i = behind; i <= num_incidents; ++i) begins[i] = incidents.size();
  return begins;
}

}  // namespace fsu::usage
