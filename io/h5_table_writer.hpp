// Writes one table into an open HDF5 file, block by block: a packed compound data set in
// compressed chunks of about 1 MiB, with PyTables' attributes.
//
// Each chunk is a task: its columns are shuffled straight into the chunk's planes and compressed,
// and the chunk is handed to the library (H5Dwrite_chunk) in order, by whichever thread has the
// next one (ordered_pieces.hpp). The columns of the table's digest are tasks beside them. So all
// threads work all the time, and what is held is a chunk for each thread and those few that are
// ready before their turn. Rows of a block that fill no chunk wait in one for the next block.
//
// Neither the thread count nor the size of the blocks changes a byte of the file. Attributes:
// CLASS, VERSION, TITLE, NROWS, FIELD_n_NAME, FIELD_n_UNITS (where there is one),
// FIELD_n_DESCRIPTION, and `digest`, written last: a table without it is not finished. After an
// error the table cannot be finished.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/digest.hpp"
#include "io/h5_chunk_codec.hpp"
#include "io/h5_handle.hpp"
#include "io/h5_record_layout.hpp"
#include "io/ordered_pieces.hpp"
#include "io/workspaces.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

class TableWriter {
 public:
  /// Makes the data set `spec.path` of `num_rows` rows, and its groups; texts have at most these
  /// widths (one a column, see text_widths). Throws kIo.
  TableWriter(H5Id file, const TableSpec& spec, std::uint64_t num_rows,
              std::span<const std::size_t> widths);

  /// A number of rows that is appended well at a time: whole chunks, several a thread.
  [[nodiscard]] std::size_t rows_per_block() const;

  /// Adds the rows of a block with the same columns. Throws kIo.
  void append(const Table& block);

  /// Writes what is left and closes the data set; all rows must have come. Returns the table's
  /// digest. Throws kIo.
  [[nodiscard]] std::string finish();

 private:
  /// What a chunk's task works with.
  struct Workspace {
    std::vector<std::byte> planes;
    std::vector<std::byte> field;
    ChunkCompressor compressor;
  };
  /// Rows of a block, and the table's row that the first of them is.
  struct BlockRows {
    const Table& block;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t first_row = 0;
  };

  void append_rows(const BlockRows& rows);
  void fill_chunk(const BlockRows& rows, std::uint64_t chunk, Workspace& work);
  [[nodiscard]] std::vector<std::byte>& planes_of(std::uint64_t chunk_begin,
                                                  std::uint64_t rows_begin, bool is_whole,
                                                  Workspace& work);
  void write_chunk(std::uint64_t chunk, std::span<const std::byte> compressed) const;
  [[nodiscard]] std::string operation() const { return "write table " + spec_.path; }

  TableSpec spec_;
  RecordLayout layout_;
  std::uint64_t num_rows_ = 0;
  std::size_t chunk_rows_ = 0;
  H5Handle dataset_;
  TableDigest digest_;
  Workspaces<Workspace> workspaces_;
  OrderedPieces chunks_;
  std::uint64_t rows_taken_ = 0;
  std::vector<std::byte> begun_chunk_;  ///< planes of the chunk that waits for more rows
  std::vector<std::byte> next_begun_chunk_;
};

}  // namespace fsu::io
