#include "src/commands/evaluate_links.hpp"

#include <fmt/format.h>

#include "kernels/core/error.hpp"
#include "kernels/evaluate/cluster_pairs.hpp"
#include "src/commands/stated_settings.hpp"
#include "src/commands/table_blocks.hpp"

namespace fsu::commands {
namespace {

using evaluate::LinkCounts;
using evaluate::LinkOutcome;

/// Without settings in the file a pair counts as linked from this probability.
constexpr double kUsualThreshold = 0.5;

/// Probabilities of all pairs, and which are true.
struct FoundPairs {
  std::vector<double> probability;
  std::vector<LinkOutcome> outcome;
  std::int64_t known_records = 0;  ///< left and right ids, pair by pair, that the truth names

  [[nodiscard]] evaluate::Candidates view() const { return {probability, outcome}; }
};

/// Numbers of the records of each row's pair.
std::vector<evaluate::RecordPair> pairs_of(const Table& rows, const RecordTruth& truth) {
  const std::vector<std::uint32_t> left = truth.left_records(rows.text("left_id"));
  const std::vector<std::uint32_t> right = truth.right_records(rows.text("right_id"));
  std::vector<evaluate::RecordPair> pairs;
  for (std::size_t row = 0; row < left.size(); ++row) pairs.push_back({left[row], right[row]});
  return pairs;
}

std::int64_t num_known(const std::vector<evaluate::RecordPair>& pairs) {
  std::int64_t known = 0;
  for (const evaluate::RecordPair& pair : pairs) {
    known += pair.left == kUnknownRecord ? 0 : 1;
    known += pair.right == kUnknownRecord ? 0 : 1;
  }
  return known;
}

FoundPairs read_pairs(const io::ResultFileReader& file, const RecordTruth& truth,
                      report::Reporter& reporter) {
  const io::TableReader table = file.open_table("pairs");
  reporter.begin_stage("pairs", table.num_rows());
  FoundPairs found;
  for_each_block(table, reporter, [&](const Table& rows) {
    const std::vector<double>& probability = rows.floats("probability");
    found.probability.insert(found.probability.end(), probability.begin(), probability.end());
    const auto pairs = pairs_of(rows, truth);
    found.known_records += num_known(pairs);
    for (const evaluate::RecordPair& pair : pairs)
      found.outcome.push_back(truth.is_true(pair) ? evaluate::kIsRight : LinkOutcome{0});
  });
  reporter.end_stage();
  return found;
}

/// Left records whose best candidate is linked; and how many of their ids the truth knows.
LinkCounts count_best(const io::ResultFileReader& file, const RecordTruth& truth,
                      std::int64_t& known_records, report::Reporter& reporter) {
  const io::TableReader table = file.open_table("best");
  reporter.begin_stage("best", table.num_rows());
  LinkCounts counts{0, 0, truth.num_left_records()};
  for_each_block(table, reporter, [&](const Table& rows) {
    const auto pairs = pairs_of(rows, truth);
    known_records += num_known(pairs);
    for (std::size_t row = 0; row < pairs.size(); ++row) {
      if (rows.text("status")[row] != "linked") continue;
      ++counts.linked;
      if (truth.is_true(pairs[row])) ++counts.right;
    }
  });
  reporter.end_stage();
  return counts;
}

/// Pairs that the clusters imply.
LinkCounts count_clusters(const io::ResultFileReader& file, const RecordTruth& truth) {
  const Table rows = file.read_table("clusters");
  const std::vector<std::uint32_t> records = truth.left_records(rows.text("id"));
  std::vector<std::uint32_t> cluster_of_row;
  std::vector<std::uint32_t> cluster_of_record(truth.num_records(), evaluate::kNoCluster);
  for (std::size_t row = 0; row < records.size(); ++row) {
    const std::int64_t number = rows.int64s("cluster")[row];
    if (number < 0 || number >= std::int64_t{evaluate::kNoCluster})
      throw Error(ErrorKind::kData, "table clusters: a cluster has no usable number");
    cluster_of_row.push_back(static_cast<std::uint32_t>(number));
    if (records[row] != kUnknownRecord) cluster_of_record[records[row]] = cluster_of_row.back();
  }
  return {evaluate::pairs_within(cluster_of_row), truth.pairs_within(cluster_of_record),
          truth.num_pairs()};
}

/// A pair that stands in the file twice would be found twice.
void check_counts(const DecidedLinks& decided) {
  if (decided.counts.right <= decided.counts.true_links) return;
  throw Error(ErrorKind::kData, "table " + decided.part +
                                    " of the file holds a record or a pair more than once; link "
                                    "again, with ids that are distinct");
}

void refuse_strangers(std::int64_t known_records, const RecordTruth& truth) {
  if (known_records > 0) return;
  throw Error(ErrorKind::kData,
              fmt::format("none of the {} records of the truth is in the file: are these the ids "
                          "that the records were linked by?",
                          truth.num_records()));
}

/// Pairs from the threshold on; marks them as linked.
LinkCounts count_pairs(double threshold, const RecordTruth& truth, FoundPairs& found) {
  LinkCounts counts{0, 0, truth.num_pairs()};
  for (std::size_t i = 0; i < found.outcome.size(); ++i) {
    if (!(found.probability[i] >= threshold)) continue;
    found.outcome[i] |= evaluate::kIsLinked;
    ++counts.linked;
    if (evaluate::has_all(found.outcome[i], evaluate::kIsRight)) ++counts.right;
  }
  return counts;
}

void add_probabilities(const FoundPairs& found, const RecordTruth& truth, Evaluation& evaluation) {
  evaluation.thresholds =
      evaluate::count_by_threshold(found.view(), evaluate::kIsRight, truth.num_pairs());
  evaluation.calibration = evaluate::reliability_of(found.view(), {0, kLeastProbability});
  evaluation.reliability = evaluation.calibration;
}

}  // namespace

Evaluation evaluate_links(const io::ResultFileReader& file, const RecordTruth& truth,
                          report::Reporter& reporter) {
  const StatedSettings settings(file);
  const double threshold = settings.number("link-probability", kUsualThreshold);
  FoundPairs found = read_pairs(file, truth, reporter);
  std::int64_t known_records = found.known_records;
  Evaluation evaluation;
  evaluation.linkage = fmt::format("pairs of records, linked from probability {}", threshold);
  std::vector<DecidedLinks>& decided = evaluation.decided;
  decided.push_back({"pairs", "pairs at the threshold", count_pairs(threshold, truth, found)});
  if (file.has_table("best"))
    decided.push_back(
        {"best", "best by left record", count_best(file, truth, known_records, reporter)});
  if (file.has_table("clusters"))
    decided.push_back({"clusters", "pairs within clusters", count_clusters(file, truth)});
  refuse_strangers(known_records, truth);
  add_probabilities(found, truth, evaluation);
  for (const DecidedLinks& links : decided) check_counts(links);
  check_counts({"pairs", "", evaluation.thresholds.at(0)});
  evaluation.truth = {
      {"records", "records in the truth", static_cast<std::int64_t>(truth.num_records())},
      {"true_pairs", "true pairs", truth.num_pairs()},
      {"pairs_in_file", "pairs in the file", static_cast<std::int64_t>(found.outcome.size())}};
  return evaluation;
}

}  // namespace fsu::commands
