#include "kernels/usage/window_totals.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/usage/concatenate.hpp"

namespace fsu::usage {
namespace {

void append(PersonId person, const PerTotal<std::int64_t>& sums, PersonTotals& rows) {
  if (std::all_of(sums.begin(), sums.end(), [](std::int64_t sum) { return sum == 0; })) return;
  rows.person.push_back(person);
  for (std::size_t total = 0; total < kNumTotals; ++total) {
    rows.totals[total].push_back(sums[total]);
  }
}

PerTotal<std::int64_t> row_at(const TotalColumns& columns, std::size_t row) {
  PerTotal<std::int64_t> values{};
  for (std::size_t total = 0; total < kNumTotals; ++total) values[total] = columns[total][row];
  return values;
}

void add_to(PerTotal<std::int64_t>& sums, const PerTotal<std::int64_t>& values) {
  for (std::size_t total = 0; total < kNumTotals; ++total) sums[total] += values[total];
}

/// The first row at or after `row` that begins a person.
std::size_t person_begin(const SpanTotals& totals, std::size_t row) {
  while (row > 0 && row < totals.size() && totals.person[row] == totals.person[row - 1]) ++row;
  return row;
}

/// Persons whose first row is in [begin, end).
PersonTotals persons_of_rows(const SpanTotals& totals, SpanRange spans, std::size_t begin,
                             std::size_t end) {
  PersonTotals rows;
  std::size_t row = person_begin(totals, begin);
  while (row < end) {
    const PersonId person = totals.person[row];
    PerTotal<std::int64_t> sums{};
    for (; row < totals.size() && totals.person[row] == person; ++row) {
      const bool is_inside = spans.first <= totals.span[row] && totals.span[row] < spans.last;
      if (is_inside) add_to(sums, row_at(totals.totals, row));
    }
    append(person, sums, rows);
  }
  return rows;
}

}  // namespace

PersonTotals window_totals(const SpanTotals& totals, SpanRange spans, std::size_t block_rows) {
  FSU_CHECK(spans.first <= spans.last);
  std::vector<PersonTotals> parts(num_blocks(totals.size(), block_rows));
  for_blocks(totals.size(), block_rows, [&](const Block& block) {
    parts[block.index] = persons_of_rows(totals, spans, block.begin, block.end);
  });
  PersonTotals joined;
  joined.person = concatenate(parts, &PersonTotals::person);
  for (std::size_t total = 0; total < kNumTotals; ++total) {
    joined.totals[total] =
        concatenate(parts, [&](const PersonTotals& part) -> const std::vector<std::int64_t>& {
          return part.totals[total];
        });
  }
  return joined;
}

PersonTotals add_totals(const PersonTotals& a, const PersonTotals& b) {
  PersonTotals joined;
  std::size_t row_a = 0;
  std::size_t row_b = 0;
  while (row_a < a.size() || row_b < b.size()) {
    const PersonId person_a = row_a < a.size() ? a.person[row_a] : PersonId{};
    const PersonId person_b = row_b < b.size() ? b.person[row_b] : PersonId{};
    const PersonId person = std::min(person_a, person_b);
    PerTotal<std::int64_t> sums{};
    if (person_a == person) add_to(sums, row_at(a.totals, row_a++));
    if (person_b == person) add_to(sums, row_at(b.totals, row_b++));
    append(person, sums, joined);
  }
  return joined;
}

}  // namespace fsu::usage
