#include "io/h5_table_writer.hpp"

#include <hdf5.h>

#include <algorithm>
#include <cstring>

#include "io/h5_attributes.hpp"
#include "io/h5_record_type.hpp"
#include "io/record_planes.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kChunkBytes = 1 << 20;
/// Chunks in one parallel loop: enough that the last ones keep few threads waiting for long.
constexpr std::size_t kChunksPerThread = 8;
constexpr std::size_t kLeastChunks = 32;
/// Starting threads for fewer rows costs more than they save.
constexpr std::size_t kFewRows = 1000;

std::size_t rows_per_chunk(std::size_t record_bytes, std::uint64_t num_rows) {
  const std::uint64_t whole = std::max<std::uint64_t>(1, kChunkBytes / record_bytes);
  return std::clamp<std::uint64_t>(num_rows, 1, whole);
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
      digest_(spec),
      chunks_([this](std::uint64_t chunk, std::span<const std::byte> compressed) {
        write_chunk(chunk, compressed);
      }) {
  prepare_h5();
  dataset_ = make_dataset(file, spec_, layout_, num_rows_, chunk_rows_);
  write_attributes(dataset_.get(), spec_, num_rows_);
}

std::size_t TableWriter::rows_per_block() const {
  return chunk_rows_ *
         std::max(kLeastChunks, kChunksPerThread * checked_cast<std::size_t>(num_threads()));
}

void TableWriter::append(const Table& block) {
  block.verify();
  const std::size_t rows = block.num_rows();
  FSU_CHECK(rows_taken_ + rows <= num_rows_);
  for (std::size_t begin = 0; begin < rows;) {
    // All but the last of a long block's loops end where a chunk does.
    const std::size_t in_begun_chunk = rows_taken_ % chunk_rows_;
    const std::size_t end = begin + std::min(rows - begin, rows_per_block() - in_begun_chunk);
    append_rows({block, begin, end, rows_taken_});
    rows_taken_ += end - begin;
    begin = end;
  }
}

void TableWriter::append_rows(const BlockRows& rows) {
  const std::size_t num_rows = rows.end - rows.begin;
  const std::uint64_t end_row = rows.first_row + num_rows;
  const std::uint64_t first_chunk = rows.first_row / chunk_rows_;
  const std::size_t num_chunks = num_blocks(end_row, chunk_rows_) - first_chunk;
  const std::size_t num_tasks = digest_.num_parts() + num_chunks;
  digest_.begin_rows(rows.block, rows.begin, rows.end);
  for_blocks(num_tasks, num_rows < kFewRows ? num_tasks : 1, [&](const Block& tasks) {
    for (std::size_t task = tasks.begin; task < tasks.end; ++task) {
      if (task < digest_.num_parts()) {
        digest_.add_part(rows.block, rows.begin, rows.end, task);
      } else {
        workspaces_.with_one([&](Workspace& work) {
          fill_chunk(rows, first_chunk + task - digest_.num_parts(), work);
        });
      }
    }
  });
  const bool begins_chunk = end_row / chunk_rows_ * chunk_rows_ >= rows.first_row;
  if (begins_chunk) begun_chunk_.swap(next_begun_chunk_);
}

/// Shuffles the rows that belong to a chunk into it; where that makes it whole, writes it.
void TableWriter::fill_chunk(const BlockRows& rows, std::uint64_t chunk, Workspace& work) {
  const std::uint64_t chunk_begin = chunk * chunk_rows_;
  const std::uint64_t begin = std::max(chunk_begin, rows.first_row);
  const std::uint64_t rows_end = rows.first_row + (rows.end - rows.begin);
  const std::uint64_t end = std::min(chunk_begin + chunk_rows_, rows_end);
  const bool is_whole = end == std::min(chunk_begin + chunk_rows_, num_rows_);
  std::vector<std::byte>& planes = planes_of(chunk_begin, rows.first_row, is_whole, work);
  planes.resize(chunk_rows_ * layout_.num_bytes);
  pack_planes(rows.block, rows.begin + (begin - rows.first_row),
              rows.begin + (end - rows.first_row), layout_,
              {planes.data() + (begin - chunk_begin), chunk_rows_}, work.field);
  if (!is_whole) return;
  // The last chunk is stored whole; what lies behind the table's end in it is zero.
  const std::size_t used = end - chunk_begin;
  for (std::size_t plane = 0; used < chunk_rows_ && plane < layout_.num_bytes; ++plane)
    std::memset(planes.data() + plane * chunk_rows_ + used, 0, chunk_rows_ - used);
  chunks_.submit(chunk, work.compressor.compress(planes));
}

/// A chunk that earlier rows began is the one that waited; one that these rows begin and do not
/// fill waits beside it, since both may be worked on at the same time.
std::vector<std::byte>& TableWriter::planes_of(std::uint64_t chunk_begin, std::uint64_t rows_begin,
                                               bool is_whole, Workspace& work) {
  if (chunk_begin < rows_begin) return begun_chunk_;
  return is_whole ? work.planes : next_begun_chunk_;
}

void TableWriter::write_chunk(std::uint64_t chunk, std::span<const std::byte> compressed) const {
  prepare_h5();
  const hsize_t first_row = chunk * chunk_rows_;
  h5_checked(H5Dwrite_chunk(dataset_.get(), H5P_DEFAULT, 0, &first_row, compressed.size(),
                            compressed.data()),
             ErrorKind::kIo, operation());
}

std::string TableWriter::finish() {
  FSU_CHECK(rows_taken_ == num_rows_ &&
            chunks_.num_written() == num_blocks(num_rows_, chunk_rows_));
  std::string digest = digest_.finish();
  write_attribute(dataset_.get(), "digest", digest);
  dataset_.close(ErrorKind::kIo, operation());
  return digest;
}

}  // namespace fsu::io
