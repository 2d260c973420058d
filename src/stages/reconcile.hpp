// The account of every row read: quality/reconciliation.
//
// rows_read = rows_used + rows_rejected + rows_duplicate + rows_outside_window + rows_excluded +
// rows_orphan for every input table, checked here. Beside these terms: values that became missing
// or were settled by a rule (values_*), and custody records by how their time was settled
// (custody_*).
#pragma once

#include "src/stages/force.hpp"
#include "src/stages/scope.hpp"

namespace fsu::stages {

[[nodiscard]] Table reconciliation_table(const Force& force, const Scope& scope);

}  // namespace fsu::stages
