#include "io/h5_chunk_reader.hpp"

#include <hdf5.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "io/h5_chunk_codec.hpp"
#include "io/record_planes.hpp"
#include "io/workspaces.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

struct ReadWorkspace {
  std::vector<std::byte> stored;
  std::vector<std::byte> planes;
  ChunkDecompressor decompressor;
};

class ChunkReading {
 public:
  ChunkReading(const ChunkedTable& table, std::uint64_t begin, std::uint64_t end)
      : table_(table), begin_(begin), end_(end), columns_(table.layout, end - begin) {}

  std::optional<Table> read() {
    const std::uint64_t first = begin_ / table_.chunk_rows;
    const std::uint64_t behind = begin_ == end_ ? first : num_blocks(end_, table_.chunk_rows);
    for_blocks(behind - first, 1, [&](const Block& chunk) {
      workspaces_.with_one([&](ReadWorkspace& work) { read_chunk(first + chunk.index, work); });
    });
    if (is_foreign_) return {};
    return columns_.finish(table_.spec);
  }

 private:
  [[nodiscard]] std::string operation() const { return "read table " + table_.spec.path; }

  void read_chunk(std::uint64_t chunk_index, ReadWorkspace& work) {
    if (is_foreign_) return;
    const std::uint64_t chunk_begin = chunk_index * table_.chunk_rows;
    if (!load(chunk_begin, work.stored)) {
      is_foreign_ = true;
      return;
    }
    work.planes.resize(table_.chunk_rows * table_.layout.num_bytes);
    if (!work.decompressor.decompress(work.stored, work.planes))
      throw Error(ErrorKind::kData, "cannot " + operation() + ": a chunk is damaged");
    const std::uint64_t from = std::max(begin_, chunk_begin);
    const std::uint64_t to = std::min(end_, chunk_begin + table_.chunk_rows);
    columns_.take_rows({work.planes.data() + (from - chunk_begin), table_.chunk_rows},
                       from - begin_, to - begin_);
  }

  /// Reads a chunk as it is stored; false where it is not there or not filtered like the rest. One
  /// thread at a time: the library may be one that is not made for several.
  bool load(hsize_t first_row, std::vector<std::byte>& stored) {
    const std::lock_guard lock(library_);
    prepare_h5();
    hsize_t size = 0;
    if (H5Dget_chunk_storage_size(table_.dataset, &first_row, &size) < 0 || size == 0) return false;
    if (size > 2 * kMaxOwnChunkBytes)
      throw Error(ErrorKind::kData, "cannot " + operation() + ": a chunk has an impossible size");
    stored.resize(size);
    std::uint32_t skipped_filters = 0;
    h5_checked(
        H5Dread_chunk(table_.dataset, H5P_DEFAULT, &first_row, &skipped_filters, stored.data()),
        ErrorKind::kData, operation());
    return skipped_filters == 0;
  }

  const ChunkedTable& table_;
  std::uint64_t begin_;
  std::uint64_t end_;
  PlaneColumns columns_;
  Workspaces<ReadWorkspace> workspaces_;
  std::mutex library_;
  std::atomic<bool> is_foreign_ = false;
};

}  // namespace

std::optional<Table> read_chunks(const ChunkedTable& table, std::uint64_t begin,
                                 std::uint64_t end) {
  return ChunkReading(table, begin, end).read();
}

}  // namespace fsu::io
