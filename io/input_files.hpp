// Finds the file or files of each input table in a folder.
//
// A table is NAME.csv, or NAME.csv.gz, or parts NAME.<anything>.csv[.gz] in byte order of their
// names. Two of these forms side by side are an error, since nobody can say which one is meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/system.hpp"

namespace fsu::io {

/// The names of all regular files in a folder, in byte order; kNoInput where the folder cannot be
/// read.
[[nodiscard]] std::vector<std::string> list_folder(const Path& folder);

/// The parts of one table among the files of a folder, in byte order; empty where there is none.
/// kData where more than one form of the table is there.
[[nodiscard]] std::vector<Path> find_parts(const Path& folder,
                                           const std::vector<std::string>& file_names,
                                           std::string_view table_name);

}  // namespace fsu::io
