#include "src/commands/evaluate_summary.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "src/commands/text_columns.hpp"

namespace fsu::commands {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kWidestGroup = 40;

std::string share_text(double share) {
  return std::isnan(share) ? "-" : fmt::format("{:.4f}", share);
}

/// The share and its interval, such as 0.9812 (0.9800-0.9823).
std::string interval_text(const evaluate::Share& share) {
  if (std::isnan(share.value)) return "-";
  return fmt::format("{:.4f} ({:.4f}-{:.4f})", share.value, share.low, share.high);
}

/// Rows of link counts under a first column of texts.
class AccuracyColumns {
 public:
  explicit AccuracyColumns(std::string heading) { columns_[0].heading = std::move(heading); }

  void add(std::string_view title, std::int64_t mentions, const evaluate::LinkCounts& counts) {
    const evaluate::Accuracy accuracy = evaluate::accuracy_of(counts);
    std::size_t i = 0;
    for (std::string cell :
         {printable(title, kWidestGroup), fmt::format("{}", mentions),
          fmt::format("{}", counts.linked), fmt::format("{}", counts.right),
          fmt::format("{}", counts.true_links), interval_text(accuracy.precision),
          interval_text(accuracy.recall), share_text(accuracy.f1.value)}) {
      columns_[i++].cells.push_back(std::move(cell));
    }
  }

  void print(std::ostream& out, bool has_mentions) {
    std::vector<TextColumn> shown = columns_;
    if (!has_mentions) shown.erase(shown.begin() + 1);
    print_columns(out, shown, kIndent);
  }

 private:
  std::vector<TextColumn> columns_ = {{"", false, {}},
                                      {"mentions", true, {}},
                                      {"linked", true, {}},
                                      {"right", true, {}},
                                      {"true", true, {}},
                                      {"precision (95 %)", true, {}},
                                      {"recall (95 %)", true, {}},
                                      {"F1", true, {}}};
};

void print_truth(const Evaluation& evaluation, std::ostream& out) {
  out << evaluation.linkage << '\n';
  for (const TruthCount& count : evaluation.truth)
    out << fmt::format("{:>12} {}\n", count.value, count.title);
}

void print_links(const Evaluation& evaluation, std::ostream& out) {
  AccuracyColumns columns("links");
  for (const DecidedLinks& decided : evaluation.decided)
    columns.add(decided.title, 0, decided.counts);
  const std::size_t best = evaluate::best_threshold(evaluation.thresholds);
  columns.add(
      fmt::format("best F1: probability from {:.2f}", evaluate::ThresholdTable::threshold(best)), 0,
      evaluation.thresholds.at(best));
  out << '\n';
  columns.print(out, false);
}

void print_groups(const Evaluation& evaluation, std::ostream& out) {
  const std::vector<GroupRow>& rows = evaluation.groups;
  for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    AccuracyColumns columns(rows[begin].grouping);
    for (end = begin; end < rows.size() && rows[end].grouping == rows[begin].grouping; ++end)
      columns.add(rows[end].group, rows[end].count.mentions, rows[end].count.links());
    out << '\n';
    columns.print(out, true);
  }
}

void print_reliability(const Evaluation& evaluation, std::ostream& out) {
  std::vector<TextColumn> columns = {
      {"probability", false, {}}, {"links", true, {}}, {"stated", true, {}}, {"right", true, {}}};
  const auto& bins = evaluation.reliability.bins();
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    if (bins[bin].links == 0) continue;
    const auto low = static_cast<double>(bin) / 10.0;
    columns[0].cells.push_back(fmt::format("{:.1f} to {:.1f}", low, low + 0.1));
    columns[1].cells.push_back(fmt::format("{}", bins[bin].links));
    columns[2].cells.push_back(share_text(bins[bin].stated()));
    columns[3].cells.push_back(share_text(bins[bin].observed()));
  }
  out << '\n';
  print_columns(out, columns, kIndent);
  const evaluate::ReliabilityBin all = evaluation.calibration.all();
  out << fmt::format(
      "\nof {} candidates above {}: probabilities sum to {:.1f}, {} are right; expected "
      "calibration "
      "error {}\n",
      all.links, kLeastProbability, all.stated_sum(), all.right,
      share_text(evaluation.calibration.expected_calibration_error()));
}

void print_lists(const Evaluation& evaluation, std::ostream& out) {
  if (evaluation.lists.empty()) return;
  std::vector<TextColumn> columns = {{"true top list", false, {}},
                                     {"linkage", false, {}},
                                     {"kept", true, {}},
                                     {"lost to others", true, {}}};
  for (const ListRow& row : evaluation.lists) {
    columns[0].cells.push_back(row.metric);
    columns[1].cells.push_back(row.linkage);
    columns[2].cells.push_back(fmt::format("{}", row.kept));
    columns[3].cells.push_back(fmt::format("{}", row.lost_to));
  }
  out << '\n';
  print_columns(out, columns, kIndent);
}

}  // namespace

void print_evaluation(const Evaluation& evaluation, std::ostream& out) {
  print_truth(evaluation, out);
  print_links(evaluation, out);
  print_groups(evaluation, out);
  print_reliability(evaluation, out);
  print_lists(evaluation, out);
}

}  // namespace fsu::commands
