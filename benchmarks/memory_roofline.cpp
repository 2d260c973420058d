#include "benchmarks/memory_roofline.hpp"

#include <atomic>
#include <cstdint>
#include <cstring>
#include <vector>

#include "kernels/core/parallel.hpp"

namespace fsu::roofline {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
constexpr std::size_t kBlockPlaces = std::size_t{1} << 16;

using Bytes = std::span<const std::byte>;
using Columns = std::span<const Bytes>;

std::uint64_t sum_words(Bytes bytes) {
  std::uint64_t sum = 0;
  const std::size_t num_words = bytes.size() / sizeof(std::uint64_t);
  for (std::size_t i = 0; i < num_words; ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i * sizeof word, sizeof word);
    sum += word;
  }
  std::uint64_t rest = 0;
  const std::size_t num_left = bytes.size() % sizeof rest;
  if (num_left > 0) std::memcpy(&rest, bytes.data() + bytes.size() - num_left, num_left);
  return sum + rest;
}

std::size_t num_bytes_of(Columns columns) {
  std::size_t num_bytes = 0;
  for (const Bytes& column : columns) num_bytes += column.size();
  return num_bytes;
}

void copy_column(Bytes column, std::span<std::byte> target) {
  for_blocks(column.size(), kBlockBytes, [&](const Block& block) {
    std::memcpy(target.data() + block.begin, column.data() + block.begin, block.end - block.begin);
  });
}

/// Block by block with several reads under way, since no read waits for the one before.
std::uint64_t sum_at(std::span<const std::uint64_t> table, std::span<const std::uint32_t> places) {
  std::atomic<std::uint64_t> total = 0;
  for_blocks(places.size(), kBlockPlaces, [&](const Block& block) {
    std::uint64_t sum = 0;
    for (std::size_t i = block.begin; i < block.end; ++i) sum += table[places[i]];
    total += sum;
  });
  return total;
}

}  // namespace

std::uint64_t sum_of(Columns columns) {
  std::atomic<std::uint64_t> total = 0;
  for (const Bytes& column : columns) {
    for_blocks(column.size(), kBlockBytes, [&](const Block& block) {
      total += sum_words(column.subspan(block.begin, block.end - block.begin));
    });
  }
  return total;
}

void time_reading(benchmark::State& state, Columns columns) {
  std::uint64_t expected = 0;
  for (const Bytes& column : columns) expected += sum_words(column);
  if (sum_of(columns) != expected) return state.SkipWithError("the sum differs");
  for (auto _ : state) benchmark::DoNotOptimize(sum_of(columns));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(num_bytes_of(columns)));
}

void time_copying(benchmark::State& state, Columns columns) {
  std::vector<std::vector<std::byte>> targets;
  for (const Bytes& column : columns) targets.emplace_back(column.size());
  const auto copy = [&] {
    for (std::size_t i = 0; i < columns.size(); ++i) copy_column(columns[i], targets[i]);
    benchmark::ClobberMemory();
  };
  copy();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_equal = columns[i].empty() ||
                          std::memcmp(columns[i].data(), targets[i].data(), columns[i].size()) == 0;
    if (!is_equal) return state.SkipWithError("the copy differs");
  }
  for (auto _ : state) copy();
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(num_bytes_of(columns)));
}

void time_random_reads(benchmark::State& state, std::span<const std::uint64_t> table,
                       std::span<const std::uint32_t> places) {
  std::uint64_t expected = 0;
  for (const std::uint32_t place : places) expected += table[place];
  if (sum_at(table, places) != expected) return state.SkipWithError("the sum differs");
  for (auto _ : state) benchmark::DoNotOptimize(sum_at(table, places));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(places.size()));
  state.SetBytesProcessed(state.iterations() *
                          static_cast<std::int64_t>(places.size() * sizeof(std::uint64_t)));
}

}  // namespace fsu::roofline
