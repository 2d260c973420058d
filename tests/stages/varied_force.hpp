// A force whose names, dates and PNC IDs err in every way that comparing knows: what the search for
// likely people must not lose.
#pragma once

#include <utility>
#include <vector>

#include "tests/stages/link_force.hpp"

namespace fsu::stages::test {

/// Names of few pools, so that many people have near ones: short forms, one and two edits, one the
/// beginning of another, further forenames, compound surnames, names that are forename and surname.
[[nodiscard]] Who varied_person(std::uint64_t seed, std::uint64_t number);

/// The same person as somebody else writes them: an initial, a forename for another, joined or
/// exchanged names, slips, partial dates and 1 January, a mistyped PNC ID.
[[nodiscard]] Who as_written(Who who, Random& random);

/// `num_people` people with one to three versions, and logs about them and about others.
[[nodiscard]] LinkForce varied_force(std::uint64_t seed, std::uint32_t num_people,
                                     std::uint32_t num_logs);

/// The same with few dates, which many share: of few days, partial, missing, 1 January of a year,
/// and one day that a system puts by default; more names are letters.
[[nodiscard]] LinkForce crowded_force(std::uint64_t seed, std::uint32_t num_people,
                                      std::uint32_t num_logs);

/// Pairs of which one record alone shows how they agree: an initial, a further forename, two names
/// written as one, a name in the other's place; and exchanged names with further forenames.
[[nodiscard]] std::vector<std::pair<Who, Who>> one_sided_pairs();

}  // namespace fsu::stages::test
