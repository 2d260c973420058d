#include "src/commands/top_people.hpp"

#include <algorithm>
#include <cstdint>

#include "kernels/core/missing.hpp"

namespace fsu::commands {
namespace {

/// The first `most` rows of a table by a metric.
Table top_rows(const Table& people, const std::string& metric, std::size_t most) {
  const std::vector<std::int64_t>& ranks = people.int64s(metric + "_rank");
  const std::vector<double>& scores = people.floats(metric + "_score");
  const StringColumn& ids = people.text("person_id");
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < ranks.size(); ++row) {
    if (scores[row] > 0 && !is_missing(ranks[row])) rows.push_back(row);
  }
  const auto kept = static_cast<std::ptrdiff_t>(std::min(most, rows.size()));
  std::partial_sort(rows.begin(), rows.begin() + kept, rows.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : ids[a] < ids[b];
                    });
  return people.gather(std::span(rows).first(static_cast<std::size_t>(kept)));
}

}  // namespace

std::vector<Table> top_people(const io::TableReader& individuals,
                              std::span<const std::string> metrics, std::size_t most) {
  std::vector<Table> tops;
  for (std::size_t i = 0; i < metrics.size(); ++i) tops.emplace_back(individuals.spec());
  const std::uint64_t block_rows = individuals.rows_per_block();
  for (std::uint64_t begin = 0; begin < individuals.num_rows(); begin += block_rows) {
    const std::uint64_t end = std::min(individuals.num_rows(), begin + block_rows);
    const Table block = individuals.read_rows(begin, end);
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      tops[i].append(top_rows(block, metrics[i], most));
      tops[i] = top_rows(tops[i], metrics[i], most);
    }
  }
  return tops;
}

}  // namespace fsu::commands
