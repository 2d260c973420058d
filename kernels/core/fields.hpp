// Further fields of records, beyond names, date of birth and identifier: a telephone, a postcode, a
// street, an email.
//
// A field's values are ranks in a dictionary of its own that both sides share; a record may hold
// several values of one field (the telephones of a person), ascending. None: the field is missing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kernels/core/ids.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu {

/// Rank of a normalised value in its field's dictionary.
using ValueId = Id<struct ValueTag>;

enum class FieldKind : std::uint8_t { kExact, kText, kPhone, kPostcode, kEmail, kDate, kNumber };

/// The values of one field in one set of records.
struct FieldValues {
  std::vector<std::uint32_t> begins;  ///< one more than records
  std::vector<ValueId> values;        ///< ascending and distinct within a record

  [[nodiscard]] std::size_t num_records() const { return begins.empty() ? 0 : begins.size() - 1; }
  [[nodiscard]] std::span<const ValueId> of(std::size_t record) const {
    return std::span(values).subspan(begins[record], begins[record + 1] - begins[record]);
  }
};

/// One field: its kind, its dictionary, and the values of either side.
struct Field {
  std::string name;
  FieldKind kind = FieldKind::kExact;
  StringColumn dictionary;  ///< normalised values in byte order
  FieldValues left;
  FieldValues right;
};

}  // namespace fsu
