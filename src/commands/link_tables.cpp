#include "src/commands/link_tables.hpp"

#include <string_view>

#include "io/result_schema.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::commands {
namespace {

double bits_of(resolve::StoredWeight weight) {
  return weight == resolve::kNoWeight ? kMissingFloat64 : weight_bits(weight);
}

std::string_view id_of(PersonId record, const StringColumn& ids) {
  return record.is_none() ? std::string_view{} : ids[record.index()];
}

std::int64_t pattern_number(std::uint64_t code) { return static_cast<std::int64_t>(code); }

}  // namespace

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
    pattern.push_back(pattern_number(pairs.pattern_codes[pairs.pattern[i]]));
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
    right.push_back(id_of(decision.person, linked.right_ids()));
    status.push_back(resolve::status_name(decision.status));
    runner_up.push_back(id_of(decision.runner_up, linked.right_ids()));
    weight.push_back(bits_of(decision.weight));
    probability.push_back(decision.person.is_none() ? kMissingFloat64 : decision.probability);
    runner_up_weight.push_back(bits_of(decision.runner_up_weight));
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

Table record_levels_table(const model::Model& model) {
  Table table(io::result_table("linkage/levels"));
  for (const model::Comparison& comparison : model.comparisons) {
    for (std::size_t level = 0; level < comparison.shares.size(); ++level) {
      const bool is_compared = comparison.spec.levels[level].presence != kNothingCompared;
      const model::LevelShares& shares = comparison.shares[level];
      table.text("comparison").push_back(comparison.spec.name);
      table.int64s("level").push_back(static_cast<std::int64_t>(level));
      table.text("label").push_back(comparison.spec.levels[level].label);
      table.floats("m").push_back(is_compared ? shares.m : kMissingFloat64);
      table.floats("u").push_back(is_compared ? shares.u : kMissingFloat64);
      table.floats("weight").push_back(
          weight_bits(model::level_weight(comparison, static_cast<std::uint8_t>(level))));
    }
  }
  return table;
}

Table record_patterns_table(const LinkedRecords& linked) {
  Table table(io::result_table("linkage/patterns"));
  std::vector<std::int64_t> num_pairs(linked.pairs.patterns.size());
  for (const std::uint32_t pattern : linked.pairs.pattern) ++num_pairs[pattern];
  for (std::size_t i = 0; i < num_pairs.size(); ++i) {
    if (num_pairs[i] == 0) continue;  // of the sample alone
    const Weight weight = model::pattern_weight(linked.weighed.model, linked.pairs.patterns[i]);
    table.int64s("pattern").push_back(pattern_number(linked.pairs.pattern_codes[i]));
    table.int64s("pairs").push_back(num_pairs[i]);
    table.floats("weight").push_back(weight_bits(weight));
    table.floats("pair_probability").push_back(model::probability_of(weight));
  }
  return table;
}

Table record_passes_table(const blocking::BlockingCounts& counts) {
  Table table(io::result_table("linkage/passes"));
  for (std::size_t pass = 0; pass < blocking::kNumPasses; ++pass) {
    const blocking::PassCounts& of = counts.passes[pass];
    table.text("pass").push_back(blocking::kPassNames[pass]);
    table.int64s("pairs").push_back(static_cast<std::int64_t>(of.pairs));
    table.int64s("new_pairs").push_back(static_cast<std::int64_t>(of.new_pairs));
    table.int64s("largest_block").push_back(static_cast<std::int64_t>(of.largest_block));
  }
  return table;
}

Table record_summary_table(const std::vector<LinkCount>& counts) {
  Table table(io::result_table("linkage/summary"));
  for (const LinkCount& count : counts) {
    table.text("role").push_back(count.side);
    table.text("measure").push_back(count.measure);
    table.floats("value").push_back(count.value);
  }
  return table;
}

}  // namespace fsu::commands
