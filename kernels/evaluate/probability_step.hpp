// The step of an even scale that a probability has reached: the largest i with i / steps <= p.
//
// Multiplying p by the number of steps may round up to the next step or stay below its own one, so
// the product is only a first guess, which is compared with the very doubles i / steps.
#pragma once

#include <cstddef>

namespace fsu::evaluate {

/// Step `i` of `num_steps` between 0 and 1.
[[nodiscard]] constexpr double step_at(std::size_t i, std::size_t num_steps) {
  return static_cast<double>(i) / static_cast<double>(num_steps);
}

/// The step that `probability`, from 0 up, has reached; `num_steps` from 1 up.
[[nodiscard]] constexpr std::size_t reached_step(double probability, std::size_t num_steps) {
  if (probability >= 1.0) return num_steps;
  auto step = static_cast<std::size_t>(probability * static_cast<double>(num_steps));
  if (step > 0 && step_at(step, num_steps) > probability) --step;
  if (step < num_steps && step_at(step + 1, num_steps) <= probability) ++step;
  return step;
}

}  // namespace fsu::evaluate
