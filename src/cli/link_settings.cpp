#include "src/cli/link_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "io/datetime_format.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/error.hpp"
#include "kernels/core/split.hpp"

namespace fsu::cli {
namespace {

using Columns = config::RecordColumnsConfig;
using Problems = std::vector<std::string>;

constexpr std::size_t kMaxFields = kMaxComparisons - compare::kNumIdentityComparisons;

/// `soc_sec_id:opaque` at its last colon; without one the second is empty.
std::pair<std::string, std::string> split_kind(std::string_view value) {
  const std::size_t colon = value.rfind(':');
  if (colon == std::string_view::npos) return {std::string(value), {}};
  return {std::string(trimmed(value.substr(0, colon))),
          std::string(trimmed(value.substr(colon + 1)))};
}

/// Reads the section, entries for both files first, then those for one.
class LinkSectionReader {
 public:
  LinkSectionReader(config::LinkConfig& config, Problems& problems)
      : config_(config), problems_(problems) {}

  void read(const SettingsEntry& entry) {
    if (entry.value.empty()) return add_problem(entry, "needs a value");
    if (read_number(entry) || read_column(entry, entry.name, both_)) return;
    if (entry.name == "left-id") {
      config_.left_columns.id = entry.value;
    } else if (entry.name == "right-id") {
      config_.right_columns.id = entry.value;
    } else if (entry.name == "date-format") {
      read_date_format(entry);
    } else if (entry.name == "compare") {
      add_field(entry);
    } else {
      add_problem(entry,
                  "unknown; there are left-id, right-id, forename, surname, date-of-birth, "
                  "date-format, id, compare, link-probability, link-margin, pairs-floor-weight, "
                  "and left.NAME and right.NAME for a column that only one file calls so");
    }
  }

  /// `left.NAME` or `right.NAME`.
  void read_side(const SettingsEntry& entry) {
    const std::size_t point = entry.name.find('.');
    const std::string name = entry.name.substr(point + 1);
    std::vector<Columns*> side = {entry.name.starts_with("left.") ? &config_.left_columns
                                                                  : &config_.right_columns};
    if (entry.value.empty()) return add_problem(entry, "needs a value");
    if (read_column(entry, name, side)) return;
    const auto field =
        std::find_if(config_.fields.begin(), config_.fields.end(),
                     [&](const config::FieldConfig& other) { return other.name == name; });
    if (field == config_.fields.end()) {
      return add_problem(entry,
                         "unknown; after left. and right. stand forename, surname, date-of-birth, "
                         "id, or the name of a compared field");
    }
    side.front()->fields[static_cast<std::size_t>(field - config_.fields.begin())] = entry.value;
  }

  /// What the section as a whole lacks.
  void check() {
    Columns& left = config_.left_columns;
    Columns& right = config_.right_columns;
    if (left.id.empty()) add_lack("left-id is needed, the column with the ids of the records");
    if (right.id.empty()) right.id = left.id;
    if (config_.is_one_file()) {
      right = left;
    } else {
      check_both("forename", left.forename.empty(), right.forename.empty());
      check_both("surname", left.surname.empty(), right.surname.empty());
      check_both("date-of-birth", left.date_of_birth.empty(), right.date_of_birth.empty());
      check_both("id", left.identifier.empty(), right.identifier.empty());
    }
    if (left.is_nothing_compared())
      add_lack("names nothing to compare: no forename, surname, date-of-birth, id or compare");
    if (config_.fields.size() > kMaxFields) {
      add_lack(fmt::format("{} compared fields; there can be at most {}", config_.fields.size(),
                           kMaxFields));
    }
  }

  LinkNumbers numbers;

 private:
  bool read_column(const SettingsEntry& entry, const std::string& name,
                   const std::vector<Columns*>& sides) {
    if (name == "forename") {
      for (Columns* columns : sides) columns->forename = entry.value;
    } else if (name == "surname") {
      for (Columns* columns : sides) columns->surname = entry.value;
    } else if (name == "date-of-birth") {
      read_date_columns(entry, sides);
    } else if (name == "id") {
      read_identifier(entry, sides);
    } else {
      return false;
    }
    return true;
  }

  void read_date_columns(const SettingsEntry& entry, const std::vector<Columns*>& sides) {
    const std::vector<std::string> columns = split_list(entry.value);
    const bool has_blank = std::any_of(columns.begin(), columns.end(),
                                       [](const std::string& name) { return name.empty(); });
    if ((columns.size() != 1 && columns.size() != 3) || has_blank)
      return add_problem(entry, "write one column, or three: year,month,day");
    for (Columns* side : sides) side->date_of_birth = columns;
  }

