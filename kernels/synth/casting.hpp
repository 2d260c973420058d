// Casting: who takes a part in an event.
//
// A rank is drawn on the long tail and becomes a person three times in five by an order that all
// parts have in common, else by the part's own, so that heavy callers are often heavy victims too.
// The heaviest ranks change their person every few years: a list of frequent users has people who
// enter and leave. Who is too young, not on record as a suspect must be, is passed over for the
// next person in number.
#pragma once

#include <cstdint>

#include "kernels/synth/person.hpp"

namespace fsu::synth {

/// An indexed person for a part on a day (day number).
[[nodiscard]] std::uint64_t draw_person(const World& world, Part part, std::int64_t day,
                                        Random& random);

/// Someone who is not in the index.
[[nodiscard]] std::uint64_t draw_outsider(const World& world, Random& random);

/// Another member of the person's household, on the same side of the index; the person itself where
/// there is none.
[[nodiscard]] std::uint64_t draw_housemate(const World& world, std::uint64_t person,
                                           Random& random);

}  // namespace fsu::synth
