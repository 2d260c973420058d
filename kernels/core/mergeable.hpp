// The mergeable reduction: one shape for everything that is summed over threads, chunks,
// checkpoints, ranks.
//
// A state starts empty, takes items with add, joins another state with merge (associative, and
// exact because what is merged is integers), and gives its result with finish. Floating point
// appears in finish only.
#pragma once

#include <concepts>
#include <utility>

namespace fsu {

template <class State>
concept Mergeable = std::movable<State> && requires(State state, State other) {
  { State::empty() } -> std::same_as<State>;
  state.merge(std::move(other));
  state.finish();
};

}  // namespace fsu
