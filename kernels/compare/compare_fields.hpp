// Compares further fields: a few levels a kind, from equal to different.
//
//   exact     same | different
//   text      same | one edit or the same words | Jaro-Winkler >= 0.90 | >= 0.80 | different
//   phone     same | one edit | different
//   postcode  same | one edit | same area (all but the last three characters) | different
//   email     same | same before the @, or one edit | Jaro-Winkler >= 0.90 before the @ | different
//   date      same | one part different, or day and month exchanged | same year | different
//   number    same | at most 1 apart | at most a tenth apart | different
// Level 0 is missing. Where a record holds several values, the best level of any two counts. Values
// come normalised (normalise_field), dates as YYYYMMDD. All comparisons are symmetric.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kernels/core/comparison.hpp"
#include "kernels/core/fields.hpp"
#include "kernels/text/edit_distance.hpp"
#include "kernels/text/jaro_winkler.hpp"

namespace fsu::compare {

inline constexpr std::uint8_t kMissingField = 0;
inline constexpr std::uint8_t kSameField = 1;

/// The value in the form in which it is compared; empty where nothing is left.
[[nodiscard]] std::string normalise_field(std::string_view value, FieldKind kind);

/// The description of a field's levels.
[[nodiscard]] ComparisonSpec field_comparison(const std::string& name, FieldKind kind);

/// Level of two values that differ, by the kind of their field.
[[nodiscard]] std::uint8_t compare_different_values(std::string_view a, std::string_view b,
                                                    FieldKind kind);

/// Compares the values of one record with those of many; one object a thread.
class FieldComparer {
 public:
  /// The field must outlive the comparer.
  explicit FieldComparer(const Field& field) : field_(&field) {}

  void set_left(std::size_t record);
  /// Level against a record of the right side.
  [[nodiscard]] std::uint8_t compare(std::size_t right_record) const;

 private:
  const Field* field_;
  std::span<const ValueId> left_;
};

}  // namespace fsu::compare
