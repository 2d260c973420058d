#include "src/commands/truth_files.hpp"

#include <array>

#include "io/csv_header.hpp"
#include "io/file_text.hpp"

namespace fsu::commands {
namespace {

using io::InputColumn;
using io::InputTable;
using io::ValueKind;

constexpr std::size_t kHeaderProbeBytes = std::size_t{1} << 16;

InputColumn text_column(std::string name, ValueKind kind, std::string meaning) {
  return {{std::move(name), ColumnType::kText, "", std::move(meaning)}, kind, true, true, {}};
}

/// A column whose values may be blank; `is_required`: the column itself must be there.
InputColumn blank_column(std::string name, ValueKind kind, bool is_required, std::string meaning) {
  return {
      {std::move(name), ColumnType::kText, "", std::move(meaning)}, kind, is_required, false, {}};
}

InputTable mentions_form() {
  InputColumn role = text_column("role", ValueKind::kCategory, "originator or subject");
  role.categories = {"originator", "subject"};
  return {"truth",
          "Whom each mention is about",
          true,
          {text_column("incident_id", ValueKind::kId, "the log"), std::move(role),
           blank_column("person_id", ValueKind::kId, true, "the person; blank: nobody"),
           blank_column("error_kinds", ValueKind::kText, false, "what was written down wrongly")},
          {"incident_id", "role"},
          {}};
}

/// Record ids may be of any length: the files belong to anybody.
InputTable pairs_form() {
  return {"truth",
          "Pairs of records that are one person",
          true,
          {text_column("left_id", ValueKind::kText, "record of the left file"),
           text_column("right_id", ValueKind::kText, "record of the right file")},
          {},
          {}};
}

InputTable clusters_form() {
  return {"truth",
          "Records by person",
          true,
          {text_column("id", ValueKind::kText, "the record"),
           text_column("cluster", ValueKind::kText, "whose record it is")},
          {"id"},
          {}};
}

InputTable true_persons_form() {
  return {"truth_persons",
          "Which ids are one person",
          true,
          {text_column("person_id", ValueKind::kId, "the person"),
           text_column("true_person_id", ValueKind::kId, "who it truly is"),
           blank_column("name_group", ValueKind::kText, false, "group of names")},
          {"person_id"},
          {}};
}

constexpr std::array kForms = {TruthForm::kMentions, TruthForm::kPairs, TruthForm::kClusters};

}  // namespace

const io::InputTable& truth_table(TruthForm form) {
  static const std::array tables = {mentions_form(), pairs_form(), clusters_form()};
  return tables[static_cast<std::size_t>(form)];
}

const io::InputTable& true_persons_table() {
  static const InputTable table = true_persons_form();
  return table;
}

TruthForm truth_form(const std::filesystem::path& path) {
  const io::FileText file(path, kHeaderProbeBytes);
  for (const TruthForm form : kForms) {
    const io::CsvHeader header = io::read_header(file.text(), truth_table(form), {}, path);
    if (header.missing_columns.empty()) return form;
  }
  throw Error(ErrorKind::kData,
              path.string() +
                  ":1: no truth: it needs the columns incident_id,role,person_id (for a file of "
                  "fsu run), or left_id,right_id or id,cluster (for a file of fsu link)");
}

stages::InputRows read_truth(const std::filesystem::path& path, const io::InputTable& schema,
                             const config::InputConfig& config, report::Reporter& reporter) {
  return stages::read_one_table({&schema, {path}, {}}, config, reporter);
}

}  // namespace fsu::commands
