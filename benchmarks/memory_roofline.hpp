// What the machine's memory can do at most, measured as rows of the same run: nothing that has to
// read, or to move, the same bytes can take less time.
//
// All threads, blocks of 1 MiB. A row's name begins with `roof_`, so that scripts/benchmark tells
// it from a kernel's.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <span>

namespace fsu::roofline {

/// The sum of the 64-bit words of some columns; a rest of fewer than eight bytes counts too.
[[nodiscard]] std::uint64_t sum_of(std::span<const std::span<const std::byte>> columns);

/// Reading: times adding the columns up as words, after comparing the sum with a plain loop's.
void time_reading(benchmark::State& state, std::span<const std::span<const std::byte>> columns);

/// Moving: times copying the columns to other memory, after comparing the copy.
void time_copying(benchmark::State& state, std::span<const std::span<const std::byte>> columns);

/// Looking up: times reading 8 bytes at each of the places of a table, in their order; places are
/// known ahead, so that many reads are under way at a time.
void time_random_reads(benchmark::State& state, std::span<const std::uint64_t> table,
                       std::span<const std::uint32_t> places);

/// The bytes of a column of plain values.
template <class Column>
[[nodiscard]] std::span<const std::byte> bytes_of(const Column& column) {
  return std::as_bytes(std::span(column));
}

}  // namespace fsu::roofline
