// What the dates of the pairs of one block weigh, where two parts of the dates are the same for all
// left dates of the block, and two for all right ones: the third parts tell.
//
// Weights of a left date against every third part of the right ones are worked out when the first
// pair asks, a row of a small table; thousands of pairs then cost a look-up each. One object a
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kernels/core/date.hpp"
#include "src/stages/pair_bounds.hpp"

namespace fsu::stages {

class BlockDates {
 public:
  /// `pair`: the parts that the block's dates share.
  BlockDates(const PairBounds& bounds, DatePair pair) : bounds_(bounds), pair_(pair) {}

  /// Begins a block whose right dates have the shared parts of this one.
  void begin_block(std::int32_t right) {
    right_ = right;
    has_row_.fill(false);
    weights_.resize(kNumParts * kNumParts);
  }

  /// What a date of the left side weighs against one of the right; 0 for `of_right` unless the
  /// dates are equal (PairBounds::date).
  [[nodiscard]] Weight weight(std::int32_t left, std::int32_t right, std::uint32_t of_right) {
    const std::uint32_t row = part_of(left);
    const std::uint32_t column = part_of(right);
    if (left == right || row >= kNumParts || column >= kNumParts) {
      return bounds_.date(left, right, of_right);
    }
    if (!has_row_[row]) fill_row(left, row);
    return weights_[row * kNumParts + column];
  }

 private:
  /// Days, months, or years behind kYearBefore; 0 where it is not known.
  static constexpr std::uint32_t kNumParts = 128;
  static constexpr int kYearBefore = 1899;

  [[nodiscard]] std::uint32_t part_of(std::int32_t date) const {
    switch (pair_) {
      case DatePair::kYearMonth:
        return static_cast<std::uint32_t>(day_of(date));
      case DatePair::kYearDay:
        return static_cast<std::uint32_t>(month_of(date));
      case DatePair::kMonthDay:
      case DatePair::kExchanged:  // the left ones' as the right ones' day and month
        break;
    }
    return part_of_year(year_of(date));
  }
  /// kNumParts for a year that has no place.
  static std::uint32_t part_of_year(int year) {
    if (year == 0) return 0;
    return year > kYearBefore ? static_cast<std::uint32_t>(year - kYearBefore) : kNumParts;
  }
  /// The block's right date with that third part.
  [[nodiscard]] std::int32_t right_date(std::uint32_t part) const {
    const int value = static_cast<int>(part);
    switch (pair_) {
      case DatePair::kYearMonth:
        return pack_date(year_of(right_), month_of(right_), value);
      case DatePair::kYearDay:
        return pack_date(year_of(right_), value, day_of(right_));
      case DatePair::kMonthDay:
      case DatePair::kExchanged:
        break;
    }
    return pack_date(value == 0 ? 0 : kYearBefore + value, month_of(right_), day_of(right_));
  }
  void fill_row(std::int32_t left, std::uint32_t row);

  const PairBounds& bounds_;
  DatePair pair_;
  std::int32_t right_ = kMissingDate;
  std::array<bool, kNumParts> has_row_{};
  std::vector<Weight> weights_;  ///< by left part, right part
};

}  // namespace fsu::stages
