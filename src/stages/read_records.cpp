#include "src/stages/read_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/number_format.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"
#include "src/stages/shared_values.hpp"

namespace fsu::stages {
namespace {

constexpr const char* kRecordId = "record_id";
constexpr const char* kForename = "forename";
constexpr const char* kSurname = "surname";
constexpr const char* kDateOfBirth = "date_of_birth";
constexpr const char* kIdentifier = "identifier";
constexpr std::array<const char*, 3> kDateParts = {"dob_year", "dob_month", "dob_day"};

std::string field_column(std::size_t field) { return "field_" + std::to_string(field); }

/// One file as a table of the reader: its schema, and where its columns are.
class RecordSchema {
 public:
  RecordSchema(const std::string& name, const config::RecordColumnsConfig& columns,
               const config::LinkConfig& config) {
    table_.name = name;
    table_.shared_section = "link";
    table_.title = "records of people";
    table_.key = {kRecordId};
    add(kRecordId, io::ValueKind::kId, columns.id);
    table_.columns.back().is_value_required = true;
    add(kForename, io::ValueKind::kText, columns.forename);
    add(kSurname, io::ValueKind::kText, columns.surname);
    add(kIdentifier, io::ValueKind::kText, columns.identifier);
    if (columns.date_of_birth.size() == 1) {
      add(kDateOfBirth, io::ValueKind::kWrittenDate, columns.date_of_birth[0]);
    } else {
      for (std::size_t i = 0; i < columns.date_of_birth.size(); ++i) {
        add(kDateParts[i], io::ValueKind::kText, columns.date_of_birth[i]);
      }
    }
    for (std::size_t i = 0; i < columns.fields.size(); ++i) {
      const bool is_date = config.fields[i].kind == FieldKind::kDate;
      add(field_column(i), is_date ? io::ValueKind::kWrittenDate : io::ValueKind::kText,
          columns.fields[i]);
    }
    mapping_.date_format = config.date_format;
  }

  [[nodiscard]] const io::InputTable& table() const { return table_; }
  [[nodiscard]] const io::TableMapping& mapping() const { return mapping_; }

 private:
  void add(const std::string& name, io::ValueKind kind, const std::string& column) {
    if (column.empty()) return;
    const ColumnType type =
        kind == io::ValueKind::kWrittenDate ? ColumnType::kDate : ColumnType::kText;
    table_.columns.push_back({{name, type, "", ""}, kind, true, false, {}});
    mapping_.column_names[name] = column;
  }

  io::InputTable table_;
  io::TableMapping mapping_;
};

bool has_column(const Table& rows, const std::string& name) {
  const auto& columns = rows.spec().columns;
  return std::any_of(columns.begin(), columns.end(),
                     [&](const ColumnSpec& column) { return column.name == name; });
}

/// A column of the rows, or blanks where the file has none.
StringColumn texts_or_blanks(const Table& rows, const std::string& name) {
  if (has_column(rows, name)) return rows.text(name).clone();
  StringColumn blanks;
  for (std::size_t row = 0; row < rows.num_rows(); ++row) blanks.push_back("");
  return blanks;
}

/// A part of a date that was written by itself; 0 where it is blank or no number in range.
int date_part(std::string_view text, int high) {
  const std::size_t point = text.find('.');  // spreadsheets write 1980.0
  if (point != std::string_view::npos &&
      text.find_first_not_of("0", point + 1) == std::string_view::npos) {
    text = text.substr(0, point);
  }
  const auto number = io::parse_count(std::string(text));
  return number && *number <= high ? static_cast<int>(*number) : 0;
}

std::vector<std::int32_t> dates_of(const Table& rows) {
  if (has_column(rows, kDateOfBirth)) return rows.dates(kDateOfBirth);
  std::vector<std::int32_t> dates(rows.num_rows(), kMissingDate);
  if (!has_column(rows, kDateParts[0])) return dates;
  for (std::size_t row = 0; row < dates.size(); ++row) {
    dates[row] = pack_date(date_part(rows.text(kDateParts[0])[row], 9999),
                           date_part(rows.text(kDateParts[1])[row], 12),
                           date_part(rows.text(kDateParts[2])[row], 31));
  }
  return dates;
}

/// What one side's rows give to the encoder, held while it works.
struct SideColumns {
  StringColumn forenames;
  StringColumn surnames;
  StringColumn identifiers;
  std::vector<std::int32_t> dates;

