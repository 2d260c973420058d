// The registry of result tables against the data contract: names, order and types of columns.
#include "io/result_schema.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

/// The columns of one table as words.
std::string columns_text(const TableSpec& table) {
  std::string text;
  for (const ColumnSpec& column : table.columns) text += (text.empty() ? "" : " ") + column.name;
  return text;
}

const std::string kTotals =
    "suspect_count offender_count victim_count custody_count custody_hours originator_calls "
    "originator_resource_hours subject_calls subject_resource_hours";

std::string for_each_word(const std::string& words, const std::string& before,
                          const std::string& after) {
  std::string text;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    text += " " + before + words.substr(begin, end - begin) + after;
    begin = end + 1;
  }
  return text;
}

const std::string kMetrics = "investigation_and_custody originator subject overall";

std::string individuals_columns() {
  std::string text = "person_id " + kTotals + for_each_word(kTotals, "scaled_", "");
  for (const std::string metric : {"investigation_and_custody", "originator", "subject", "overall"})
    text += for_each_word("score uncapped rank", metric + "_", "");
  return text;
}

std::string list_columns() {
  std::string text = "person_id forenames surname date_of_birth";
  for (const std::string metric : {"investigation_and_custody", "originator", "subject", "overall"})
    text += for_each_word("score rank", metric + "_", "");
  return text + for_each_word(kMetrics, "selected_", "") +
         " harm_caused harm_received unscored_investigations home_lpa home_lpa_investigations "
         "home_lpa_runner_up home_lpa_latest theme_da theme_mh theme_cse theme_ca missing_reports "
         "priority_crimes top_probability";
}

TEST(ResultSchema, ColumnsAreThoseOfTheContractInItsOrder) {
  const std::map<std::string, std::string> contract = {
      {"ranking/individuals", individuals_columns()},
      {"ranking/frequent_service_users", list_columns()},
      {"ranking/priority_types", "person_id priority_type investigations"},
      {"ranking/sensitivity", "reading metric overlap entered ties_at_cut"},
      {"ranking/readings", "reading metric person_id rank"},
      {"linkage/links",
       "incident_id role status person_id weight probability runner_up_person_id runner_up_weight "
       "candidates pattern"},
      {"linkage/missing_links", "report_id status person_id weight probability"},
      {"linkage/levels", "comparison level label m u weight"},
      {"linkage/patterns", "pattern pairs weight pair_probability"},
      {"linkage/passes", "pass pairs new_pairs largest_block"},
      {"linkage/summary", "role measure value"},
      {"incidents/resource_durations",
       "incident_id resources attended resource_seconds row_seconds first_assigned_at "
       "last_released_at missing_start missing_end negative overlapping"},
      {"quality/reconciliation", "table measure rows"},
      {"quality/rejects", "table file line byte_offset column error_kind"},
      {"quality/exclusions", "person_id reason"},
      {"pairs", "left_id right_id weight probability pattern"},
      {"best", "left_id right_id weight probability status runner_up_id runner_up_weight"},
      {"clusters", "id cluster"},
      {"accuracy/thresholds",
       "threshold precision precision_low precision_high recall recall_low recall_high f1 f1_low "
       "f1_high"},
      {"accuracy/reliability", "bin stated observed mentions"},
      {"accuracy/by_group",
       "grouping group mentions linked precision precision_low precision_high recall recall_low "
       "recall_high"},
      {"accuracy/lists", "metric linkage kept lost_to"},
      {"accuracy/summary", "part measure value low high"}};
  for (const auto& [path, columns] : contract)
    EXPECT_EQ(columns_text(result_table(path)), columns) << path;
}

TEST(ResultSchema, TypesFollowFromTheNames) {
  for (const TableSpec& table : result_tables()) {
    for (const ColumnSpec& column : table.columns) {
      const std::string where = table.path + "." + column.name;
      if (column.name.ends_with("_at")) {
        EXPECT_EQ(column.type, ColumnType::kInstant) << where;
      }
      if (column.name.ends_with("_id")) {
        EXPECT_EQ(column.type, ColumnType::kText) << where;
      }
      if (column.name.starts_with("selected_")) {
        EXPECT_EQ(column.type, ColumnType::kFlag) << where;
      }
      const bool is_measured = table.path == "run/stages";  // of the run, not of the data
      if (column.name.ends_with("_seconds") && !is_measured) {
        EXPECT_EQ(column.type, ColumnType::kInt64) << where;
        EXPECT_EQ(column.unit, "s") << where;
      }
      if (column.name.ends_with("_hours") && !column.name.starts_with("scaled_")) {
        EXPECT_EQ(column.type, ColumnType::kFloat64) << where;
        EXPECT_EQ(column.unit, "h") << where;
      }
      if (column.name.ends_with("_rank")) {
        EXPECT_EQ(column.type, ColumnType::kInt64) << where;
      }
      if (column.name.ends_with("_score")) {
        EXPECT_EQ(column.type, ColumnType::kFloat64) << where;
      }
    }
  }
}

TEST(ResultSchema, PathsAndColumnsAreDistinctAndHaveAMeaning) {
  std::set<std::string> paths;
  for (const TableSpec& table : result_tables()) {
    EXPECT_TRUE(paths.insert(table.path).second) << table.path;
    EXPECT_FALSE(table.path.empty());
    EXPECT_FALSE(table.title.empty()) << table.path;
    std::set<std::string> names;
    for (const ColumnSpec& column : table.columns) {
      EXPECT_TRUE(names.insert(column.name).second) << table.path << "." << column.name;
      EXPECT_FALSE(column.meaning.empty()) << table.path << "." << column.name;
    }
  }
}

TEST(ResultSchema, AnUnknownTableIsAFaultOfTheProgram) {
  EXPECT_THROW(static_cast<void>(result_table("ranking/guesses")), InternalError);
  EXPECT_EQ(result_table("run/stages").path, "run/stages");
}

}  // namespace
}  // namespace fsu::io
