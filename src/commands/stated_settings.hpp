// The settings that a results file states of the run that made it (table run/settings).
#pragma once

#include <map>
#include <string>

#include "io/h5_results_reader.hpp"

namespace fsu::commands {

class StatedSettings {
 public:
  /// Reads run/settings; a file without it states nothing.
  explicit StatedSettings(const io::ResultFileReader& file);

  /// The value of a setting, or `otherwise` where the file does not state it.
  [[nodiscard]] std::string text(const std::string& name, const std::string& otherwise) const;
  /// The same as a number; kData where the value is none.
  [[nodiscard]] double number(const std::string& name, double otherwise) const;

 private:
  std::map<std::string, std::string> values_;
};

}  // namespace fsu::commands
