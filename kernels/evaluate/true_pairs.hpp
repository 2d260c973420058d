// The true pairs of records, to ask whether a pair is one of them.
//
// Input: pairs of record numbers, between two files or within one. Output: how many different pairs
// there are, and for any pair whether it is true. A pair is one integer, left number above right;
// within one file the order of a pair means nothing and the smaller number stands left. Sorted, so
// that asking is a binary search; read-only afterwards, so any thread may ask.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fsu::evaluate {

/// A pair of records by number.
struct RecordPair {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};

class TruePairs {
 public:
  TruePairs() = default;
  /// Takes pairs in any order and number; a record and itself are no pair within one file.
  TruePairs(std::span<const RecordPair> pairs, bool is_one_file);

  [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(keys_.size()); }
  [[nodiscard]] bool contains(RecordPair pair) const;
  /// Pair number i, ascending.
  [[nodiscard]] RecordPair pair(std::size_t i) const;
  /// Records with a true partner: of the left file, or of the one file.
  [[nodiscard]] std::int64_t num_left_records() const;

 private:
  [[nodiscard]] std::uint64_t key_of(RecordPair pair) const;

  std::vector<std::uint64_t> keys_;
  bool is_one_file_ = false;
};

}  // namespace fsu::evaluate
