// The registry of input tables against the data contract, written down here a second time.
#include "io/input_schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

using enum ValueKind;

/// `*` marks a required table or column.
const std::map<std::string, std::string> kContract = {
    {"*persons",
     "*person_id *forenames *surname *date_of_birth *pnc_id version recorded_at cro postcode"},
    {"person_phones", "*person_id *phone"},
    {"*investigations",
     "*investigation_id *created_at *is_crime *offence_code *main_group *outcome offence "
     "outcome_at "
     "flags keywords location_address_id location_address location_lpa"},
    {"*investigation_roles",
     "*investigation_id *person_id *role home_address_id home_address home_lpa"},
    {"relationships", "*investigation_id *person_id *related_person_id *relationship"},
    {"*custody", "*custody_id *person_id *arrived_at *released_at created_at file_type outcome"},
    {"arrests", "*arrest_id *person_id *arrested_at offence custody_id"},
    {"*incidents",
     "*incident_id *record_type *created_at *pre_planned *originator_forename *originator_surname "
     "*originator_dob *originator_pnc_id *subject_forename *subject_surname *subject_dob "
     "*subject_pnc_id originator_phone originator_postcode subject_postcode incident_type grade "
     "location_address_id location_address location_lpa closed_at channel team parent_incident_id"},
    {"*resources",
     "*incident_id *resource_id *resource_group *assigned_at *deployed_at *arrived_at "
     "*released_at"},
    {"calls", "*call_id *started_at *duration_s incident_id phone"},
    {"missing_reports", "*report_id *reported_at person_id forename surname date_of_birth pnc_id"},
    {"harm_scores", "*offence_code *harm_days"},
    {"link_decisions", "*incident_id *role *person_id *decision"},
    {"exclusions", "*person_id *reason"}};

std::string columns_text(const InputTable& table) {
  std::string text;
  for (const InputColumn& input : table.columns)
    text +=
        (text.empty() ? "" : " ") + std::string(input.is_required ? "*" : "") + input.column.name;
  return text;
}

TEST(InputSchema, HasTheTablesAndColumnsOfTheContract) {
  std::map<std::string, std::string> found;
  for (const InputTable& table : input_tables())
    found.emplace((table.is_required ? "*" : "") + table.name, columns_text(table));
  EXPECT_EQ(found, kContract);
}

TEST(InputSchema, KeysAreThoseOfTheContract) {
  const std::map<std::string, std::vector<std::string>> keys = {
      {"persons", {}},
      {"person_phones", {}},
      {"relationships", {}},
      {"resources", {}},
      {"investigation_roles", {"investigation_id", "person_id", "role"}},
      {"link_decisions", {"incident_id", "role", "person_id"}}};
  for (const InputTable& table : input_tables()) {
    const auto found = keys.find(table.name);
    const std::vector<std::string> first_column = {table.columns.front().column.name};
    EXPECT_EQ(table.key, found == keys.end() ? first_column : found->second) << table.name;
  }
}

TEST(InputSchema, AKeyBeginsWithTheFirstColumn) {
  // Rows are put in order by the first column; see stages/deduplicate.
  for (const InputTable& table : input_tables()) {
    EXPECT_EQ(table.table_spec().columns.front().type, ColumnType::kText) << table.name;
    if (!table.key.empty()) {
      EXPECT_EQ(table.key.front(), table.columns.front().column.name);
    }
  }
}

TEST(InputSchema, AValueMustStandInIdsCategoriesAndDecidingInstants) {
  const std::set<std::string> deciding = {
      "investigations.created_at",   "incidents.created_at", "arrests.arrested_at",
      "missing_reports.reported_at", "calls.started_at",     "investigations.is_crime"};
  for (const InputTable& table : input_tables()) {
    for (const InputColumn& input : table.columns) {
      const std::string name = table.name + "." + input.column.name;
      const bool must_stand = deciding.contains(name) ||
                              (input.is_required && (input.kind == kId || input.kind == kCategory ||
                                                     input.kind == kRole)) ||
                              table.name == "harm_scores";
      EXPECT_EQ(input.is_value_required, must_stand) << name;
      EXPECT_TRUE(input.is_required || !input.is_value_required) << name;
    }
  }
  EXPECT_EQ(input_table("custody").any_required,
            (std::vector<std::string>{"created_at", "arrived_at"}));
}

TEST(InputSchema, CategoriesAreThoseOfTheContract) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(input_table("investigation_roles").column("role").categories,
            (Words{"suspect", "offender", "victim", "witness", "other"}));
  EXPECT_EQ(input_table("investigation_roles").column("role").kind, kRole);
  EXPECT_EQ(input_table("incidents").column("record_type").categories, (Words{"incident", "roc"}));
  EXPECT_EQ(input_table("link_decisions").column("role").categories,
            (Words{"originator", "subject"}));
  EXPECT_EQ(input_table("link_decisions").column("decision").categories,
            (Words{"always", "never"}));
  for (const InputTable& table : input_tables()) {
    for (const InputColumn& input : table.columns)
      EXPECT_EQ(input.categories.empty(), input.kind != kCategory && input.kind != kRole);
  }
}

TEST(InputSchema, InstantsOfARecordStandInTheOrderInWhichTheyHappen) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(input_table("resources").instants_in_order,
            (Names{"assigned_at", "deployed_at", "arrived_at", "released_at"}));
  EXPECT_EQ(input_table("custody").instants_in_order, (Names{"arrived_at", "released_at"}));
  for (const InputTable& table : input_tables()) {
    for (const std::string& name : table.instants_in_order)
      EXPECT_EQ(table.column(name).kind, kInstant) << table.name << "." << name;
    if (table.name == "custody") continue;
    const auto num_instants =
        std::count_if(table.columns.begin(), table.columns.end(),
                      [](const InputColumn& input) { return input.kind == kInstant; });
    EXPECT_EQ(static_cast<std::size_t>(num_instants), table.instants_in_order.size()) << table.name;
  }
}

TEST(InputSchema, EverythingHasAMeaning) {
  for (const InputTable& table : input_tables()) {
    EXPECT_FALSE(table.title.empty()) << table.name;
    for (const InputColumn& input : table.columns)
      EXPECT_FALSE(input.column.meaning.empty()) << table.name << "." << input.column.name;
  }
}

TEST(InputSchema, AnUnknownTableIsAFaultOfTheProgram) {
  EXPECT_THROW(static_cast<void>(input_table("crimes")), InternalError);
  EXPECT_THROW(static_cast<void>(input_table("persons").column("mood")), InternalError);
  EXPECT_EQ(input_table("calls").table_spec().path, "calls");
}

TEST(InputSchema, TextsOfManyRowsRepeat) {
  // The ids of a table itself, and those of persons, logs and investigations, stand in few rows.
  const std::set<std::string> plain = {
      "person_id",   "related_person_id", "investigation_id",   "custody_id", "arrest_id",
      "incident_id", "call_id",           "parent_incident_id", "report_id",  "keywords",
      "reason"};
  for (const InputTable& table : input_tables()) {
    for (const InputColumn& input : table.columns) {
      const bool is_text = input.column.type == ColumnType::kText;
      const bool is_unique = table.name == "harm_scores";
      EXPECT_EQ(input.repeats, is_text && !is_unique && !plain.contains(input.column.name))
          << table.name << "." << input.column.name;
    }
  }
}

}  // namespace
}  // namespace fsu::io
