#include "src/commands/stated_settings.hpp"

#include <charconv>

#include "kernels/core/error.hpp"

namespace fsu::commands {

StatedSettings::StatedSettings(const io::ResultFileReader& file) {
  if (!file.has_table("run/settings")) return;
  const Table table = file.read_table("run/settings");
  const StringColumn& names = table.text("setting");
  const StringColumn& values = table.text("value");
  for (std::size_t row = 0; row < names.size(); ++row) values_.emplace(names[row], values[row]);
}

std::string StatedSettings::text(const std::string& name, const std::string& otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() ? otherwise : found->second;
}

double StatedSettings::number(const std::string& name, double otherwise) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return otherwise;
  const std::string& value = found->second;
  double number = 0;
  const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (code == std::errc() && end == value.data() + value.size()) return number;
  throw Error(ErrorKind::kData, "run/settings of the file states no number for " + name);
}

}  // namespace fsu::commands
