#include "src/cli/link_evidence.hpp"

#include <fmt/format.h>

#include <vector>

#include "kernels/core/split.hpp"
#include "src/cli/link_settings.hpp"

namespace fsu::cli {
namespace {

struct KeptEvidence {
  bool names = false;
  bool date_of_birth = false;
  bool identifier = false;
  bool together = false;
  std::vector<bool> fields;
};

/// Marks the fields that a word means; false where there are none.
bool keep_fields(const std::string& word, const std::vector<config::FieldConfig>& fields,
                 KeptEvidence& kept) {
  bool is_known = word == "fields";
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool is_meant =
        word == "fields" || word == fields[i].name || config::find_kind(word) == fields[i].kind;
    if (is_meant) kept.fields[i] = is_known = true;
  }
  return is_known;
}

bool keep_word(const std::string& word, const std::vector<config::FieldConfig>& fields,
               KeptEvidence& kept) {
  if (word == "names") return kept.names = true;
  if (word == "dob") return kept.date_of_birth = true;
  if (word == "id" || word == "pnc") return kept.identifier = true;
  if (word == "together") return kept.together = true;
  return keep_fields(word, fields, kept);
}

template <class Value>
void keep_marked(const std::vector<bool>& kept, std::vector<Value>& values) {
  std::vector<Value> result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (kept[i]) result.push_back(std::move(values[i]));
  }
  values = std::move(result);
}

void keep_columns(const KeptEvidence& kept, config::RecordColumnsConfig& columns) {
  if (!kept.names) columns.forename.clear();
  if (!kept.names) columns.surname.clear();
  if (!kept.date_of_birth) columns.date_of_birth.clear();
  if (!kept.identifier) columns.identifier.clear();
  keep_marked(kept.fields, columns.fields);
}

}  // namespace

std::string apply_evidence(const std::string& list, config::LinkConfig& config) {
  config.evidence = list;
  if (trimmed(list) == "all") return {};
  KeptEvidence kept;
  kept.fields.resize(config.fields.size());
  for (const std::string& word : split_list(list)) {
    if (keep_word(word, config.fields, kept)) continue;
    return fmt::format(
        "'{}' is no evidence of this linkage; there are all, names, dob, id, fields, together, the "
        "name of a compared field, and a kind that one of those has ({})",
        word, config::all_kind_names());
  }
  keep_columns(kept, config.left_columns);
  keep_columns(kept, config.right_columns);
  keep_marked(kept.fields, config.fields);
  config.uses_context = kept.together;
  return config.left_columns.is_nothing_compared() ? "leaves nothing to compare" : std::string();
}

}  // namespace fsu::cli
