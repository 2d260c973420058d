// The truth of record linkage, asked by record id: is a pair true, and how many are there?
//
// Input: the rows of a truth of pairs, or of clusters (one file against itself only). Output: dense
// numbers of the records that the truth names, and either the set of true pairs or the cluster of
// each record. A record that the truth does not name is nobody else's: every pair with it is wrong.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "kernels/core/string_index.hpp"
#include "kernels/core/table.hpp"
#include "kernels/evaluate/true_pairs.hpp"

namespace fsu::commands {

/// A record that the truth does not name.
inline constexpr std::uint32_t kUnknownRecord = 0xFFFFFFFF;

/// Distinct ids and where each stands among them.
class RecordIds {
 public:
  RecordIds() : RecordIds(StringColumn{}) {}
  explicit RecordIds(StringColumn distinct_ids)
      : ids_(std::make_unique<StringColumn>(std::move(distinct_ids))),
        index_(std::make_unique<StringIndex>(*ids_)) {}

  [[nodiscard]] std::size_t size() const { return ids_->size(); }
  /// Number of each id of a column; kUnknownRecord.
  [[nodiscard]] std::vector<std::uint32_t> numbers_of(const StringColumn& ids) const;

 private:
  std::unique_ptr<StringColumn> ids_;  ///< its address is that of the index
  std::unique_ptr<StringIndex> index_;
};

class RecordTruth {
 public:
  /// From columns left_id, right_id; within one file both sides share their ids.
  [[nodiscard]] static RecordTruth of_pairs(const Table& truth, bool is_one_file);
  /// From columns id, cluster, of one file.
  [[nodiscard]] static RecordTruth of_clusters(const Table& truth);

  /// Numbers of the records of a column of left or right ids; kUnknownRecord.
  [[nodiscard]] std::vector<std::uint32_t> left_records(const StringColumn& ids) const {
    return left_ids_.numbers_of(ids);
  }
  [[nodiscard]] std::vector<std::uint32_t> right_records(const StringColumn& ids) const {
    return (is_one_file_ ? left_ids_ : right_ids_).numbers_of(ids);
  }

  [[nodiscard]] bool is_true(evaluate::RecordPair pair) const;
  [[nodiscard]] std::int64_t num_pairs() const;
  /// Left records with a true partner.
  [[nodiscard]] std::int64_t num_left_records() const;
  /// Records that the truth names, left and right ones together where they share their ids.
  [[nodiscard]] std::size_t num_records() const { return left_ids_.size() + right_ids_.size(); }

  /// True pairs whose records are in one cluster of `clusters`, by number of record.
  [[nodiscard]] std::int64_t pairs_within(const std::vector<std::uint32_t>& clusters) const;

 private:
  RecordIds left_ids_;
  RecordIds right_ids_;  ///< empty where both sides share their ids
  bool is_one_file_ = false;
  evaluate::TruePairs pairs_;
  std::vector<std::uint32_t> clusters_;  ///< by record; empty for a truth of pairs
};

}  // namespace fsu::commands
