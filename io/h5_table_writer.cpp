#include "io/h5_table_writer.hpp"

#include <hdf5.h>

#include <algorithm>

#include "io/h5_attributes.hpp"
#include "io/h5_chunk_codec.hpp"
#include "io/h5_record_type.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kChunkBytes = 1 << 20;
/// Chunks compressed at a time for each thread: enough that the last of a batch keep few waiting.
constexpr std::size_t kChunksPerThread = 4;
constexpr std::size_t kPackBlockRows = 4096;

std::size_t rows_per_chunk(std::size_t record_bytes, std::uint64_t num_rows) {
  const std::uint64_t whole = std::max<std::uint64_t>(1, kChunkBytes / record_bytes);
  return std::clamp<std::uint64_t>(num_rows, 1, whole);
}

std::size_t rows_per_batch(std::size_t chunk_rows, std::uint64_t num_rows) {
  const std::size_t threads = checked_cast<std::size_t>(num_threads());
  const std::size_t num_chunks = num_blocks(num_rows, chunk_rows);
  return chunk_rows * std::clamp<std::size_t>(num_chunks, 1, kChunksPerThread * threads);
}

/// Makes the groups on the way to a table; without times of their own, so that equal content is
/// equal bytes.
void make_groups(H5Id file, const std::string& path) {
  const std::string operation = "make groups of " + path;
  const H5Handle settings(h5_checked(H5Pcreate(H5P_GROUP_CREATE), ErrorKind::kIo, operation),
                          H5Pclose);
  h5_checked(H5Pset_obj_track_times(settings.get(), false), ErrorKind::kIo, operation);
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
       slash = path.find('/', slash + 1)) {
    const std::string group = path.substr(0, slash);
    if (h5_checked(H5Lexists(file, group.c_str(), H5P_DEFAULT), ErrorKind::kIo, operation) > 0)
      continue;
    H5Handle made(
        h5_checked(H5Gcreate2(file, group.c_str(), H5P_DEFAULT, settings.get(), H5P_DEFAULT),
                   ErrorKind::kIo, operation),
        H5Gclose);
    made.close(ErrorKind::kIo, operation);
  }
}

H5Handle dataset_settings(std::size_t chunk_rows, const std::string& operation) {
  H5Handle settings(h5_checked(H5Pcreate(H5P_DATASET_CREATE), ErrorKind::kIo, operation), H5Pclose);
  const hsize_t chunk = chunk_rows;
  h5_checked(H5Pset_chunk(settings.get(), 1, &chunk), ErrorKind::kIo, operation);
  h5_checked(H5Pset_shuffle(settings.get()), ErrorKind::kIo, operation);
  h5_checked(H5Pset_deflate(settings.get(), 1), ErrorKind::kIo, operation);
  h5_checked(H5Pset_obj_track_times(settings.get(), false), ErrorKind::kIo, operation);
  return settings;
}

H5Handle make_dataset(H5Id file, const TableSpec& spec, const RecordLayout& layout,
                      std::uint64_t num_rows, std::size_t chunk_rows) {
  const std::string operation = "make table " + spec.path;
  make_groups(file, spec.path);
  const hsize_t rows = num_rows;
  // A data set without rows still needs a chunk of one row to be able to hold.
  const hsize_t most_rows = std::max<hsize_t>(1, rows);
  const H5Handle space(
      h5_checked(H5Screate_simple(1, &rows, &most_rows), ErrorKind::kIo, operation), H5Sclose);
  const H5Handle settings = dataset_settings(chunk_rows, operation);
  const H5Handle type = record_type(spec, layout);
  return {h5_checked(H5Dcreate2(file, spec.path.c_str(), type.get(), space.get(), H5P_DEFAULT,
                                settings.get(), H5P_DEFAULT),
                     ErrorKind::kIo, operation),
          H5Dclose};
}

