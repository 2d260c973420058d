#include "io/input_schema.hpp"

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

using enum ValueKind;

ColumnType stored_type(ValueKind kind) {
  switch (kind) {
    case kId:
    case kText:
    case kCategory:
    case kRole:
      return ColumnType::kText;
    case kFlag:
      return ColumnType::kFlag;
    case kInstant:
      return ColumnType::kInstant;
    case kDateOfBirth:
    case kWrittenDate:
      return ColumnType::kDate;
    case kCount:
    case kHundredths:
      return ColumnType::kInt64;
  }
  throw InternalError("unknown value kind");
}

std::string unit_of(ValueKind kind) {
  return kind == kInstant ? "s since 1970-01-01T00:00:00Z" : kind == kHundredths ? "1/100 day" : "";
}

bool repeats_by_itself(ValueKind kind) {
  return kind == kText || kind == kCategory || kind == kRole;
}

InputColumn make(std::string name, ValueKind kind, std::string meaning, bool required,
                 bool value_required) {
  return {{std::move(name), stored_type(kind), unit_of(kind), std::move(meaning)},
          kind,
          required,
          value_required,
          {},
          repeats_by_itself(kind)};
}

/// Ids are mostly those of the table or refer to a larger one; this one stands in many rows.
InputColumn repeated(InputColumn column) {
  column.repeats = true;
  return column;
}
/// A text that is nearly always another one.
InputColumn seldom_repeated(InputColumn column) {
  column.repeats = false;
  return column;
}

/// The column must be there and hold a value.
InputColumn value(std::string name, ValueKind kind, std::string meaning) {
  return make(std::move(name), kind, std::move(meaning), true, true);
}
/// The column must be there; its values may be blank.
InputColumn column(std::string name, ValueKind kind, std::string meaning) {
  return make(std::move(name), kind, std::move(meaning), true, false);
}
/// The column may be absent.
InputColumn optional(std::string name, ValueKind kind, std::string meaning) {
  return make(std::move(name), kind, std::move(meaning), false, false);
}
InputColumn category(std::string name, std::vector<std::string> words, std::string meaning,
                     ValueKind kind = kCategory) {
  InputColumn result = value(std::move(name), kind, std::move(meaning));
  result.categories = std::move(words);
  return result;
}

std::vector<InputTable> people_tables() {
  return {
      {"persons",
       "The index of people, one row per version",
       true,
       {value("person_id", kId, "the person"), column("forenames", kText, "all forenames"),
        column("surname", kText, "surname"),
        column("date_of_birth", kDateOfBirth, "perhaps partial"),
        column("pnc_id", kText, "Police National Computer ID"),
        optional("version", kText, "version label"),
        optional("recorded_at", kInstant, "when the version was recorded"),
        optional("cro", kText, "Criminal Records Office number"),
        optional("postcode", kText, "postcode")},
       {},
       {"recorded_at"}},
      {"person_phones",
       "Telephone numbers of people",
       false,
       {value("person_id", kId, "the person"), column("phone", kText, "telephone number")},
       {},
       {}},
  };
}

std::vector<InputTable> investigation_tables() {
  return {
      {"investigations",
       "Investigations, crimes and non-crimes",
       true,
       {value("investigation_id", kId, "the investigation"),
        value("created_at", kInstant, "decides the window"),
        value("is_crime", kFlag, "1 for a crime"),
        column("offence_code", kText, "Home Office code"),
        column("main_group", kText, "offence group"),
        column("outcome", kText, "outcome, blank while open"),
        optional("offence", kText, "offence in words"),
        optional("outcome_at", kInstant, "when the outcome was recorded"),
        optional("flags", kText, "flags with | between"),
        seldom_repeated(optional("keywords", kText, "keywords with | between")),
        repeated(optional("location_address_id", kId, "where it happened")),
        optional("location_address", kText, "where it happened, in words"),
        optional("location_lpa", kText, "local policing area of the location")},
       {"investigation_id"},
       {"created_at", "outcome_at"}},
      {"investigation_roles",
       "Who took which part in an investigation",
       true,
       {value("investigation_id", kId, "the investigation"), value("person_id", kId, "the person"),
        category("role", {"suspect", "offender", "victim", "witness", "other"}, "part taken",
                 kRole),
        repeated(optional("home_address_id", kId, "home at the time")),
        optional("home_address", kText, "home at the time, in words"),
        optional("home_lpa", kText, "local policing area of the home")},
       {"investigation_id", "person_id", "role"},
       {}},
      {"relationships",
       "How two people of one investigation are related",
       false,
       {value("investigation_id", kId, "the investigation"), value("person_id", kId, "the person"),
        value("related_person_id", kId, "the other person"),
        column("relationship", kText, "of the other to the person")},
       {},
       {}},
      {"custody",
       "Custody records",
       true,
       {value("custody_id", kId, "the custody record"), value("person_id", kId, "the detainee"),
        column("arrived_at", kInstant, "arrival, decides the window where created_at is blank"),
        column("released_at", kInstant, "release, blank while detained"),
        optional("created_at", kInstant, "decides the window"),
        optional("file_type", kText, "file types with | between"),
        optional("outcome", kText, "outcome")},
       {"custody_id"},
       {"arrived_at", "released_at"},
       {"created_at", "arrived_at"}},
      {"arrests",
       "Arrests",
       false,
       {value("arrest_id", kId, "the arrest"), value("person_id", kId, "the person"),
        value("arrested_at", kInstant, "decides the window"),
        optional("offence", kText, "offence in words"),
        optional("custody_id", kId, "the custody record it led to")},
       {"arrest_id"},
       {"arrested_at"}},
  };
}

