// The values of one identity as texts, for an explanation that shows them.
//
// Personal values: they are made only where the user has asked for them.
#pragma once

#include <string>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::commands {

/// In the order of the comparisons of identities: names, other forenames, date of birth,
/// identifier, as written where it was mistyped; blank where there is none.
[[nodiscard]] std::vector<std::string> identity_values(const Identity& identity,
                                                       const StringColumn& names,
                                                       const StringColumn& identifiers);

}  // namespace fsu::commands
