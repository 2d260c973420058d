// Reads one table of an open HDF5 file: its description, and any range of its rows.
//
// Tables that this program wrote are decompressed in parallel, chunk by chunk; those of other
// programs go through the library (H5Dread), which gives the same rows. What a results file says of
// its columns comes back: int64 with a unit `... since 1970-01-01T00:00:00Z` is an instant. A date
// comes back as the text that it is stored as.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/h5_handle.hpp"
#include "io/h5_record_type.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

/// The paths of all tables in a file (data sets of records, of one dimension), in byte order.
[[nodiscard]] std::vector<std::string> list_tables(H5Id file);

class TableReader {
 public:
  /// Opens the table at `path`; kData where it is no table or has columns that cannot be read.
  TableReader(H5Id file, const std::string& path);

  [[nodiscard]] const TableSpec& spec() const { return spec_; }
  [[nodiscard]] std::uint64_t num_rows() const { return num_rows_; }
  [[nodiscard]] std::uint64_t num_bytes() const { return num_rows_ * layout_.num_bytes; }
  /// The digest that the file states for the table; empty where it states none.
  [[nodiscard]] const std::string& stated_digest() const { return stated_digest_; }

  /// A number of rows that is read well at a time (some MiB, whole chunks).
  [[nodiscard]] std::uint64_t rows_per_block() const;

  /// The rows [begin, end); kData where they are damaged.
  [[nodiscard]] Table read_rows(std::uint64_t begin, std::uint64_t end) const;
  [[nodiscard]] Table read_all() const { return read_rows(0, num_rows_); }
  /// The same rows through the library alone; slower, for any stored form.
  [[nodiscard]] Table read_rows_by_library(std::uint64_t begin, std::uint64_t end) const;

  /// True where every chunk of the table is in the file.
  [[nodiscard]] bool has_all_chunks() const;

 private:
  void describe();
  void find_chunking();
  void load_by_library(std::uint64_t begin, std::span<std::byte> records) const;

  TableSpec spec_;
  RecordLayout layout_;
  H5Handle memory_type_;
  H5Handle dataset_;
  std::uint64_t num_rows_ = 0;
  std::uint64_t chunk_rows_ = 0;  ///< 0: not in chunks
  bool is_own_encoding_ = false;  ///< chunks that read_chunks understands
  std::string stated_digest_;
};

}  // namespace fsu::io
