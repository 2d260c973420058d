// The resources of one log: which units went, and when they were assigned, set out, arrived and
// were released.
//
// Urgent incidents are attended more often; an attended one takes 2.5 units on average. Rows have
// what real ones have: units stood down on the way, times that nobody told control, units never
// released, a unit assigned a second time while still committed, and, unless the force is clean,
// one in a thousand released before it was assigned.
#pragma once

#include "kernels/core/table.hpp"
#include "kernels/synth/log_scene.hpp"

namespace fsu::synth {

/// Adds the rows of a scene to a table with the columns of `resources`.
void append_resources(const World& world, const Scene& scene, Table& table);

}  // namespace fsu::synth
