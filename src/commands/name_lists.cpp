#include "src/commands/name_lists.hpp"

#include <charconv>
#include <map>

#include "io/csv_table.hpp"
#include "io/time_zone.hpp"
#include "kernels/core/error.hpp"

namespace fsu::commands {
namespace {

constexpr double kWeightPerFrequency = 1e9;

io::InputColumn text_column(std::string name) {
  return {{std::move(name), ColumnType::kText, "", ""}, io::ValueKind::kText, true, true, {}};
}

[[noreturn]] void refuse(const std::filesystem::path& file, const io::Reject& reject) {
  throw Error(ErrorKind::kData, file.string() + ", line " + std::to_string(reject.origin.line) +
                                    ": " + std::string(io::reject_kind_name(reject.kind)));
}

Table read_list(const std::filesystem::path& file, std::vector<std::string> column_names) {
  io::InputTable schema{file.stem().string(), "names", true, {}, {}, {}};
  for (std::string& name : column_names) schema.columns.push_back(text_column(std::move(name)));
  io::TableSource source;
  source.schema = &schema;
  source.parts = {file};
  const io::TimeZone utc("UTC");
  io::ReadOptions options;
  options.time_zone = &utc;
  io::ReadTable list = io::read_csv_table(source, options);
  if (!list.rejects.empty()) refuse(file, list.rejects.front());
  return std::move(list.rows);
}

/// A frequency as a whole weight; 0 where it is no number or below 10^-9.
std::uint64_t weight_of(std::string_view frequency) {
  double value = 0;
  const char* const end = frequency.data() + frequency.size();
  const auto [read_to, error] = std::from_chars(frequency.data(), end, value);
  if (error != std::errc{} || read_to != end || !(value > 0) || value > 1e6) return 0;
  return static_cast<std::uint64_t>(value * kWeightPerFrequency);
}

std::string upper_case(std::string_view name) {
  std::string upper(name);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

using WeightByName = std::map<std::string, std::uint64_t>;

std::vector<synth::WeightedName> sorted_list(const WeightByName& weights,
                                             const std::filesystem::path& file) {
  std::vector<synth::WeightedName> names;
  for (const auto& [name, weight] : weights)
    if (weight > 0) names.push_back({name, weight});
  if (names.empty())
    throw Error(ErrorKind::kData, file.string() + " holds no names with a frequency above zero");
  return names;
}

}  // namespace

synth::FullerLists read_name_lists(const std::filesystem::path& folder) {
  const std::filesystem::path forename_file = folder / "firstname_uk.csv";
  const std::filesystem::path surname_file = folder / "lastname_uk.csv";
  const Table forenames = read_list(forename_file, {"firstname", "freq", "sex"});
  const Table surnames = read_list(surname_file, {"surname", "freq"});
  WeightByName male, female, family;
  for (std::size_t row = 0; row < forenames.num_rows(); ++row) {
    const std::string_view sex = forenames.text("sex")[row];
    WeightByName& list = sex == "male" || sex == "M" ? male : female;
    list[upper_case(forenames.text("firstname")[row])] += weight_of(forenames.text("freq")[row]);
  }
  for (std::size_t row = 0; row < surnames.num_rows(); ++row)
    family[upper_case(surnames.text("surname")[row])] += weight_of(surnames.text("freq")[row]);
  return {sorted_list(male, forename_file), sorted_list(female, forename_file),
          sorted_list(family, surname_file)};
}

}  // namespace fsu::commands
