#include "src/stages/count_usage.hpp"

#include <array>

#include "kernels/core/missing.hpp"
#include "kernels/usage/custody_time.hpp"
#include "kernels/usage/span_boundaries.hpp"

namespace fsu::stages {
namespace {

/// Takes events into the reduction, unless their person is excluded.
class Counter {
 public:
  explicit Counter(const UsageInput& input)
      : is_excluded_(input.force.num_persons(), false),
        spans_(usage::SpanBoundaries::of_windows(std::array{input.scope.window})) {
    for (const PersonId person : input.force.person_of_exclusion) {
      if (!person.is_none()) is_excluded_[person.index()] = true;
    }
  }

  void add(PersonId person, std::uint32_t span, Total total, std::int64_t amount) {
    if (!is_excluded_[person.index()]) totals_.add(usage::UsageEvent{person, span, total, amount});
  }

  [[nodiscard]] const usage::SpanBoundaries& spans() const { return spans_; }
  [[nodiscard]] usage::SpanTotals finish() const { return totals_.finish(); }

 private:
  std::vector<bool> is_excluded_;
  usage::SpanBoundaries spans_;
  usage::TotalsByPersonAndSpan totals_ = usage::TotalsByPersonAndSpan::empty();
};

void count_roles(const UsageInput& input, Counter& counter) {
  const Table& roles = input.force.rows("investigation_roles");
  const StringColumn& role = roles.text("role");
  const Table& investigations = input.force.rows("investigations");
  const std::vector<std::int8_t>& is_crime = investigations.flags("is_crime");
  const std::vector<std::int64_t>& created_at = investigations.int64s("created_at");
  const std::vector<RowFate>& fates = input.scope.of("investigation_roles");
  for (std::size_t row = 0; row < fates.size(); ++row) {
    if (fates[row] != RowFate::kUsed) continue;
    const std::size_t investigation = input.force.investigation_of_role[row].index();
    if (is_crime[investigation] != 1 && !input.counts_non_crimes) continue;
    const std::uint32_t span = *counter.spans().span_of(created_at[investigation]);
    const PersonId person = input.force.person_of_role[row];
    if (role[row] == "suspect") counter.add(person, span, Total::kSuspectCount, 1);
    if (role[row] == "offender") counter.add(person, span, Total::kOffenderCount, 1);
    if (role[row] == "victim") counter.add(person, span, Total::kVictimCount, 1);
  }
}

/// Where `is_open`, the time of records not yet released, which depends on the window's end; else
/// all the rest.
void count_custody(const UsageInput& input, bool is_open, Counter& counter) {
  const Table& custody = input.force.rows("custody");
  const std::vector<std::int64_t> decided_at = custody_instants(custody);
  const std::vector<std::int64_t>& arrived_at = custody.int64s("arrived_at");
  const std::vector<std::int64_t>& released_at = custody.int64s("released_at");
  const std::vector<RowFate>& fates = input.scope.of("custody");
  for (std::size_t row = 0; row < fates.size(); ++row) {
    if (fates[row] != RowFate::kUsed) continue;
    const std::uint32_t span = *counter.spans().span_of(decided_at[row]);
    const PersonId person = input.force.person_of_custody[row];
    if (!is_open) counter.add(person, span, Total::kCustodyCount, 1);
    if (is_missing(released_at[row]) != is_open) continue;
    const auto time =
        usage::custody_time(arrived_at[row], released_at[row], input.scope.window.end);
    counter.add(person, span, Total::kCustodySeconds, time.seconds);
  }
}

void count_mentions(const UsageInput& input, Counter& counter) {
  const std::vector<std::int64_t>& created_at = input.force.rows("incidents").int64s("created_at");
  const std::vector<RowFate>& fates = input.scope.of("incidents");
  for (const LinkedMention& mention : input.mentions) {
    const std::size_t incident = mention.incident.index();
    if (fates[incident] != RowFate::kUsed) continue;
    const bool is_originator = mention.role == MentionRole::kOriginator;
    const std::uint32_t span = *counter.spans().span_of(created_at[incident]);
    counter.add(mention.person, span,
                is_originator ? Total::kOriginatorCalls : Total::kSubjectCalls, 1);
    counter.add(mention.person, span,
                is_originator ? Total::kOriginatorResourceSeconds : Total::kSubjectResourceSeconds,
                input.incident_seconds[incident]);
  }
}

}  // namespace

usage::SpanTotals count_by_span(const UsageInput& input) {
  Counter counter(input);
  count_roles(input, counter);
  count_custody(input, false, counter);
  count_mentions(input, counter);
  return counter.finish();
}

usage::PersonTotals count_usage(const UsageInput& input) {
  Counter open(input);
  count_custody(input, true, open);
  const usage::SpanRange spans = open.spans().spans_of(input.scope.window);
  return usage::add_totals(usage::window_totals(count_by_span(input), spans),
                           usage::window_totals(open.finish(), spans));
}

CustodyCounts count_custody_cases(const Force& force, const Scope& scope) {
  CustodyCounts counts;
  const Table& custody = force.rows("custody");
  const std::vector<std::int64_t>& arrived_at = custody.int64s("arrived_at");
  const std::vector<std::int64_t>& released_at = custody.int64s("released_at");
  const std::vector<RowFate>& fates = scope.of("custody");
  for (std::size_t row = 0; row < fates.size(); ++row) {
    if (fates[row] != RowFate::kUsed) continue;
    const auto time = usage::custody_time(arrived_at[row], released_at[row], scope.window.end);
    counts.capped += time.is_capped ? 1 : 0;
    counts.negative += time.is_negative ? 1 : 0;
    counts.open += time.is_open ? 1 : 0;
  }
  return counts;
}

}  // namespace fsu::stages
