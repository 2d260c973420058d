// Speed of grouping, sorting, ranking and finding rows (kernels/core), at three sizes.
//
// Inputs are pure functions of a fixed seed; all threads, the order of rows is random. Beside each
// kernel stands what the standard library does on the same input, and what memory alone takes:
//   group_rows    key_groups over keys of two words of which a quarter are distinct
//   stable_sort   std::stable_sort of row numbers by the same keys
//   sort_rows     parallel_sort of keys with their rows;  std_sort is std::sort of the same
//   rank_ids      text_ranks of ids of nine bytes;  sort_ids sorts views with their rows
//   find_ids      id_index, ids in random order;  hash_ids is std::unordered_map
//   roof_copy     moving keys and rows once;  roof_texts: reading the views and the texts once
//   roof_finds    reading a word at random in a table as large as the index
// Every result is compared with one of another method before it is timed. Items are rows; bytes are
// those of keys and rows, or of the texts.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "benchmarks/memory_roofline.hpp"
#include "benchmarks/once_a_size.hpp"
#include "kernels/core/id_index.hpp"
#include "kernels/core/key_groups.hpp"
#include "kernels/core/parallel_sort.hpp"
#include "kernels/core/random.hpp"
#include "kernels/core/text_ranks.hpp"

namespace fsu {
namespace {

constexpr std::uint64_t kSeed = 20260101;
using Key = GroupKey<2>;
using Item = std::pair<Key, std::uint32_t>;

std::string id_text(std::uint64_t number) { return "P" + std::to_string(10'000'000 + number); }

struct Rows {
  std::vector<Key> keys;
  std::vector<Item> items;  ///< keys with their rows
  std::vector<std::string> texts;
  std::vector<std::string_view> views;
  StringColumn ids;                 ///< distinct, in byte order
  std::vector<std::uint32_t> rows;  ///< 0, 1, ...

  [[nodiscard]] std::int64_t num_text_bytes() const {
    return static_cast<std::int64_t>(views.size() * (sizeof views[0] + texts[0].size()));
  }
};

Rows make_rows(std::size_t num_rows) {
  Rows made;
  const std::uint64_t num_distinct = num_rows / 4 + 1;
  for (std::uint32_t row = 0; row < num_rows; ++row) {
    Random random(kSeed, 1, row);
    const std::uint64_t value = random.below(num_distinct);
    // Names, date and further parts of an identity: bits in the middle of the words.
    made.keys.push_back({Random(kSeed, 2, value).below(std::uint64_t{1} << 40), value << 8});
    made.items.emplace_back(made.keys.back(), row);
    made.texts.push_back(id_text(value));
    made.rows.push_back(row);
  }
  made.views.assign(made.texts.begin(), made.texts.end());
  for (std::uint64_t value = 0; value < num_distinct; ++value) made.ids.push_back(id_text(value));
  return made;
}

const Rows& rows_of(const benchmark::State& state) { return input_of<Rows>(state, make_rows); }

void count(benchmark::State& state, std::int64_t bytes_per_pass) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * bytes_per_pass);
}

void count_keys(benchmark::State& state) {
  constexpr std::int64_t kBytesPerRow = sizeof(Key) + sizeof(std::uint32_t);
  count(state, state.range(0) * kBytesPerRow);
}

KeyGroups group(const Rows& made) {
  return group_by_key(all_rows(made.keys.size()),
                      [&](std::uint32_t row) { return made.keys[row]; });
}

std::vector<std::uint32_t> sorted_rows(const Rows& made) {
  std::vector<std::uint32_t> rows = made.rows;
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return made.keys[a] < made.keys[b]; });
  return rows;
}

bool groups_are_right(const Rows& made) {
  const KeyGroups groups = group(made);
  const std::vector<std::uint32_t> sorted = sorted_rows(made);
  if (!std::ranges::equal(groups.members, sorted)) return false;
  std::vector<std::uint32_t> begins;
  for (std::uint32_t i = 0; i < sorted.size(); ++i) {
    if (i == 0 || made.keys[sorted[i]] != made.keys[sorted[i - 1]]) begins.push_back(i);
  }
  begins.push_back(static_cast<std::uint32_t>(sorted.size()));
  return std::ranges::equal(groups.begins, begins);
}

