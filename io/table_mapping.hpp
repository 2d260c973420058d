// How a force's own file of one table differs from the contract: column names, formats and values.
#pragma once

#include <map>
#include <string>

namespace fsu::io {

struct TableMapping {
  std::map<std::string, std::string> column_names;  ///< contract column -> header in the file
  std::string datetime_format;                      ///< empty: the contract's own
  std::string date_format;                          ///< empty: the contract's own
  /// contract column -> value in the file -> value of the contract
  std::map<std::string, std::map<std::string, std::string, std::less<>>> values;
};

}  // namespace fsu::io
