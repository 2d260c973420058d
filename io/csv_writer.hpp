// Tables as CSV text: a table's columns -> RFC 4180 records with a header; and the file they go to.
//
// A cell is quoted where it holds a comma, a quote or a line break. Missing values are blank, flags
// 0 or 1, dates YYYY-MM-DD (unknown parts ??), numbers in their shortest exact form. Instants are
// written in UTC with a Z, or, where the table holds local civil time, without an offset. On wish,
// texts that a spreadsheet would take for a formula are guarded by a leading apostrophe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/publish.hpp"
#include "io/system.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

enum class InstantForm : std::uint8_t {
  kUtc,         ///< YYYY-MM-DDTHH:MM:SSZ
  kLocalCivil,  ///< the stored seconds are a wall clock's: YYYY-MM-DDTHH:MM:SS
};

struct CsvOptions {
  InstantForm instants = InstantForm::kUtc;
  /// Guards texts that begin, after blanks, with = + - @ TAB or CR.
  bool is_formula_guarded = false;
  /// Names of kInt64 columns that hold hundredths and are written as decimals.
  std::vector<std::string> hundredths = {};
};

/// The header record of a table.
void append_csv_header(std::string& text, const TableSpec& spec);

/// All rows of a table, one record each.
void append_csv_rows(std::string& text, const Table& table, const CsvOptions& options = {});

/// One record of cells that are texts already.
void append_csv_record(std::string& text, std::span<const std::string> cells);

/// Header and rows.
[[nodiscard]] std::string format_csv(const Table& table, const CsvOptions& options = {});

/// The cells of one row as texts, not quoted.
[[nodiscard]] std::vector<std::string> csv_cells(const Table& table, std::size_t row,
                                                 const CsvOptions& options = {});

/// The text with an apostrophe before it where a spreadsheet would take it for a formula.
[[nodiscard]] std::string guard_formula(std::string_view text);

/// A CSV file of mode 0600 that gets its name only when it is whole; it replaces what bore it.
class CsvFile {
 public:
  explicit CsvFile(const Path& path);

  void append(std::string_view text);
  [[nodiscard]] std::uint64_t num_bytes() const { return num_bytes_; }
  /// Makes the file durable and gives it its name.
  void finish() { unpublished_.publish(); }

 private:
  UnpublishedFile unpublished_;
  FileDescriptor file_;
  std::uint64_t num_bytes_ = 0;
};

}  // namespace fsu::io