  void read_identifier(const SettingsEntry& entry, const std::vector<Columns*>& sides) {
    const auto [column, word] = split_kind(entry.value);
    if (column.empty() || (!word.empty() && word != "opaque" && word != "pnc"))
      return add_problem(entry, "write column:opaque (any identifier) or column:pnc");
    for (Columns* side : sides) side->identifier = column;
    if (word.empty()) return;
    if (!identifier_word_.empty() && identifier_word_ != word)
      return add_problem(entry, "the identifiers of both files must be of one kind");
    identifier_word_ = word;
    config_.identifier_kind =
        word == "pnc" ? text::IdentifierKind::kPnc : text::IdentifierKind::kOpaque;
  }

  void add_field(const SettingsEntry& entry) {
    const auto [name, word] = split_kind(entry.value);
    const std::optional<FieldKind> kind = config::find_kind(word);
    if (name.empty() || !kind)
      return add_problem(entry, "write column:kind, the kind one of " + config::all_kind_names());
    const bool is_known = std::any_of(
        config_.fields.begin(), config_.fields.end(),
        [&, &field_name = name](const auto& field) { return field.name == field_name; });
    if (is_known) return add_problem(entry, "column " + name + " is compared already");
    config_.fields.push_back({name, *kind});
    for (Columns* columns : both_) columns->fields.push_back(name);
  }

  void read_date_format(const SettingsEntry& entry) {
    try {
      static_cast<void>(io::DateTimeFormat(entry.value, io::DateTimeFormat::Use::kDate));
      config_.date_format = entry.value;
    } catch (const Error& error) {
      add_problem(entry, error.what());
    }
  }

  bool read_number(const SettingsEntry& entry) {
    if (entry.name == "link-probability") {
      numbers.link_probability = number_of(entry, 0, 1);
    } else if (entry.name == "link-margin") {
      numbers.link_margin = number_of(entry, 0, 1000);
    } else if (entry.name == "pairs-floor-weight") {
      numbers.pairs_floor_weight = number_of(entry, -1000, 1000);
    } else {
      return false;
    }
    return true;
  }

  std::optional<double> number_of(const SettingsEntry& entry, double low, double high) {
    const char* const end = entry.value.data() + entry.value.size();
    double number = 0;
    const auto [stop, code] = std::from_chars(entry.value.data(), end, number);
    // A number that is none compares false with everything.
    if (code == std::errc() && stop == end && number >= low && number <= high) return number;
    add_problem(entry, fmt::format("must be a number from {} to {}", low, high));
    return {};
  }

  void check_both(const char* name, bool is_left_empty, bool is_right_empty) {
    if (is_left_empty == is_right_empty) return;
    add_lack(fmt::format("{} names a column of the {} file only", name,
                         is_left_empty ? "right" : "left"));
  }

  void add_problem(const SettingsEntry& entry, const std::string& problem) {
    const std::string place = entry.line > 0 ? fmt::format("line {}: ", entry.line) : "";
    problems_.push_back(fmt::format("{}[link] {}: {}", place, entry.name, problem));
  }
  void add_lack(const std::string& problem) { problems_.push_back("[link] " + problem); }

  config::LinkConfig& config_;
  Problems& problems_;
  std::vector<Columns*> both_ = {&config_.left_columns, &config_.right_columns};
  std::string identifier_word_;
};

bool is_of_one_side(const SettingsEntry& entry) {
  return entry.name.starts_with("left.") || entry.name.starts_with("right.");
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items;
  for (const std::string_view part : split(text, ',')) items.emplace_back(trimmed(part));
  return items;
}

bool may_repeat(const SettingsEntry& entry) {
  return entry.section == kLinkSection && entry.name == "compare";
}

LinkNumbers apply_link_section(std::span<const SettingsEntry> entries, config::LinkConfig& config,
                               Problems& problems) {
  LinkSectionReader reader(config, problems);
  for (const SettingsEntry& entry : entries) {
    if (entry.section == kLinkSection && !is_of_one_side(entry)) reader.read(entry);
  }
  for (const SettingsEntry& entry : entries) {
    if (entry.section == kLinkSection && is_of_one_side(entry)) reader.read_side(entry);
  }
  reader.check();
  return reader.numbers;
}

}  // namespace fsu::cli
