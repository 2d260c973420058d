#include "src/commands/link_tables.hpp"

#include "io/result_schema.hpp"
#include "src/stages/decision_cells.hpp"

namespace fsu::commands {

std::vector<std::size_t> pairs_above(const LinkedRecords& linked, Weight floor) {
  std::vector<std::size_t> positions;
  const std::vector<Weight>& weights = linked.weighed.weights;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > floor) positions.push_back(i);
  }
  return positions;
}

Table pairs_block(const LinkedRecords& linked, std::span<const std::size_t> positions) {
  Table table(io::result_table("pairs"));
  StringColumn& left = table.text("left_id");
  StringColumn& right = table.text("right_id");
  std::vector<double>& weight = table.floats("weight");
  std::vector<double>& probability = table.floats("probability");
  std::vector<std::int64_t>& pattern = table.int64s("pattern");
  const stages::ComparedPairs& pairs = linked.pairs;
  for (const std::size_t i : positions) {
    left.push_back(linked.left_ids()[pairs.left[i]]);
    right.push_back(linked.right_ids()[pairs.right[i]]);
    weight.push_back(weight_bits(linked.weighed.weights[i]));
    probability.push_back(model::probability_of(linked.weighed.weights[i]));
    pattern.push_back(static_cast<std::int64_t>(pairs.pattern_codes[pairs.pattern[i]]));
  }
  return table;
}

Table best_block(const LinkedRecords& linked, RowRange records) {
  Table table(io::result_table("best"));
  StringColumn& left = table.text("left_id");
  StringColumn& right = table.text("right_id");
  StringColumn& status = table.text("status");
  StringColumn& runner_up = table.text("runner_up_id");
  std::vector<double>& weight = table.floats("weight");
  std::vector<double>& probability = table.floats("probability");
  std::vector<double>& runner_up_weight = table.floats("runner_up_weight");
  for (std::size_t record = records.begin; record < records.end; ++record) {
    const resolve::Decision& decision = linked.decided.best[record];
    left.push_back(linked.left_ids()[record]);
    right.push_back(stages::id_cell(decision.person, linked.right_ids()));
    status.push_back(resolve::status_name(decision.status));
    runner_up.push_back(stages::id_cell(decision.runner_up, linked.right_ids()));
    weight.push_back(stages::weight_cell(decision.weight));
    probability.push_back(stages::probability_cell(decision));
    runner_up_weight.push_back(stages::weight_cell(decision.runner_up_weight));
  }
  return table;
}

Table clusters_block(const LinkedRecords& linked, RowRange records) {
  Table table(io::result_table("clusters"));
  StringColumn& id = table.text("id");
  std::vector<std::int64_t>& cluster = table.int64s("cluster");
  for (std::size_t record = records.begin; record < records.end; ++record) {
    id.push_back(linked.left_ids()[record]);
    cluster.push_back(linked.decided.clusters[record]);
  }
  return table;
}

std::vector<std::size_t> record_text_widths(const LinkedRecords& linked, const TableSpec& spec) {
  const std::size_t left = linked.left_ids().max_length();
  const std::size_t right = linked.right_ids().max_length();
  std::vector<std::size_t> widths;
  for (const ColumnSpec& column : spec.columns) {
    if (column.type != ColumnType::kText) {
      widths.push_back(0);
    } else if (column.name == "status") {
      widths.push_back(resolve::status_name(resolve::Status::kBelowThreshold).size());
    } else {
      widths.push_back(column.name == "left_id" || column.name == "id" ? left : right);
    }
  }
  return widths;
}

std::vector<stages::PatternCount> count_patterns(const LinkedRecords& linked) {
  std::vector<std::uint64_t> num_pairs(linked.pairs.patterns.size());
  for (const std::uint32_t pattern : linked.pairs.pattern) ++num_pairs[pattern];
  std::vector<stages::PatternCount> counts;
  for (std::size_t i = 0; i < num_pairs.size(); ++i) {
    if (num_pairs[i] == 0) continue;
    counts.push_back({linked.pairs.pattern_codes[i], num_pairs[i],
                      model::pattern_weight(linked.weighed.model, linked.pairs.patterns[i])});
  }
  return counts;
}

}  // namespace fsu::commands
