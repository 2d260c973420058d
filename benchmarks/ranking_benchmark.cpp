// Speed of ranking people, at three sizes: scales, scores, ranks, selection.
//
// Totals are a pure function of a fixed seed, with a heavy tail and four people in five without a
// value in each. Before anything is timed the scales are compared with those of a full sort, the
// scores with plain loops, ranks and selection with a stable sort of all people. Items are people;
// bytes are those of the columns that are read. roof_totals reads the nine totals once, roof_scores
// the whole-number scores of one metric, at the speed of memory.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "benchmarks/memory_roofline.hpp"
#include "benchmarks/once_a_size.hpp"
#include "kernels/core/random.hpp"
#include "kernels/ranking/metrics.hpp"
#include "kernels/ranking/ranks.hpp"
#include "kernels/ranking/scaling.hpp"
#include "kernels/ranking/selection.hpp"

namespace fsu::ranking {
namespace {

constexpr std::uint64_t kSeed = 20260101;
constexpr std::size_t kNumSelected = 100;

struct People {
  TotalColumns totals;
  PerTotal<TotalScale> scales;
  PerMetric<MetricScores> scores;
  std::vector<std::uint32_t> order;  ///< by overall score, as a stable sort has it
};

TotalColumns make_totals(std::size_t num_people) {
  TotalColumns totals;
  for (std::size_t person = 0; person < num_people; ++person) {
    for (std::size_t total = 0; total < kNumTotals; ++total) {
      Random random(kSeed, total, person);
      const double share = random.uniform();
      const double most = is_seconds(static_cast<Total>(total)) ? 2e6 : 200;
      const bool has_any = random.chance(0.2);
      totals[total].push_back(
          has_any ? 1 + static_cast<std::int64_t>(share * share * share * share * most) : 0);
    }
  }
  return totals;
}

People make_people(std::size_t num_people) {
  People people;
  people.totals = make_totals(num_people);
  people.scales = total_scales(views_of(people.totals));
  people.scores = all_metric_scores(views_of(people.totals), people.scales, Scaling::kCap);
  people.order.resize(num_people);
  std::iota(people.order.begin(), people.order.end(), 0U);
  const MetricScores& overall = people.scores[3];
  std::stable_sort(people.order.begin(), people.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return rank_key(overall, a) > rank_key(overall, b);
  });
  return people;
}

const People& people_of(const benchmark::State& state) {
  return input_of<People>(state, make_people);
}

void count(benchmark::State& state, std::size_t bytes_per_person) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * state.range(0) *
                          static_cast<std::int64_t>(bytes_per_person));
}

TotalScale scale_by_sorting(std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end(), std::greater<>());
  if (values.size() > kNumLargestValues) values.resize(kNumLargestValues);
  std::erase(values, 0);
  if (values.empty()) return {};
  return {std::accumulate(values.begin(), values.end(), std::int64_t{0}),
          static_cast<std::int64_t>(values.size()), values.front()};
}

void scale_totals(benchmark::State& state) {
  const People& people = people_of(state);
  const auto are_right = [&] {
    for (std::size_t total = 0; total < kNumTotals; ++total) {
      if (people.scales[total] != scale_by_sorting(people.totals[total])) return false;
    }
    return true;
  };
  if (!is_verified(state, "scale_totals", are_right))
    return state.SkipWithError("a scale differs from that of a full sort");
  for (auto _ : state) benchmark::DoNotOptimize(total_scales(views_of(people.totals)));
  count(state, kNumTotals * sizeof(std::int64_t));
}

bool scores_are_right(const People& people) {
  for (std::size_t metric = 0; metric < kNumMetrics; ++metric) {
    for (std::size_t person = 0; person < people.order.size(); ++person) {
      double score = 0;
      for (std::size_t total = kMetricTotals[metric].first; total < kMetricTotals[metric].last;
           ++total) {
        const double mean = people.scales[total].mean();
        const auto value = static_cast<double>(people.totals[total][person]);
        score += mean > 0 ? std::min(value / mean, 1.0) : 0.0;
      }
      if (people.scores[metric].score[person] != score) return false;
    }
  }
  return true;
}

void score_people(benchmark::State& state) {
  const People& people = people_of(state);
  if (!is_verified(state, "score_people", [&] { return scores_are_right(people); }))
    return state.SkipWithError("scores differ from plain sums");
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        all_metric_scores(views_of(people.totals), people.scales, Scaling::kCap));
  }
  count(state, kNumTotals * sizeof(std::int64_t));
}

/// One more than the number ahead, along the sorted people.
std::vector<std::int64_t> ranks_by_sorting(const People& people) {
  std::vector<std::int64_t> ranks(people.order.size());
  for (std::size_t place = 0; place < people.order.size(); ++place) {
    const bool is_equal = place > 0 && rank_key(people.scores[3], people.order[place]) ==
                                           rank_key(people.scores[3], people.order[place - 1]);
    ranks[people.order[place]] =
        is_equal ? ranks[people.order[place - 1]] : static_cast<std::int64_t>(place) + 1;
  }
  return ranks;
}

void rank_people(benchmark::State& state) {
  const People& people = people_of(state);
  const auto are_right = [&] {
    return competition_ranks(people.scores[3]) == ranks_by_sorting(people);
  };
  if (!is_verified(state, "rank_people", are_right))
    return state.SkipWithError("ranks differ from those of a stable sort");
  for (auto _ : state) benchmark::DoNotOptimize(competition_ranks(people.scores[3]));
  count(state, sizeof(RankKey));
}

void select_people(benchmark::State& state) {
  const People& people = people_of(state);
  const std::vector<std::uint32_t> top = select_top_of(people.scores[3], kNumSelected);
  if (top.size() != kNumSelected || !std::equal(top.begin(), top.end(), people.order.begin()))
    return state.SkipWithError("the selection differs from the first of a stable sort");
  for (auto _ : state) {
    benchmark::DoNotOptimize(select_top_of(people.scores[3], kNumSelected));
  }
  count(state, sizeof(RankKey));
}

void roof_totals(benchmark::State& state) {
  const People& people = people_of(state);
  std::vector<std::span<const std::byte>> columns;
  for (const auto& total : people.totals) columns.push_back(roofline::bytes_of(total));
  roofline::time_reading(state, columns);
}

void roof_scores(benchmark::State& state) {
  const MetricScores& overall = people_of(state).scores[3];
  const std::array columns = {roofline::bytes_of(overall.score_e12),
                              roofline::bytes_of(overall.uncapped_e12)};
  roofline::time_reading(state, columns);
}

void register_rows(std::int64_t size) {
  const auto add = [&](const char* name, void (*row)(benchmark::State&)) {
    benchmark::RegisterBenchmark(name, row)
        ->Arg(size)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  add("scale_totals", scale_totals);
  add("score_people", score_people);
  add("roof_totals", roof_totals);
  add("rank_people", rank_people);
  add("select_people", select_people);
  add("roof_scores", roof_scores);
}

}  // namespace
}  // namespace fsu::ranking

int main(int argc, char** argv) {
  for (const std::int64_t size : {10'000, 300'000, 3'000'000}) fsu::ranking::register_rows(size);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
