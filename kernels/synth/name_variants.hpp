// Other forms under which a name is met: short and pet forms, and other spellings of one name.
//
// Both tables are the project's own. A nickname leads from the full forename to a short one; other
// spellings (mostly transliterations) form sets whose members stand for each other, for forenames
// and surnames alike.
#pragma once

#include <string_view>
#include <vector>

namespace fsu::synth {

/// Short forms of a forename; empty where there is none.
[[nodiscard]] const std::vector<std::string_view>& nicknames_of(std::string_view forename);

/// Other spellings of a name, without itself; empty where there is none.
[[nodiscard]] const std::vector<std::string_view>& spellings_of(std::string_view name);

}  // namespace fsu::synth
