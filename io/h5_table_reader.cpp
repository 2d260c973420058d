#include "io/h5_table_reader.hpp"

#include <hdf5.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "io/h5_attributes.hpp"
#include "io/h5_chunk_reader.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

/// A block is as many bytes for each thread, at least so many in all.
constexpr std::uint64_t kBlockBytesPerThread = 4 << 20;
constexpr std::uint64_t kLeastBlockBytes = 16 << 20;
constexpr std::string_view kEpoch = "since 1970-01-01T00:00:00Z";

/// Keeps the names of objects in this file; soft and external links lead elsewhere.
herr_t keep_hard_link(hid_t /*group*/, const char* name, const H5L_info_t* link, void* names) {
  if (link->type == H5L_TYPE_HARD)
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

bool is_table(H5Id file, const std::string& path) {
  const H5Handle object(H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose);
  if (H5Iget_type(object.get()) != H5I_DATASET) return false;
  const H5Handle type(H5Dget_type(object.get()), H5Tclose);
  const H5Handle space(H5Dget_space(object.get()), H5Sclose);
  return H5Tget_class(type.get()) == H5T_COMPOUND && H5Sget_simple_extent_ndims(space.get()) == 1;
}

H5Handle open_table(H5Id file, const std::string& path) {
  prepare_h5();
  if (!is_table(file, path)) throw Error(ErrorKind::kData, path + " is not a table of the file");
  return {
      h5_checked(H5Dopen2(file, path.c_str(), H5P_DEFAULT), ErrorKind::kData, "open table " + path),
      H5Dclose};
}

std::uint64_t stored_rows(H5Id dataset) {
  const H5Handle space(H5Dget_space(dataset), H5Sclose);
  hsize_t rows = 0;
  h5_checked(H5Sget_simple_extent_dims(space.get(), &rows, nullptr), ErrorKind::kData,
             "read the size of a table");
  return rows;
}

/// True for SHUFFLE, then DEFLATE, and nothing else.
bool has_own_filters(H5Id settings) {
  constexpr H5Z_filter_t kFilters[] = {H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE};
  if (H5Pget_nfilters(settings) != 2) return false;
  for (unsigned i = 0; i < 2; ++i) {
    unsigned flags = 0;
    std::size_t num_values = 0;
    if (H5Pget_filter2(settings, i, &flags, &num_values, nullptr, 0, nullptr, nullptr) !=
        kFilters[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::vector<std::string> list_tables(H5Id file) {
  std::vector<std::string> names;
  h5_checked(H5Lvisit(file, H5_INDEX_NAME, H5_ITER_NATIVE, keep_hard_link, &names),
             ErrorKind::kData, "list the tables");
  std::erase_if(names, [&](const std::string& name) { return !is_table(file, name); });
  std::sort(names.begin(), names.end());
  return names;
}

TableReader::TableReader(H5Id file, const std::string& path) : dataset_(open_table(file, path)) {
  spec_.path = path;
  num_rows_ = stored_rows(dataset_.get());
  describe();
  find_chunking();
}

void TableReader::describe() {
  const H5Handle type(H5Dget_type(dataset_.get()), H5Tclose);
  StoredRecord record = stored_record(type.get(), spec_.path);
  spec_.title = read_text_attribute(dataset_.get(), "TITLE");
  stated_digest_ = read_text_attribute(dataset_.get(), "digest");
  for (std::size_t i = 0; i < record.columns.size(); ++i) {
    ColumnSpec& column = record.columns[i];
    const std::string field = "FIELD_" + std::to_string(i) + "_";
    column.unit = read_text_attribute(dataset_.get(), field + "UNITS");
    column.meaning = read_text_attribute(dataset_.get(), field + "DESCRIPTION");
    if (column.type == ColumnType::kInt64 && column.unit.ends_with(kEpoch))
      column.type = ColumnType::kInstant;
  }
  spec_.columns = std::move(record.columns);
  layout_ = std::move(record.layout);
  memory_type_ = std::move(record.memory_type);
}

void TableReader::find_chunking() {
  const H5Handle settings(h5_checked(H5Dget_create_plist(dataset_.get()), ErrorKind::kData,
                                     "read the form of table " + spec_.path),
                          H5Pclose);
  hsize_t chunk = 0;
  if (H5Pget_layout(settings.get()) != H5D_CHUNKED ||
      H5Pget_chunk(settings.get(), 1, &chunk) != 1 || chunk == 0) {
    return;
  }
  chunk_rows_ = chunk;
  const H5Handle stored(H5Dget_type(dataset_.get()), H5Tclose);
  const H5Handle own = record_type(spec_, layout_);
  is_own_encoding_ = chunk <= kMaxOwnChunkBytes / layout_.num_bytes &&
                     H5Tequal(stored.get(), own.get()) > 0 && has_own_filters(settings.get());
}

std::uint64_t TableReader::rows_per_block() const {
  const std::uint64_t bytes =
      std::max(kLeastBlockBytes, kBlockBytesPerThread * checked_cast<std::uint64_t>(num_threads()));
  const std::uint64_t rows = std::max<std::uint64_t>(1, bytes / layout_.num_bytes);
  if (chunk_rows_ == 0 || chunk_rows_ >= rows) return rows;
  return rows / chunk_rows_ * chunk_rows_;
}

Table TableReader::read_rows(std::uint64_t begin, std::uint64_t end) const {
  FSU_CHECK(begin <= end && end <= num_rows_);
  if (is_own_encoding_) {
    if (std::optional<Table> rows =
            read_chunks({dataset_.get(), spec_, layout_, chunk_rows_}, begin, end)) {
      return std::move(*rows);
    }
  }
  return read_rows_by_library(begin, end);
}

Table TableReader::read_rows_by_library(std::uint64_t begin, std::uint64_t end) const {
  FSU_CHECK(begin <= end && end <= num_rows_);
  std::vector<std::byte> records((end - begin) * layout_.num_bytes);
  load_by_library(begin, records);
  Table table(spec_);
  unpack_rows(records, layout_, table);
  return table;
}

void TableReader::load_by_library(std::uint64_t begin, std::span<std::byte> records) const {
  const hsize_t count = records.size() / layout_.num_bytes;
  if (count == 0) return;
  const std::string operation = "read table " + spec_.path;
  const H5Handle stored(h5_checked(H5Dget_space(dataset_.get()), ErrorKind::kData, operation),
                        H5Sclose);
  const H5Handle memory(
      h5_checked(H5Screate_simple(1, &count, nullptr), ErrorKind::kData, operation), H5Sclose);
  const hsize_t first = begin;
  h5_checked(H5Sselect_hyperslab(stored.get(), H5S_SELECT_SET, &first, nullptr, &count, nullptr),
             ErrorKind::kData, operation);
  h5_checked(H5Dread(dataset_.get(), memory_type_.get(), memory.get(), stored.get(), H5P_DEFAULT,
                     records.data()),
             ErrorKind::kData, operation);
}

bool TableReader::has_all_chunks() const {
  if (num_rows_ == 0 || chunk_rows_ == 0) return true;
  const H5Handle space(H5Dget_space(dataset_.get()), H5Sclose);
  hsize_t found = 0;
  h5_checked(H5Dget_num_chunks(dataset_.get(), space.get(), &found), ErrorKind::kData,
             "count the chunks of table " + spec_.path);
  return found == num_blocks(num_rows_, chunk_rows_);
}

}  // namespace fsu::io
