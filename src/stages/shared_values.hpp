// Values of several columns over one dictionary.
//
// Columns of texts, normalised by their kind -> the distinct ones in byte order, and the rank of
// each row's text in it; none for blanks.
#pragma once

#include <span>
#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::stages {

struct SharedValues {
  StringColumn dictionary;
  std::vector<std::vector<ValueId>> columns;  ///< in the order given
};

/// Every text in the form in which it is compared.
[[nodiscard]] StringColumn normalised(const StringColumn& texts, FieldKind kind);

[[nodiscard]] SharedValues share_values(std::span<const StringColumn> columns);

}  // namespace fsu::stages
