#include "kernels/usage/person_totals.hpp"

#include <algorithm>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/usage/concatenate.hpp"
#include "kernels/usage/group_by.hpp"

namespace fsu::usage {
namespace {

constexpr std::size_t kChunkEvents = std::size_t{1} << 16;
constexpr std::size_t kPersonsPerBlock = std::size_t{1} << 12;
constexpr int kTotalBits = 4;
constexpr std::uint32_t kMaxSpan = (1U << (32 - kTotalBits)) - 1;
static_assert(kNumTotals <= 1U << kTotalBits);

std::size_t total_index(std::uint64_t key) { return key & ((1U << kTotalBits) - 1); }
std::uint64_t person_and_span(std::uint64_t key) { return key >> kTotalBits; }

SpanTotals join_rows(const std::vector<SpanTotals>& parts) {
  SpanTotals joined;
  joined.person = concatenate(parts, &SpanTotals::person);
  joined.span = concatenate(parts, &SpanTotals::span);
  for (std::size_t total = 0; total < kNumTotals; ++total) {
    joined.totals[total] =
        concatenate(parts, [&](const SpanTotals& part) -> const std::vector<std::int64_t>& {
          return part.totals[total];
        });
  }
  return joined;
}

}  // namespace

void TotalsByPersonAndSpan::hold(HeldEvent event) {
  if (chunks_.empty() || chunks_.back().size() >= kChunkEvents) chunks_.emplace_back();
  chunks_.back().push_back(event);
  num_persons_ = std::max<std::size_t>(num_persons_, std::size_t{event.group()} + 1);
}

void TotalsByPersonAndSpan::add(const UsageEvent& event) {
  FSU_CHECK(!event.person.is_none() && event.span <= kMaxSpan && event.amount >= 0);
  if (event.amount == 0) return;
  const std::uint32_t low = (event.span << kTotalBits) | static_cast<std::uint32_t>(event.total);
  hold({(std::uint64_t{event.person.value} << 32) | low, event.amount});
}

void TotalsByPersonAndSpan::add(std::span<const UsageEvent> events) {
  for (const UsageEvent& event : events) add(event);
}

void TotalsByPersonAndSpan::add(const SpanTotals& totals) {
  for (std::size_t row = 0; row < totals.size(); ++row) {
    for (std::size_t total = 0; total < kNumTotals; ++total) {
      add({totals.person[row], totals.span[row], static_cast<Total>(total),
           totals.totals[total][row]});
    }
  }
}

void TotalsByPersonAndSpan::merge(TotalsByPersonAndSpan other) {
  // Full chunks move; rests are copied together, so that many small states do not make many chunks.
  num_persons_ = std::max(num_persons_, other.num_persons_);
  for (std::vector<HeldEvent>& chunk : other.chunks_) {
    if (chunk.size() >= kChunkEvents) {
      chunks_.push_back(std::move(chunk));
      if (chunks_.size() > 1) std::swap(chunks_.back(), chunks_[chunks_.size() - 2]);
    } else {
      for (const HeldEvent& event : chunk) hold(event);
    }
  }
}

void TotalsByPersonAndSpan::append_rows(std::span<HeldEvent> person_events, SpanTotals& rows) {
  std::sort(person_events.begin(), person_events.end(),
            [](const HeldEvent& a, const HeldEvent& b) { return a.key < b.key; });
  std::uint64_t last = ~std::uint64_t{0};
  for (const HeldEvent& event : person_events) {
    if (person_and_span(event.key) != last) {
      last = person_and_span(event.key);
      rows.person.push_back(PersonId{event.group()});
      rows.span.push_back(static_cast<std::uint32_t>(event.key) >> kTotalBits);
      for (std::vector<std::int64_t>& column : rows.totals) column.push_back(0);
    }
    rows.totals[total_index(event.key)].back() += event.amount;
  }
}

SpanTotals TotalsByPersonAndSpan::finish() const {
  std::size_t num_events = 0;
  for (const std::vector<HeldEvent>& chunk : chunks_) num_events += chunk.size();
  const GroupPlan plan{num_persons_, chunks_.size(), partition_bits_for(num_events, num_persons_)};
  Grouped<HeldEvent> by_person =
      group_by<HeldEvent>(plan, [&](std::size_t chunk, const auto& sink) {
        for (const HeldEvent& event : chunks_[chunk]) sink(event);
      });
  std::vector<SpanTotals> parts(num_blocks(num_persons_, kPersonsPerBlock));
  for_blocks(num_persons_, kPersonsPerBlock, [&](const Block& block) {
    for (std::size_t person = block.begin; person < block.end; ++person) {
      append_rows(by_person.group(person), parts[block.index]);
    }
  });
  return join_rows(parts);
}

}  // namespace fsu::usage