void write_attributes(H5Id dataset, const TableSpec& spec, std::uint64_t num_rows) {
  write_attribute(dataset, "CLASS", "TABLE");
  write_attribute(dataset, "VERSION", "2.7");
  write_attribute(dataset, "TITLE", spec.title);
  write_attribute(dataset, "NROWS", checked_cast<std::int64_t>(num_rows));
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    const std::string field = "FIELD_" + std::to_string(i) + "_";
    write_attribute(dataset, field + "NAME", spec.columns[i].name);
    if (!spec.columns[i].unit.empty())
      write_attribute(dataset, field + "UNITS", spec.columns[i].unit);
    write_attribute(dataset, field + "DESCRIPTION", spec.columns[i].meaning);
  }
}

}  // namespace

TableWriter::TableWriter(H5Id file, const TableSpec& spec, std::uint64_t num_rows,
                         std::span<const std::size_t> widths)
    : spec_(spec),
      layout_(record_layout(spec, widths)),
      num_rows_(num_rows),
      chunk_rows_(rows_per_chunk(layout_.num_bytes, num_rows)),
      batch_rows_(rows_per_batch(chunk_rows_, num_rows)),
      digest_(spec) {
  prepare_h5();
  dataset_ = make_dataset(file, spec_, layout_, num_rows_, chunk_rows_);
  write_attributes(dataset_.get(), spec_, num_rows_);
  batch_.resize(num_rows_ == 0 ? 0 : batch_rows_ * layout_.num_bytes);
}

void TableWriter::append(const Table& block) {
  digest_.add(block);
  const std::size_t rows = block.num_rows();
  FSU_CHECK(rows_written_ + rows_in_batch_ + rows <= num_rows_);
  for (std::size_t begin = 0; begin < rows;) {
    const std::size_t added = std::min(rows - begin, batch_rows_ - rows_in_batch_);
    const std::size_t record_bytes = layout_.num_bytes;
    const std::span<std::byte> target = std::span(batch_).subspan(rows_in_batch_ * record_bytes);
    for_blocks(added, kPackBlockRows, [&](const Block& part) {
      pack_rows(block, begin + part.begin, begin + part.end, layout_,
                target.subspan(part.begin * record_bytes, (part.end - part.begin) * record_bytes));
    });
    begin += added;
    rows_in_batch_ += added;
    if (rows_in_batch_ == batch_rows_) write_batch();
  }
}

std::string TableWriter::finish() {
  FSU_CHECK(rows_written_ + rows_in_batch_ == num_rows_);
  write_batch();
  batch_ = {};
  std::string digest = digest_.finish();
  write_attribute(dataset_.get(), "digest", digest);
  dataset_.close(ErrorKind::kIo, operation());
  return digest;
}

std::vector<std::vector<std::byte>> TableWriter::encode_batch() const {
  const std::size_t chunk_bytes = chunk_rows_ * layout_.num_bytes;
  std::vector<std::vector<std::byte>> chunks(num_blocks(rows_in_batch_, chunk_rows_));
  for_blocks(chunks.size(), 1, [&](const Block& chunk) {
    chunks[chunk.index] = encode_chunk(
        std::span(batch_).subspan(chunk.index * chunk_bytes, chunk_bytes), layout_.num_bytes);
  });
  return chunks;
}

void TableWriter::write_batch() {
  // The last chunk is stored whole; what lies behind the table's end in it is zero.
  const std::size_t used_bytes = rows_in_batch_ * layout_.num_bytes;
  std::fill(batch_.begin() + static_cast<std::ptrdiff_t>(used_bytes), batch_.end(), std::byte{0});
  hsize_t first_row = rows_written_;
  for (const std::vector<std::byte>& chunk : encode_batch()) {
    h5_checked(
        H5Dwrite_chunk(dataset_.get(), H5P_DEFAULT, 0, &first_row, chunk.size(), chunk.data()),
        ErrorKind::kIo, operation());
    first_row += chunk_rows_;
  }
  rows_written_ += rows_in_batch_;
  rows_in_batch_ = 0;
}

}  // namespace fsu::io