  explicit SideColumns(const Table& rows)
      : forenames(texts_or_blanks(rows, kForename)),
        surnames(texts_or_blanks(rows, kSurname)),
        identifiers(texts_or_blanks(rows, kIdentifier)),
        dates(dates_of(rows)) {}

  [[nodiscard]] text::RecordColumns columns(text::IdentifierKind kind) const {
    return {&forenames, &surnames, dates, &identifiers, kind};
  }
};

bool is_organisation(std::uint8_t flags) { return (flags & text::kOrganisation) != 0; }

/// At most one value a record; none of organisations.
FieldValues single_values(std::span<const ValueId> of_record, std::span<const std::uint8_t> flags) {
  FieldValues values;
  values.begins.push_back(0);
  for (std::size_t i = 0; i < of_record.size(); ++i) {
    if (!of_record[i].is_none() && !is_organisation(flags[i])) {
      values.values.push_back(of_record[i]);
    }
    values.begins.push_back(checked_cast<std::uint32_t>(values.values.size()));
  }
  return values;
}

/// Dates as YYYYMMDD, with zeros for what is not known.
StringColumn date_texts(std::span<const std::int32_t> dates) {
  StringColumn texts;
  for (const std::int32_t date : dates) {
    texts.push_back(date == kMissingDate ? std::string{}
                                         : fmt::format("{:04}{:02}{:02}", year_of(date),
                                                       month_of(date), day_of(date)));
  }
  return texts;
}

Field make_field(const config::FieldConfig& config, std::size_t number,
                 std::span<const InputRows> sides, std::span<const text::EncodedRecords> records) {
  Field field{config.name, config.kind, {}, {}, {}};
  std::vector<ComparedTexts> texts;
  for (const InputRows& side : sides) {
    const std::string column = field_column(number);
    texts.push_back(config.kind == FieldKind::kDate
                        ? ComparedTexts{date_texts(side.rows.dates(column)), {}}
                        : normalised(side.rows.text(column), config.kind));
  }
  SharedValues shared = share_values(texts);
  field.dictionary = std::move(shared.dictionary);
  field.left = single_values(shared.columns.front(), records.front().flags);
  field.right = single_values(shared.columns.back(), records.back().flags);
  return field;
}

/// An identifier in the wrong form may be left of an organisation.
void blank_organisations(text::EncodedRecords& records) {
  for (std::size_t i = 0; i < records.flags.size(); ++i) {
    if (is_organisation(records.flags[i])) records.identities[i] = Identity{};
  }
}

}  // namespace

RecordFiles read_records(const config::LinkConfig& config, report::Reporter& reporter) {
  std::vector<InputRows> sides;
  const RecordSchema left("left file", config.left_columns, config);
  sides.push_back(
      read_one_table({&left.table(), {config.left}, left.mapping()}, config.input, reporter));
  if (!config.is_one_file()) {
    const RecordSchema right("right file", config.right_columns, config);
    sides.push_back(
        read_one_table({&right.table(), {config.right}, right.mapping()}, config.input, reporter));
  }
  reporter.begin_stage("identities");
  RecordFiles files;
  std::vector<SideColumns> columns;
  std::vector<text::RecordColumns> sources;
  columns.reserve(sides.size());
  for (const InputRows& side : sides) {
    columns.emplace_back(side.rows);
    sources.push_back(columns.back().columns(config.identifier_kind));
    files.parts.insert(files.parts.end(), side.parts.begin(), side.parts.end());
  }
  files.encoded = text::encode_identities(sources);
  for (text::EncodedRecords& records : files.encoded.sources) blank_organisations(records);
  for (std::size_t i = 0; i < config.fields.size(); ++i) {
    files.fields.push_back(make_field(config.fields[i], i, sides, files.encoded.sources));
  }
  files.left_ids = sides.front().rows.text(kRecordId).clone();
  if (sides.size() > 1) files.right_ids = sides.back().rows.text(kRecordId).clone();
  reporter.end_stage(static_cast<std::int64_t>(files.left_ids.size() + files.right_ids.size()));
  return files;
}

}  // namespace fsu::stages
