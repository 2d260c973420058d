// Settings of `fsu link`: which columns of two files say who somebody is, and what is written.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/text/encode_identities.hpp"
#include "src/config/input_config.hpp"
#include "src/config/run_config.hpp"

namespace fsu::config {

/// The words for the kinds of further fields.
inline constexpr std::array<std::pair<std::string_view, FieldKind>, 7> kFieldKindNames = {
    {{"exact", FieldKind::kExact},
     {"text", FieldKind::kText},
     {"phone", FieldKind::kPhone},
     {"postcode", FieldKind::kPostcode},
     {"email", FieldKind::kEmail},
     {"date", FieldKind::kDate},
     {"number", FieldKind::kNumber}}};

[[nodiscard]] std::string_view kind_name(FieldKind kind);
/// The kind of a word; nothing where there is none.
[[nodiscard]] std::optional<FieldKind> find_kind(std::string_view word);
/// All words, a comma between.
[[nodiscard]] std::string all_kind_names();

/// A further field and how it is compared; its columns stand in RecordColumnsConfig.
struct FieldConfig {
  std::string name;  ///< as in the settings
  FieldKind kind = FieldKind::kExact;
};

/// The columns of one file; empty: the field is left out. `date_of_birth` holds one column, or the
/// three of year, month and day.
struct RecordColumnsConfig {
  std::string id;
  std::string forename;
  std::string surname;
  std::vector<std::string> date_of_birth;
  std::string identifier;
  std::vector<std::string> fields;  ///< in the order of LinkConfig::fields

  [[nodiscard]] bool is_nothing_compared() const {
    return forename.empty() && surname.empty() && date_of_birth.empty() && identifier.empty() &&
           fields.empty();
  }
};

/// A pair of records that is to be explained, by their ids.
struct ExplainedPair {
  std::string left_id;
  std::string right_id;
  bool shows_values = false;  ///< names, dates and other personal values too
};

struct LinkConfig {
  InputConfig input;                    ///< reject limit; no folder
  std::filesystem::path settings_file;  ///< that names the columns; empty: none
  std::filesystem::path left;
  std::filesystem::path right;  ///< empty: one file against itself
  RecordColumnsConfig left_columns;
  RecordColumnsConfig right_columns;
  std::string date_format;
  text::IdentifierKind identifier_kind = text::IdentifierKind::kOpaque;
  std::vector<FieldConfig> fields;
  double link_probability = 0.5;
  double link_margin = 0;           ///< bits; of `best`
  double pairs_floor_weight = -10;  ///< bits; pairs below it are not written
  bool is_one_to_one = false;
  std::string evidence = "all";       ///< as given; what it leaves out has no column above
  bool uses_context = true;           ///< hear the records' other pairs
  std::filesystem::path model;        ///< used as it is; empty: one is learned
  std::filesystem::path saved_model;  ///< may be empty
  std::optional<ExplainedPair> explained;
  std::filesystem::path output;
  std::filesystem::path pairs_csv;
  std::filesystem::path best_csv;
  std::filesystem::path clusters_csv;

  [[nodiscard]] bool is_one_file() const { return right.empty(); }
};

/// Every setting in force, in a fixed order.
[[nodiscard]] std::vector<Setting> effective_settings(const LinkConfig& config);

}  // namespace fsu::config
