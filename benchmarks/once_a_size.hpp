// What a benchmark makes or verifies once, though Google Benchmark calls a row many times: to find
// out how often to run it, and for each repetition.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace fsu {

/// The input of the row's size, made by `make(size)` where the last row had another one: one at a
/// time, since the largest fill the memory. `Input` names the kind of input.
template <class Input, class Make>
const Input& input_of(const benchmark::State& state, const Make& make) {
  static std::unique_ptr<Input> kept;
  static std::int64_t kept_size = -1;
  if (kept_size != state.range(0)) {
    kept.reset();
    // In its place at once: an input may hold views of itself.
    kept.reset(new Input(make(static_cast<std::size_t>(state.range(0)))));
    kept_size = state.range(0);
  }
  return *kept;
}

/// Whether the row of that name is right at its arguments: `check()`, the first time.
template <class Check>
bool is_verified(const benchmark::State& state, const std::string& name, const Check& check) {
  static std::set<std::pair<std::string, std::int64_t>> verified;
  const std::pair<std::string, std::int64_t> row(name, state.range(0));
  if (!verified.contains(row) && !check()) return false;
  verified.insert(row);
  return true;
}

}  // namespace fsu
