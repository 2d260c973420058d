// Rows of a data set whose chunks are stored as this program's writer stores them (SHUFFLE, then
// DEFLATE; packed records), decoded by all threads.
//
// The library hands out one stored chunk at a time; what is costly, to decompress a chunk and to
// put its columns together, runs in parallel, each chunk into its own rows.
#pragma once

#include <cstdint>
#include <optional>

#include "io/h5_handle.hpp"
#include "io/h5_record_layout.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

/// A data set in chunks, open for reading.
struct ChunkedTable {
  H5Id dataset = -1;
  const TableSpec& spec;
  const RecordLayout& layout;
  std::uint64_t chunk_rows = 0;
};

/// No chunk that this reader takes is larger; the library may deal with those of other programs.
inline constexpr std::uint64_t kMaxOwnChunkBytes = std::uint64_t{64} << 20;

/// The rows [begin, end); kData where a chunk is damaged, nothing where one is absent or not
/// filtered like the rest (the library can tell what its rows are).
[[nodiscard]] std::optional<Table> read_chunks(const ChunkedTable& table, std::uint64_t begin,
                                               std::uint64_t end);

}  // namespace fsu::io
