// A sample of one input table, and from it how many rows its files hold.
//
// Windows of whole records at even distances over all parts -> their rows as typed columns, and the
// length of all text over the mean length of a record. Of a .gz part the first megabytes alone are
// unpacked, and what they gave for what they took stands for the rest; so do the sampled parts for
// the others, where there are more than windows. Where a record begins is guessed as the reader
// does (csv_records.hpp), without a check behind it: good enough for an estimate. A table that is
// smaller than the sample is counted exactly. Memory: the sample, and one unpacked begin.
#pragma once

#include <cstdint>

#include "io/csv_table.hpp"
#include "io/time_zone.hpp"

namespace fsu::io {

struct TableSample {
  Table rows;               ///< the sample's usable rows, in file order
  double num_rows = 0;      ///< of the whole table, usable or not; an estimate
  double num_sampled = 0;   ///< records of the sample, usable or not
  double text_bytes = 0;    ///< of all parts, unpacked; an estimate where parts are packed
  bool is_counted = false;  ///< every record was read: num_rows is exact
};

struct SampleOptions {
  std::uint64_t sample_bytes = std::uint64_t{1} << 20;  ///< of text, about
  std::uint64_t window_bytes = std::uint64_t{1} << 15;
  std::uint64_t unpacked_bytes = std::uint64_t{4} << 20;  ///< of a packed part
};

/// Throws as read_csv_table does on the header of a part that is sampled.
[[nodiscard]] TableSample sample_csv_table(const TableSource& source, const TimeZone& time_zone,
                                           const SampleOptions& options = {});

}  // namespace fsu::io
