// Which rows count: those inside the window that are not excluded.
//
// Input: the joined tables and the window [as_of - months, as_of). Output: for each table a fate a
// row, and the terms of the reconciliation. The window is decided by created_at (investigations,
// incidents; custody, else by arrived_at), arrested_at, reported_at, started_at; role,
// relationship, resource and decision rows follow their parent; people, phones, harm scores and
// exclusions have no window. Pre-planned logs, their resources, calls and decisions are excluded.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/interval.hpp"
#include "src/stages/force.hpp"

namespace fsu::stages {

enum class RowFate : std::uint8_t { kUsed, kOutsideWindow, kExcluded };

struct Scope {
  Interval window;
  std::map<std::string, std::vector<RowFate>, std::less<>> fates;  ///< every table, one a row

  [[nodiscard]] const std::vector<RowFate>& of(std::string_view table) const {
    const auto found = fates.find(table);
    FSU_CHECK(found != fates.end());
    return found->second;
  }
};

/// The window that ends at `as_of` 00:00 local and begins `num_months` calendar months before.
[[nodiscard]] Interval local_window(std::int32_t as_of, int num_months,
                                    const std::string& time_zone);

/// Settles every row's fate; kData where nothing at all is in the window, with the span of the
/// data.
[[nodiscard]] Scope settle_scope(const Force& force, const Interval& window);

/// The rows of a table that count, ascending.
[[nodiscard]] std::vector<std::uint32_t> used_rows(const Scope& scope, std::string_view table);

/// The instant that decides the window of each custody record: created_at, else arrived_at.
[[nodiscard]] std::vector<std::int64_t> custody_instants(const Table& custody);

}  // namespace fsu::stages
