// Speed of comparing one name with a dictionary, and of finding all near names, on every path.
//
// Names are drawn from the generator's rare surnames with a fixed seed and misspelt now and then.
// Before anything is timed the results of some queries are compared with those of the scalar
// kernels. Items are pairs of the query with a name, whether or not a filter passes over them (of
// near_names they are names, and nothing but its own work bounds it); the
// times are of one core but for near_names. roof_columns and roof_edit_columns are the inner
// instructions of 8-bit lanes alone. Built with FSU_BUILD_PEERS, rapidfuzz-cpp answers the same
// queries, name by name (cached) and many names at a time (multi), as its build for this processor.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "benchmarks/names_roofline.hpp"
#include "kernels/compare/near_names.hpp"
#include "kernels/core/random.hpp"
#include "kernels/synth/rare_names.hpp"
#include "kernels/text/batch_edit_distance.hpp"
#include "kernels/text/batch_jaro_winkler.hpp"
#ifdef FSU_HAS_RAPIDFUZZ
#include "benchmarks/names_peer.hpp"
#endif

namespace fsu::text {
namespace {

constexpr std::uint64_t kSeed = 20260101;
constexpr std::size_t kNumQueries = 256;
constexpr std::size_t kNumChecked = 12;
constexpr double kCutoff = 0.88;

std::string draw_name(std::uint64_t number) {
  Random random(kSeed, 1, number);
  const auto group = static_cast<synth::NameGroup>(random.below(synth::kNumNameGroups));
  std::string name =
      synth::rare_name(group, synth::NameKind::kSurname, random.below(std::uint64_t{1} << 17));
  if (random.chance(0.3))
    name[random.below(name.size())] = static_cast<char>('A' + random.below(26));
  return name;
}

/// A dictionary, its columns and the queries.
struct Dictionary {
  explicit Dictionary(std::size_t num_names) {
    std::set<std::string> distinct;
    for (std::uint64_t i = 0; distinct.size() < num_names; ++i) {
      const std::string name = draw_name(i);
      if (name.size() <= 16) distinct.insert(name);  // what the peer's fastest scorers take
    }
    list.assign(distinct.begin(), distinct.end());
    for (const std::string& name : list) names.push_back(name);
    columns = std::make_unique<NameColumns>(names);
    for (std::size_t i = 0; i < kNumQueries; ++i) {
      queries.push_back(list[Random(kSeed, 2, i).below(list.size())]);
    }
  }

