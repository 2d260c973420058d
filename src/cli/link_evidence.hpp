// --evidence of `fsu link`: which kinds of evidence a linkage may use.
//
// `all`, or words with commas between: names, dob, id (or pnc), fields (all compared fields),
// together (what the records' other pairs say), a kind of field (phone, postcode, ...), or the name
// of a compared field. What the list does not name is not read. The words of `fsu run` mean the
// same where the files have such a field; one that no field answers to is refused, since leaving
// it out in silence would look as if it had been used.
#pragma once

#include <string>

#include "src/config/link_config.hpp"

namespace fsu::cli {

/// Leaves out every column of `config` that the list does not name. Gives what is wrong with the
/// list, empty where nothing is.
[[nodiscard]] std::string apply_evidence(const std::string& list, config::LinkConfig& config);

}  // namespace fsu::cli
