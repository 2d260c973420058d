// Speed of comparing one name with a dictionary, and of finding all near names, on every path.
//
// Names are drawn from the generator's rare surnames with a fixed seed and misspelt now and then.
// Before anything is timed the results of some queries are compared with those of the scalar
// kernels. Items are pairs of the query with a name, whether or not a filter passes over them; the
// times are of one core but for near_names. The last column of the filters, `x_rapidfuzz`, is the
// time of rapidfuzz-cpp's fastest scorer for the same queries in the same run, over ours (built
// with FSU_BUILD_PEERS). `roof_ns` is the time of the inner instructions of 8-bit lanes alone.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <functional>
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

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

#ifdef FSU_HAS_RAPIDFUZZ
using PeerCount = std::function<std::size_t(const peer::RapidFuzzNames&, std::string_view)>;

/// Seconds a pair, the fastest of some runs of either scorer.
double time_peer(const Dictionary& dictionary, std::initializer_list<PeerCount> scorers) {
  constexpr std::size_t kPeerQueries = 24;
  const peer::RapidFuzzNames names(dictionary.list);
  double best = 1e9;
  for (const PeerCount& count : scorers) {
    for (int repetition = 0; repetition < 3; ++repetition) {
      const double begin = cpu_seconds();
      for (std::size_t i = 0; i < kPeerQueries; ++i) {
        benchmark::DoNotOptimize(count(names, dictionary.queries[i]));
      }
      best = std::min(best, cpu_seconds() - begin);
    }
  }
  return best / static_cast<double>(kPeerQueries * dictionary.list.size());
}

double peer_jaro_winkler(const Dictionary& dictionary) {
  static std::map<const Dictionary*, double> known;
  if (!known.contains(&dictionary)) {
    known[&dictionary] = time_peer(dictionary, {[](const auto& names, std::string_view query) {
                                                  return names.count_similar_cached(query, kCutoff);
                                                },
                                                [](const auto& names, std::string_view query) {
                                                  return names.count_similar_multi(query, kCutoff);
                                                }});
  }
  return known[&dictionary];
}

double peer_edits(const Dictionary& dictionary) {
  static std::map<const Dictionary*, double> known;
  if (!known.contains(&dictionary)) {
    known[&dictionary] = time_peer(dictionary, {[](const auto& names, std::string_view query) {
                                                  return names.count_near_cached(query, 2);
                                                },
                                                [](const auto& names, std::string_view query) {
                                                  return names.count_near_multi(query, 2);
                                                }});
  }
  return known[&dictionary];
}
#else
double peer_jaro_winkler(const Dictionary&) { return 0; }
double peer_edits(const Dictionary&) { return 0; }
#endif

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
void time_queries(benchmark::State& state, const Dictionary& dictionary, double peer_seconds,
                  const Compare& compare) {
  std::size_t next = 0;
  const double begin = cpu_seconds();
  for (auto _ : state) {
    compare(dictionary.queries[next]);
    next = (next + 1) % dictionary.queries.size();
  }
  const double pairs =
      static_cast<double>(state.iterations()) * static_cast<double>(dictionary.names.size());
  const double seconds_per_pair = (cpu_seconds() - begin) / pairs;
  state.SetItemsProcessed(static_cast<std::int64_t>(pairs));
  state.counters["ns_pair"] = 1e9 * seconds_per_pair;
  if (peer_seconds > 0) {
    state.counters["rapidfuzz_ns"] = 1e9 * peer_seconds;
    state.counters["x_rapidfuzz"] = peer_seconds / seconds_per_pair;
  }
}

void jaro_winkler_from_cutoff(benchmark::State& state) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  JaroWinklerBatch batch(*dictionary->columns);
  const JaroWinklerCutoff cutoff(kCutoff);
  std::vector<SimilarName> similar;
  time_queries(state, *dictionary, peer_jaro_winkler(*dictionary), [&](const std::string& query) {
    similar.clear();
    batch.set(query);
    batch.find_similar(cutoff, similar);
    benchmark::DoNotOptimize(similar.data());
  });
  double num_columns = 0;
  for (const std::string& name : dictionary->list) num_columns += static_cast<double>(name.size());
  const double columns_per_name = num_columns / static_cast<double>(dictionary->list.size());
  state.counters["roof_ns"] = 1e9 * seconds_per_column(isa()) * columns_per_name / kColumnNames;
}

void jaro_winkler_counts(benchmark::State& state) {
  const Dictionary* dictionary = begin_row(state);
  if (dictionary == nullptr) return;
  JaroWinklerBatch batch(*dictionary->columns);
  std::vector<JaroBlock> counts(64);
  time_queries(state, *dictionary, 0, [&](const std::string& query) {
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
  time_queries(state, *dictionary, peer_jaro_winkler(*dictionary), [&](const std::string& query) {
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
  time_queries(state, *dictionary, peer_edits(*dictionary), [&](const std::string& query) {
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
  const double peer = max_edits == 2 ? peer_edits(*dictionary) : 0;
  time_queries(state, *dictionary, peer, [&](const std::string& query) {
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
  state.counters["names"] = benchmark::Counter(static_cast<double>(names.size()),
                                               benchmark::Counter::kIsIterationInvariantRate);
  state.counters["pairs"] = static_cast<double>(near.neighbours.size() / 2);
}

void sizes_and_paths(benchmark::internal::Benchmark* row) {
  for (const std::int64_t path : {2, 1, 0}) {
    for (const std::int64_t size : {20'000, 100'000, 200'000}) row->Args({path, size});
  }
  row->Unit(benchmark::kMicrosecond);
}

BENCHMARK(jaro_winkler_from_cutoff)->Apply(sizes_and_paths);
BENCHMARK(jaro_winkler_counts)->Apply(sizes_and_paths);
BENCHMARK(jaro_winkler_doubles)->Apply(sizes_and_paths);
BENCHMARK(edit_distances)->Apply(sizes_and_paths);
BENCHMARK(edits_within_2)->Apply(sizes_and_paths);
BENCHMARK(edits_within_1)->Apply(sizes_and_paths);
BENCHMARK(near_names)->Apply(sizes_and_paths)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace fsu::text

BENCHMARK_MAIN();