  std::vector<std::string> list;
  StringColumn names;
  std::unique_ptr<NameColumns> columns;
  std::vector<std::string> queries;
};

const Dictionary& dictionary_of(std::size_t num_names) {
  static std::map<std::size_t, std::unique_ptr<Dictionary>> made;
  std::unique_ptr<Dictionary>& dictionary = made[num_names];
  if (dictionary == nullptr) dictionary = std::make_unique<Dictionary>(num_names);
  return *dictionary;
}

/// Whether some queries give what the scalar kernels give.
bool agree(const Dictionary& dictionary) {
  const StringColumn& names = dictionary.names;
  JaroWinklerBatch jaro_winkler(*dictionary.columns);
  EditDistanceBatch edits(*dictionary.columns);
  std::vector<double> similarities(names.size());
  std::vector<int> distances(names.size());
  const JaroWinklerCutoff cutoff(kCutoff);
  for (std::size_t q = 0; q < kNumChecked; ++q) {
    const std::string& query = dictionary.queries[q];
    jaro_winkler.set(query);
    jaro_winkler.similarities(similarities);
    edits.set(query);
    edits.distances(distances);
    std::vector<SimilarName> similar;
    jaro_winkler.find_similar(cutoff, similar);
    std::vector<NearName> near;
    edits.find_near(2, near);
    std::size_t num_similar = 0;
    std::size_t num_near = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (similarities[i] != text::jaro_winkler(query, names[i])) return false;
      if (distances[i] != edit_distance(query, names[i])) return false;
      num_similar += similarities[i] >= kCutoff ? 1u : 0u;
      num_near += distances[i] <= 2 ? 1u : 0u;
    }
    if (similar.size() != num_similar || near.size() != num_near) return false;
#ifdef FSU_HAS_RAPIDFUZZ
    const peer::RapidFuzzNames peer_names(dictionary.list);
    if (peer_names.count_similar_cached(query, kCutoff) != num_similar) return false;
    if (peer_names.count_similar_multi(query, kCutoff) != num_similar) return false;
    if (peer_names.count_near_cached(query, 2) != num_near) return false;
    if (peer_names.count_near_multi(query, 2) != num_near) return false;
#endif
  }
  return true;
}

/// The path and the dictionary of a row; verified once each.
const Dictionary* begin_row(benchmark::State& state) {
  set_isa(static_cast<Isa>(state.range(0)));
  if (isa() != static_cast<Isa>(state.range(0))) {
    state.SkipWithError("this machine does not have the path");
    return nullptr;
  }
  const Dictionary& dictionary = dictionary_of(static_cast<std::size_t>(state.range(1)));
  static std::set<std::pair<Isa, const Dictionary*>> verified;
  if (!verified.contains({isa(), &dictionary})) {
    if (!agree(dictionary)) {
      state.SkipWithError("results differ from the scalar kernels");
      return nullptr;
    }
    verified.insert({isa(), &dictionary});
  }
  state.SetLabel(std::string(isa_name(isa())));
  return &dictionary;
}

/// Times `compare(query)` over the queries in turn.
template <class Compare>
void time_queries(benchmark::State& state, const Dictionary& dictionary, const Compare& compare) {
  std::size_t next = 0;
  for (auto _ : state) {
    compare(dictionary.queries[next]);
    next = (next + 1) % dictionary.queries.size();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(dictionary.names.size()));
}

void jaro_winkler_from_cutoff(benchmark::State& state) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  JaroWinklerBatch batch(*dictionary->columns);
  const JaroWinklerCutoff cutoff(kCutoff);
  std::vector<SimilarName> similar;
  time_queries(state, *dictionary, [&](const std::string& query) {
    similar.clear();
    batch.set(query);
    batch.find_similar(cutoff, similar);
    benchmark::DoNotOptimize(similar.data());
  });
}

/// What the inner instructions alone take for the columns of all names, measured anew each time.
void time_columns(benchmark::State& state, double (*seconds_per_column)(Isa)) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  double seconds = seconds_per_column(isa());
  if (seconds == 0)
    return state.SkipWithError("this machine does not have instructions to time for the path");
  double num_letters = 0;
  for (const std::string& name : dictionary->list) num_letters += static_cast<double>(name.size());
  seconds *= num_letters / kColumnNames;
  for (auto _ : state) state.SetIterationTime(seconds);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(dictionary->list.size()));
}

void roof_columns(benchmark::State& state) { time_columns(state, seconds_per_column); }
void roof_edit_columns(benchmark::State& state) { time_columns(state, seconds_per_edit_column); }

void jaro_winkler_counts(benchmark::State& state) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  JaroWinklerBatch batch(*dictionary->columns);
  std::vector<JaroBlock> counts(64);
  time_queries(state, *dictionary, [&](const std::string& query) {
    batch.set(query);
    for (const NameColumns::Group& group : dictionary->columns->groups()) {
      for (BlockRange rest = group.blocks; !rest.empty(); rest.begin += counts.size()) {
        batch.count(group, rest.intersect({rest.begin, rest.begin + counts.size()}), counts);
        benchmark::DoNotOptimize(counts.data());
      }
    }
  });
}

void jaro_winkler_doubles(benchmark::State& state) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  JaroWinklerBatch batch(*dictionary->columns);
  std::vector<double> similarities(dictionary->names.size());
  time_queries(state, *dictionary, [&](const std::string& query) {
    batch.set(query);
    batch.similarities(similarities);
    benchmark::DoNotOptimize(similarities.data());
  });
}

void edit_distances(benchmark::State& state) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  EditDistanceBatch batch(*dictionary->columns);
  std::vector<int> distances(dictionary->names.size());
  time_queries(state, *dictionary, [&](const std::string& query) {
    batch.set(query);
    batch.distances(distances);
    benchmark::DoNotOptimize(distances.data());
  });
}

void edits_within(benchmark::State& state, int max_edits) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  EditDistanceBatch batch(*dictionary->columns);
  std::vector<NearName> near;
  time_queries(state, *dictionary, [&](const std::string& query) {
    near.clear();
    batch.set(query);
    batch.find_near(max_edits, near);
    benchmark::DoNotOptimize(near.data());
  });
}

