// Fuller lists of names from a folder: firstname_uk.csv (firstname, freq, sex, birthyear) and
// lastname_uk.csv (surname, freq), as public sources have them.
//
// Frequencies of one name and sex are summed over birth years; names become upper case.
#pragma once

#include <filesystem>

#include "kernels/synth/name_tables.hpp"

namespace fsu::commands {

/// Reads both lists; kNoInput where a file is absent, kData where a row cannot be used or none
/// has a frequency.
[[nodiscard]] synth::FullerLists read_name_lists(const std::filesystem::path& folder);

}  // namespace fsu::commands
