// Writes one table into an open HDF5 file, block by block: a packed compound data set in
// compressed chunks of about 1 MiB, with PyTables' attributes.
//
// Rows of appended blocks gather in a batch of chunks; a full batch is compressed in parallel and
// handed to the library in order by the calling thread (H5Dwrite_chunk). Neither the thread count
// nor the size of the blocks changes a byte of the file. Attributes: CLASS, VERSION, TITLE, NROWS,
// FIELD_n_NAME, FIELD_n_UNITS (where there is one), FIELD_n_DESCRIPTION, and `digest`, written
// last: a table without it is not finished. After an error the table cannot be finished.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/digest.hpp"
#include "io/h5_handle.hpp"
#include "io/h5_record_layout.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

class TableWriter {
 public:
  /// Makes the data set `spec.path` of `num_rows` rows, and its groups; texts have at most these
  /// widths (one a column, see text_widths). Throws kIo.
  TableWriter(H5Id file, const TableSpec& spec, std::uint64_t num_rows,
              std::span<const std::size_t> widths);

  /// Adds the rows of a block with the same columns. Throws kIo.
  void append(const Table& block);

  /// Writes what is left and closes the data set; all rows must have come. Returns the table's
  /// digest. Throws kIo.
  [[nodiscard]] std::string finish();

 private:
  void write_batch();
  [[nodiscard]] std::vector<std::vector<std::byte>> encode_batch() const;
  [[nodiscard]] std::string operation() const { return "write table " + spec_.path; }

  TableSpec spec_;
  RecordLayout layout_;
  std::uint64_t num_rows_ = 0;
  std::size_t chunk_rows_ = 0;
  std::size_t batch_rows_ = 0;
  H5Handle dataset_;
  TableDigest digest_;
  std::vector<std::byte> batch_;
  std::size_t rows_in_batch_ = 0;
  std::uint64_t rows_written_ = 0;
};

}  // namespace fsu::io