std::vector<InputTable> incident_tables() {
  InputColumn pre_planned =
      column("pre_planned", kFlag, "1 for pre-planned events, which are left out");
  return {
      {"incidents",
       "Call logs: incidents and records of contact",
       true,
       {value("incident_id", kId, "the log"),
        category("record_type", {"incident", "roc"}, "kind of log"),
        value("created_at", kInstant, "decides the window"),
        pre_planned,
        column("originator_forename", kText, "who called"),
        column("originator_surname", kText, "who called"),
        column("originator_dob", kDateOfBirth, "who called"),
        column("originator_pnc_id", kText, "who called"),
        column("subject_forename", kText, "whom it is about"),
        column("subject_surname", kText, "whom it is about"),
        column("subject_dob", kDateOfBirth, "whom it is about"),
        column("subject_pnc_id", kText, "whom it is about"),
        optional("originator_phone", kText, "calling number"),
        optional("originator_postcode", kText, "postcode of the caller"),
        optional("subject_postcode", kText, "postcode of the subject"),
        optional("incident_type", kText, "type of incident"),
        optional("grade", kText, "response grade"),
        repeated(optional("location_address_id", kId, "where it happened")),
        optional("location_address", kText, "where it happened, in words"),
        optional("location_lpa", kText, "local policing area of the location"),
        optional("closed_at", kInstant, "when the log was closed"),
        optional("channel", kText, "999, 101, online"),
        optional("team", kText, "team that took the log"),
        optional("parent_incident_id", kId, "the incident that a record of contact became")},
       {"incident_id"},
       {"created_at", "closed_at"}},
      {"resources",
       "Resources assigned to incidents",
       true,
       {value("incident_id", kId, "the log"), repeated(value("resource_id", kId, "call sign")),
        column("resource_group", kText, "group of the resource"),
        column("assigned_at", kInstant, "assigned"), column("deployed_at", kInstant, "set out"),
        column("arrived_at", kInstant, "arrived"), column("released_at", kInstant, "released")},
       {},
       {"assigned_at", "deployed_at", "arrived_at", "released_at"}},
      {"calls",
       "Incoming telephone calls",
       false,
       {value("call_id", kId, "the call"), value("started_at", kInstant, "decides the window"),
        column("duration_s", kCount, "handling time in seconds"),
        optional("incident_id", kId, "the log it led to"),
        optional("phone", kText, "calling number")},
       {"call_id"},
       {"started_at"}},
      {"missing_reports",
       "Reports of missing persons",
       false,
       {value("report_id", kId, "the report"), value("reported_at", kInstant, "decides the window"),
        optional("person_id", kId, "the missing person, where known"),
        optional("forename", kText, "forename"), optional("surname", kText, "surname"),
        optional("date_of_birth", kDateOfBirth, "perhaps partial"),
        optional("pnc_id", kText, "Police National Computer ID")},
       {"report_id"},
       {"reported_at"}},
  };
}

std::vector<InputTable> reference_tables() {
  return {
      {"harm_scores",
       "Harm of an offence in days",
       false,
       {seldom_repeated(value("offence_code", kText, "Home Office code")),
        value("harm_days", kHundredths, "days of harm")},
       {"offence_code"},
       {}},
      {"link_decisions",
       "Clerks' decisions on links",
       false,
       {value("incident_id", kId, "the log"),
        category("role", {"originator", "subject"}, "mention of the log"),
        value("person_id", kId, "the person"),
        category("decision", {"always", "never"}, "the clerk's word")},
       {"incident_id", "role", "person_id"},
       {}},
      {"exclusions",
       "People left out of the ranking",
       false,
       {value("person_id", kId, "the person"), seldom_repeated(column("reason", kText, "why"))},
       {"person_id"},
       {}},
  };
}

std::vector<InputTable> all_tables() {
  std::vector<InputTable> tables;
  for (auto part :
       {people_tables(), investigation_tables(), incident_tables(), reference_tables()}) {
    for (InputTable& table : part) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace

TableSpec InputTable::table_spec() const {
  TableSpec spec{name, title, {}};
  for (const InputColumn& input : columns) spec.columns.push_back(input.column);
  return spec;
}

const InputColumn& InputTable::column(std::string_view column_name) const {
  return columns[table_spec().index_of(column_name)];
}

std::span<const InputTable> input_tables() {
  static const std::vector<InputTable> tables = all_tables();
  return tables;
}

const InputTable& input_table(std::string_view name) {
  for (const InputTable& table : input_tables()) {
    if (table.name == name) return table;
  }
  throw InternalError("no input table " + std::string(name));
}

}  // namespace fsu::io
