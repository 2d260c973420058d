// SHA-256 digests: of bytes, of files, of tables and of the content of a results file.
//
// A table's digest does not depend on how its rows were cut into blocks. All numbers are
// little-endian, `text` is its length as 8 bytes and then its bytes:
//   column  SHA-256 of the values in row order: texts as `text`, dates as the `text` of their
//           YYYY-MM-DD form, int64 and instants 8 bytes, flags 1 byte, floats the 8 bytes of
//           their IEEE 754 form, every NaN as 7ff8000000000000
//   table   SHA-256 of path as `text`, rows and columns (8 bytes each), then for each column its
//           name as `text`, its stored type ("text", "int64", "int8", "float64") as `text`, and
//           its column digest (32 bytes)
//   content SHA-256 of `text` path and `text` table digest in hex, over the tables in path order
// Columns are hashed in parallel, each by itself, so the thread count changes nothing. A writer may
// hash the columns of some rows beside its other work: begin_rows, then each part.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/column_sha256.hpp"
#include "io/sha256.hpp"
#include "io/system.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

/// Lower-case hex digits of a digest.
[[nodiscard]] std::string to_hex(const Sha256::Bytes& digest);

/// SHA-256 in hex of bytes, and of a whole file.
[[nodiscard]] std::string sha256_of_bytes(std::string_view bytes);
[[nodiscard]] std::string sha256_of_file(const Path& path);

/// The digest of a table whose rows come in blocks.
class TableDigest {
 public:
  explicit TableDigest(const TableSpec& spec);

  /// Adds the rows of a block with the same columns.
  void add(const Table& block);

  /// Says that the rows [begin, end) of a block come next.
  void begin_rows(const Table& block, std::size_t begin, std::size_t end);
  /// Adds one part of the columns of these rows; different parts may be added at the same time.
  void add_part(const Table& block, std::size_t begin, std::size_t end, std::size_t part);
  /// Two columns make a part, since two are hashed in little more time than one.
  [[nodiscard]] std::size_t num_parts() const { return (columns_.size() + 1) / 2; }

  /// The table's digest in hex; nothing may be added after it.
  [[nodiscard]] std::string finish();

 private:
  std::string path_;
  std::vector<ColumnSpec> columns_;
  std::vector<std::size_t> order_;  ///< of the columns in parts
  std::vector<ColumnSha256> hashers_;
  std::uint64_t num_rows_ = 0;
};

/// The digest in hex of a whole table.
[[nodiscard]] std::string table_digest(const Table& table);

/// True for tables that the same input and settings always make the same: all outside run/ and
/// quality/rejects (which hold times, and the order of the files).
[[nodiscard]] bool counts_in_content_digest(std::string_view table_path);

/// The content digest in hex from table digests by path; tables that do not count are left out.
[[nodiscard]] std::string content_digest(const std::map<std::string, std::string>& digest_by_path);

}  // namespace fsu::io