void group_rows(benchmark::State& state) {
  const Rows& made = rows_of(state);
  if (!is_verified(state, "group_rows", [&] { return groups_are_right(made); }))
    return state.SkipWithError("groups differ from a stable sort's");
  for (auto _ : state) benchmark::DoNotOptimize(group(made));
  count_keys(state);
}

void stable_sort(benchmark::State& state) {
  const Rows& made = rows_of(state);
  const auto are_sorted = [&] {
    return std::ranges::is_sorted(sorted_rows(made), {}, [&](std::uint32_t row) {
      return Item{made.keys[row], row};
    });
  };
  if (!is_verified(state, "stable_sort", are_sorted))
    return state.SkipWithError("the rows are not in order");
  for (auto _ : state) benchmark::DoNotOptimize(sorted_rows(made));
  count_keys(state);
}

/// Times a sort of a fresh copy; the copying is not timed.
template <class Sort>
void time_sort(benchmark::State& state, const std::string& name, const Sort& sort) {
  const Rows& made = rows_of(state);
  std::vector<Item> items = made.items;
  const auto is_right = [&] {
    sort(items);
    return items.size() == made.items.size() && std::ranges::is_sorted(items) &&
           std::ranges::all_of(
               items, [&](const Item& item) { return made.keys[item.second] == item.first; });
  };
  if (!is_verified(state, name, is_right))
    return state.SkipWithError("not in order, or not the rows that were given");
  for (auto _ : state) {
    state.PauseTiming();
    items = made.items;
    state.ResumeTiming();
    sort(items);
    benchmark::ClobberMemory();
  }
  count_keys(state);
}

void sort_rows(benchmark::State& state) {
  time_sort(state, "sort_rows",
            [](std::vector<Item>& items) { parallel_sort(items.begin(), items.end()); });
}

void std_sort(benchmark::State& state) {
  time_sort(state, "std_sort",
            [](std::vector<Item>& items) { std::sort(items.begin(), items.end()); });
}

void roof_copy(benchmark::State& state) {
  const Rows& made = rows_of(state);
  const std::array columns = {roofline::bytes_of(made.keys), roofline::bytes_of(made.rows)};
  roofline::time_copying(state, columns);
}

/// Ranks along the rows in the order of their texts.
std::vector<std::uint32_t> ranks_by_sorting(const Rows& made) {
  std::vector<std::pair<std::string_view, std::uint32_t>> sorted;
  sorted.reserve(made.views.size());
  for (const std::uint32_t row : made.rows) sorted.emplace_back(made.views[row], row);
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> ranks(made.views.size());
  std::uint32_t rank = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i > 0 && sorted[i].first != sorted[i - 1].first) ++rank;
    ranks[sorted[i].second] = rank;
  }
  return ranks;
}

/// In the order of the texts, from 0 on, without a gap.
bool are_ranks(const Rows& made, const std::vector<std::uint32_t>& ranks) {
  std::vector<std::string_view> of_rank(*std::max_element(ranks.begin(), ranks.end()) + 1);
  for (std::size_t row = 0; row < ranks.size(); ++row) of_rank[ranks[row]] = made.views[row];
  const bool is_each = std::ranges::all_of(
      made.rows, [&](std::uint32_t row) { return of_rank[ranks[row]] == made.views[row]; });
  const auto is_out_of_order = [](std::string_view a, std::string_view b) { return a >= b; };
  return is_each && std::ranges::adjacent_find(of_rank, is_out_of_order) == of_rank.end();
}

void rank_ids(benchmark::State& state) {
  const Rows& made = rows_of(state);
  const auto are_equal = [&] {
    return std::ranges::equal(rank_texts(made.views).of, ranks_by_sorting(made));
  };
  if (!is_verified(state, "rank_ids", are_equal))
    return state.SkipWithError("ranks differ from those of sorted texts");
  for (auto _ : state) benchmark::DoNotOptimize(rank_texts(made.views));
  count(state, made.num_text_bytes());
}