void edits_within_1(benchmark::State& state) { edits_within(state, 1); }
void edits_within_2(benchmark::State& state) { edits_within(state, 2); }

/// All near names of the dictionary, its traits included; verified for some names by comparing each
/// with all.
void near_names(benchmark::State& state) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  const StringColumn& names = dictionary->names;
  const compare::NameTraits traits(names);
  const compare::NearNames near = compare::find_near_names(traits);
  compare::NameComparer comparer(traits);
  for (std::size_t q = 0; q < kNumChecked; ++q) {
    const NameId name{static_cast<std::uint32_t>(Random(kSeed, 3, q).below(names.size()))};
    comparer.set_name(name);
    std::vector<NameId> expected;
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      if (comparer.is_neighbour(NameId{i})) expected.push_back(NameId{i});
    }
    if (!std::ranges::equal(expected, near.of(name))) {
      state.SkipWithError("near names differ from comparing all");
      return;
    }
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(compare::find_near_names(compare::NameTraits(names)));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(names.size()));
  state.counters["pairs"] = static_cast<double>(near.neighbours.size() / 2);
}

#ifdef FSU_HAS_RAPIDFUZZ
/// A scorer of rapidfuzz-cpp over all names of the dictionary; held to the scalar kernels with
/// ours.
template <class Count>
void time_peer(benchmark::State& state, const Count& count) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  const peer::RapidFuzzNames names(dictionary->list);
  time_queries(state, *dictionary,
               [&](const std::string& query) { benchmark::DoNotOptimize(count(names, query)); });
}

void rapidfuzz_jaro_winkler_cached(benchmark::State& state) {
  time_peer(state, [](const auto& names, std::string_view query) {
    return names.count_similar_cached(query, kCutoff);
  });
}

void rapidfuzz_jaro_winkler_multi(benchmark::State& state) {
  time_peer(state, [](const auto& names, std::string_view query) {
    return names.count_similar_multi(query, kCutoff);
  });
}

void rapidfuzz_edits_cached(benchmark::State& state) {
  time_peer(state, [](const auto& names, std::string_view query) {
    return names.count_near_cached(query, 2);
  });
}

void rapidfuzz_edits_multi(benchmark::State& state) {
  time_peer(state, [](const auto& names, std::string_view query) {
    return names.count_near_multi(query, 2);
  });
}
#endif

void sizes_and_paths(benchmark::internal::Benchmark* row) {
  for (const std::int64_t path : {2, 1, 0}) {
    for (const std::int64_t size : {20'000, 100'000, 200'000}) row->Args({path, size});
  }
  row->Unit(benchmark::kMicrosecond);
}

BENCHMARK(roof_columns)->Apply(sizes_and_paths)->UseManualTime();
BENCHMARK(roof_edit_columns)->Apply(sizes_and_paths)->UseManualTime();
BENCHMARK(jaro_winkler_from_cutoff)->Apply(sizes_and_paths);
BENCHMARK(jaro_winkler_counts)->Apply(sizes_and_paths);
BENCHMARK(jaro_winkler_doubles)->Apply(sizes_and_paths);
BENCHMARK(edit_distances)->Apply(sizes_and_paths);
BENCHMARK(edits_within_2)->Apply(sizes_and_paths);
BENCHMARK(edits_within_1)->Apply(sizes_and_paths);
#ifdef FSU_HAS_RAPIDFUZZ
void sizes_on_best_path(benchmark::internal::Benchmark* row) {
  for (const std::int64_t size : {20'000, 100'000, 200'000})
    row->Args({static_cast<std::int64_t>(best_isa()), size});
  row->Unit(benchmark::kMicrosecond);
}

BENCHMARK(rapidfuzz_jaro_winkler_cached)->Apply(sizes_on_best_path);
BENCHMARK(rapidfuzz_jaro_winkler_multi)->Apply(sizes_on_best_path);
BENCHMARK(rapidfuzz_edits_cached)->Apply(sizes_on_best_path);
BENCHMARK(rapidfuzz_edits_multi)->Apply(sizes_on_best_path);
#endif
BENCHMARK(near_names)->Apply(sizes_and_paths)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace fsu::text

BENCHMARK_MAIN();
