// Reads one input table from its CSV files into typed columns: the only way in for extracts.
//
// Each part is cut into ranges of whole records, the ranges are read in parallel, and their rows,
// rejects and counts are joined in file order, so the result does not depend on threads or range
// size (io/csv_part_reader; clean records go a fast way, io/csv_range_reader). Columns whose values
// repeat become coded string columns. A row that cannot be used becomes a reject with its place and
// reason; a value that cannot be read where the contract allows it becomes missing and is counted.
// A file that is unusable as a whole is thrown as Error (kData) that names the file and the place.
// No message holds a value of the data.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "io/input_schema.hpp"
#include "io/row_origins.hpp"
#include "io/system.hpp"
#include "io/table_mapping.hpp"
#include "io/time_zone.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

enum class RejectKind : std::uint8_t {
  kTooFewValues,
  kTooManyValues,
  kStrayQuote,
  kInvalidUtf8,
  kNulByte,
  kMissingValue,
  kIdTooLong,
  kUnmappedValue,
  kUnreadableInstant,
  kUnreadableNumber,
  kConflictingKey,
};

/// The kind as it stands in quality/rejects.
[[nodiscard]] std::string_view reject_kind_name(RejectKind kind);

inline constexpr std::uint32_t kWholeRow = 0xFFFFFFFF;

struct Reject {
  RowOrigin origin;
  std::uint32_t column = kWholeRow;  ///< position among the table's columns
  RejectKind kind = RejectKind::kTooFewValues;
};

struct InputPart {
  Path path;
  std::uint64_t num_bytes = 0;  ///< on disk
  std::string sha256;           ///< of the file on disk, hex
};

struct TableSource {
  const InputTable* schema = nullptr;
  std::vector<Path> parts;
  TableMapping mapping;
};

struct ReadOptions {
  const TimeZone* time_zone = nullptr;
  std::size_t range_bytes = std::size_t{2} << 20;
  bool keeps_origins = true;  ///< false leaves ReadTable::origins empty
  /// Told the bytes on disk that were read; may be called from several threads.
  std::function<void(std::uint64_t)> on_progress;
};

struct ReadTable {
  Table rows;
  RowOrigins origins;           ///< one a row, unless they are not kept
  std::vector<Reject> rejects;  ///< in file order
  std::int64_t num_rows_read = 0;
  /// Values that became missing or were settled by a rule, such as unreadable_closed_at: how often.
  std::map<std::string, std::int64_t> value_counts;
  std::vector<std::string> unknown_columns;  ///< "file: column", ignored
  std::vector<bool> has_column;              ///< by position: stands in at least one part
  std::vector<InputPart> parts;
};

/// Reads all parts of a table. Columns that no part has are filled with missing values.
[[nodiscard]] ReadTable read_csv_table(const TableSource& source, const ReadOptions& options);

/// Looks at headers and sizes only: the bytes of all parts on disk; throws as read_csv_table does
/// on a header.
[[nodiscard]] std::uint64_t look_at_table(const TableSource& source);

}  // namespace fsu::io