void sort_ids(benchmark::State& state) {
  const Rows& made = rows_of(state);
  if (!is_verified(state, "sort_ids", [&] { return are_ranks(made, ranks_by_sorting(made)); }))
    return state.SkipWithError("ranks are not in the order of the texts");
  for (auto _ : state) benchmark::DoNotOptimize(ranks_by_sorting(made));
  count(state, made.num_text_bytes());
}

void roof_texts(benchmark::State& state) {
  const Rows& made = rows_of(state);
  std::string arena;
  for (const std::string& text : made.texts) arena += text;
  const std::array columns = {roofline::bytes_of(made.views), roofline::bytes_of(arena)};
  roofline::time_reading(state, columns);
}

/// Positions of all texts, summed by blocks on all threads; none counts for nothing.
template <class Find>
std::uint64_t sum_positions(const Rows& made, const Find& find) {
  std::atomic<std::uint64_t> total = 0;
  for_blocks(made.views.size(), std::size_t{1} << 14, [&](const Block& block) {
    std::uint64_t sum = 0;
    for (std::size_t row = block.begin; row < block.end; ++row) {
      sum += find(made.views[row]).value_or(0);
    }
    total += sum;
  });
  return total;
}

/// Times looking up; `find` is held to the ids themselves first.
template <class Find>
void time_finding(benchmark::State& state, const Rows& made, const Find& find) {
  for (std::uint32_t i = 0; i < made.ids.size(); ++i) {
    if (find(made.ids[i]) != i) return state.SkipWithError("an id is not found at its place");
  }
  if (find("P1") || find(id_text(made.ids.size())))
    return state.SkipWithError("a text that is no id is found");
  for (auto _ : state) benchmark::DoNotOptimize(sum_positions(made, find));
  count(state, made.num_text_bytes());
}

void find_ids(benchmark::State& state) {
  const Rows& made = rows_of(state);
  const IdIndex index(made.ids);
  time_finding(state, made, [&](std::string_view id) { return index.find(id); });
}

void hash_ids(benchmark::State& state) {
  const Rows& made = rows_of(state);
  std::unordered_map<std::string_view, std::uint32_t> positions;
  positions.reserve(made.ids.size());
  for (std::uint32_t i = 0; i < made.ids.size(); ++i) positions.emplace(made.ids[i], i);
  time_finding(state, made, [&](std::string_view id) -> std::optional<std::uint32_t> {
    const auto found = positions.find(id);
    return found == positions.end() ? std::nullopt : std::optional(found->second);
  });
}

void roof_finds(benchmark::State& state) {
  const Rows& made = rows_of(state);
  // The index holds 16 bytes for 64 ids that follow one another.
  std::vector<std::uint64_t> table(2 * (made.ids.size() / 64 + 1), 1);
  std::vector<std::uint32_t> places;
  for (std::uint32_t row = 0; row < made.views.size(); ++row) {
    places.push_back(static_cast<std::uint32_t>(Random(kSeed, 3, row).below(table.size())));
  }
  roofline::time_random_reads(state, table, places);
}

void register_rows(std::int64_t size) {
  const auto add = [&](const char* name, void (*row)(benchmark::State&)) {
    benchmark::RegisterBenchmark(name, row)
        ->Arg(size)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  add("group_rows", group_rows);
  add("stable_sort", stable_sort);
  add("sort_rows", sort_rows);
  add("std_sort", std_sort);
  add("roof_copy", roof_copy);
  add("rank_ids", rank_ids);
  add("sort_ids", sort_ids);
  add("roof_texts", roof_texts);
  add("find_ids", find_ids);
  add("hash_ids", hash_ids);
  add("roof_finds", roof_finds);
}

}  // namespace
}  // namespace fsu

int main(int argc, char** argv) {
  for (const std::int64_t size : {10'000, 300'000, 4'000'000}) fsu::register_rows(size);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
