#include "src/commands/accuracy_tables.hpp"

#include "io/result_schema.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::commands {
namespace {

using evaluate::Share;

void append_share(Table& table, const std::string& name, const Share& share) {
  table.floats(name).push_back(share.value);
  table.floats(name + "_low").push_back(share.low);
  table.floats(name + "_high").push_back(share.high);
}

/// Rows of accuracy/summary of one part.
class SummaryPart {
 public:
  SummaryPart(Table& table, std::string part) : table_(table), part_(std::move(part)) {}

  void add(std::string_view measure, const Share& share) {
    table_.text("part").push_back(part_);
    table_.text("measure").push_back(measure);
    table_.floats("value").push_back(share.value);
    table_.floats("low").push_back(share.low);
    table_.floats("high").push_back(share.high);
  }
  void add(std::string_view measure, double value) { add(measure, Share{.value = value}); }
  void add(std::string_view measure, std::int64_t value) {
    add(measure, static_cast<double>(value));
  }
  void add(const evaluate::LinkCounts& counts) {
    add("linked", counts.linked);
    add("right", counts.right);
    add("true_links", counts.true_links);
    const evaluate::Accuracy accuracy = evaluate::accuracy_of(counts);
    add("precision", accuracy.precision);
    add("recall", accuracy.recall);
    add("f1", accuracy.f1);
  }

 private:
  Table& table_;
  std::string part_;
};

}  // namespace

Table thresholds_table(const evaluate::ThresholdTable& thresholds) {
  Table table(io::result_table("accuracy/thresholds"));
  for (std::size_t i = 0; i < evaluate::kNumThresholds; ++i) {
    const evaluate::Accuracy accuracy = evaluate::accuracy_of(thresholds.at(i));
    table.floats("threshold").push_back(evaluate::ThresholdTable::threshold(i));
    append_share(table, "precision", accuracy.precision);
    append_share(table, "recall", accuracy.recall);
    append_share(table, "f1", accuracy.f1);
  }
  return table;
}

Table reliability_table(const evaluate::Reliability& reliability) {
  Table table(io::result_table("accuracy/reliability"));
  for (const evaluate::ReliabilityBin& bin : reliability.bins()) {
    table.int64s("bin").push_back(static_cast<std::int64_t>(table.int64s("bin").size()));
    table.floats("stated").push_back(bin.stated());
    table.floats("observed").push_back(bin.observed());
    table.int64s("mentions").push_back(bin.links);
  }
  return table;
}

Table groups_table(const std::vector<GroupRow>& groups) {
  Table table(io::result_table("accuracy/by_group"));
  for (const GroupRow& row : groups) {
    const evaluate::Accuracy accuracy = evaluate::accuracy_of(row.count.links());
    table.text("grouping").push_back(row.grouping);
    table.text("group").push_back(row.group);
    table.int64s("mentions").push_back(row.count.mentions);
    table.int64s("linked").push_back(row.count.linked);
    append_share(table, "precision", accuracy.precision);
    append_share(table, "recall", accuracy.recall);
  }
  return table;
}

Table lists_table(const std::vector<ListRow>& lists) {
  Table table(io::result_table("accuracy/lists"));
  for (const ListRow& row : lists) {
    table.text("metric").push_back(row.metric);
    table.text("linkage").push_back(row.linkage);
    table.int64s("kept").push_back(row.kept);
    table.int64s("lost_to").push_back(row.lost_to);
  }
  return table;
}

Table summary_table(const Evaluation& evaluation) {
  Table table(io::result_table("accuracy/summary"));
  for (const DecidedLinks& decided : evaluation.decided)
    SummaryPart(table, decided.part).add(decided.counts);
  const std::size_t best = evaluate::best_threshold(evaluation.thresholds);
  SummaryPart best_part(table, "best_f1");
  best_part.add("threshold", evaluate::ThresholdTable::threshold(best));
  best_part.add(evaluation.thresholds.at(best));
  SummaryPart calibration(table, "calibration");
  const evaluate::ReliabilityBin all = evaluation.calibration.all();
  calibration.add("candidates", all.links);
  calibration.add("right", all.right);
  calibration.add("stated_sum", all.stated_sum());
  calibration.add("expected_calibration_error",
                  evaluation.calibration.expected_calibration_error());
  SummaryPart truth(table, "truth");
  for (const TruthCount& count : evaluation.truth) truth.add(count.measure, count.value);
  return table;
}

}  // namespace fsu::commands
