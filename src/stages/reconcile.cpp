#include "src/stages/reconcile.hpp"

#include <algorithm>

#include "io/result_schema.hpp"
#include "kernels/core/check.hpp"
#include "src/stages/count_usage.hpp"

namespace fsu::stages {
namespace {

struct ReconciliationRow {
  std::string_view measure;
  std::int64_t rows = 0;
};

void add_row(Table& table, std::string_view name, std::string_view measure, std::int64_t rows) {
  table.text("table").push_back(name);
  table.text("measure").push_back(measure);
  table.int64s("rows").push_back(rows);
}

}  // namespace

Table reconciliation_table(const Force& force, const Scope& scope) {
  Table table(io::result_table("quality/reconciliation"));
  for (const io::InputTable& schema : io::input_tables()) {
    const InputRows& input = force.input.tables.at(schema.name);
    const std::vector<RowFate>& fates = scope.of(schema.name);
    const auto num_with = [&](RowFate fate) -> std::int64_t {
      return std::count(fates.begin(), fates.end(), fate);
    };
    const std::vector<ReconciliationRow> terms = {
        {"rows_used", num_with(RowFate::kUsed)},
        {"rows_rejected", input.num_rejected},
        {"rows_duplicate", input.num_duplicates},
        {"rows_outside_window", num_with(RowFate::kOutsideWindow)},
        {"rows_excluded", num_with(RowFate::kExcluded)},
        {"rows_orphan", input.num_orphans}};
    add_row(table, schema.name, "rows_read", input.num_read);
    std::int64_t sum = 0;
    for (const auto& [measure, rows] : terms) {
      add_row(table, schema.name, measure, rows);
      sum += rows;
    }
    FSU_CHECK(sum == input.num_read);
    for (const auto& [what, times] : input.value_counts)
      add_row(table, schema.name, "values_" + what, times);
  }
  const CustodyCounts custody = count_custody_cases(force, scope);
  add_row(table, "custody", "custody_capped", custody.capped);
  add_row(table, "custody", "custody_negative", custody.negative);
  add_row(table, "custody", "custody_open", custody.open);
  return table;
}

}  // namespace fsu::stages
