#include "src/commands/record_truth.hpp"

#include <array>

#include "kernels/core/ids.hpp"
#include "kernels/evaluate/cluster_pairs.hpp"
#include "src/stages/dense_ids.hpp"

namespace fsu::commands {
namespace {

using Record = Id<struct RecordTag>;
static_assert(Record::kNoneValue == kUnknownRecord);

}  // namespace

std::vector<std::uint32_t> RecordIds::numbers_of(const StringColumn& ids) const {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(ids.size());
  for (const Record record : stages::find_all<Record>(ids, *index_))
    numbers.push_back(record.value);
  return numbers;
}

RecordTruth RecordTruth::of_pairs(const Table& truth, bool is_one_file) {
  RecordTruth result;
  result.is_one_file_ = is_one_file;
  const StringColumn& left = truth.text("left_id");
  const StringColumn& right = truth.text("right_id");
  if (is_one_file) {
    result.left_ids_ = RecordIds(distinct_strings(std::array{&left, &right}));
  } else {
    result.left_ids_ = RecordIds(stages::distinct_of(left));
    result.right_ids_ = RecordIds(stages::distinct_of(right));
  }
  const std::vector<std::uint32_t> left_numbers = result.left_records(left);
  const std::vector<std::uint32_t> right_numbers = result.right_records(right);
  std::vector<evaluate::RecordPair> pairs;
  for (std::size_t row = 0; row < left_numbers.size(); ++row)
    pairs.push_back({left_numbers[row], right_numbers[row]});
  result.pairs_ = evaluate::TruePairs(pairs, is_one_file);
  return result;
}

RecordTruth RecordTruth::of_clusters(const Table& truth) {
  RecordTruth result;
  result.is_one_file_ = true;
  const StringColumn& ids = truth.text("id");
  result.left_ids_ = RecordIds(stages::distinct_of(ids));
  const auto clusters = stages::dense_ids<Id<struct ClusterTag>>(truth.text("cluster"));
  const std::vector<std::uint32_t> records = result.left_records(ids);
  result.clusters_.resize(records.size());
  for (std::size_t row = 0; row < records.size(); ++row)
    result.clusters_[records[row]] = clusters.ids[row].value;
  return result;
}

bool RecordTruth::is_true(evaluate::RecordPair pair) const {
  if (pair.left == kUnknownRecord || pair.right == kUnknownRecord) return false;
  if (clusters_.empty()) return pairs_.contains(pair);
  return pair.left != pair.right && clusters_[pair.left] == clusters_[pair.right];
}

std::int64_t RecordTruth::num_pairs() const {
  return clusters_.empty() ? pairs_.size() : evaluate::pairs_within(clusters_);
}

std::int64_t RecordTruth::num_left_records() const {
  return clusters_.empty() ? pairs_.num_left_records() : evaluate::records_with_partner(clusters_);
}

std::int64_t RecordTruth::pairs_within(const std::vector<std::uint32_t>& clusters) const {
  if (!clusters_.empty()) return evaluate::pairs_in_common(clusters, clusters_);
  std::int64_t within = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(pairs_.size()); ++i) {
    const evaluate::RecordPair pair = pairs_.pair(i);
    const std::uint32_t cluster = clusters[pair.left];
    if (cluster != evaluate::kNoCluster && cluster == clusters[pair.right]) ++within;
  }
  return within;
}

}  // namespace fsu::commands
