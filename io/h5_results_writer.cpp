#include "io/h5_results_writer.hpp"

#include <hdf5.h>

#include <algorithm>
#include <map>

#include "io/digest.hpp"
#include "io/h5_attributes.hpp"
#include "io/h5_results_reader.hpp"
#include "io/result_schema.hpp"
#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

/// Tables up to this size are read back in full before a file is published; of larger ones only
/// that every chunk is there. (Each chunk has a checksum of its own, which every reader checks.)
constexpr std::uint64_t kMaxVerifiedBytes = std::uint64_t{64} << 20;

/// Takes over the empty temporary file, and with it its mode.
H5Handle create_file(const Path& path) {
  prepare_h5();
  const std::string operation = "create " + path.string();
  const H5Handle access(h5_checked(H5Pcreate(H5P_FILE_ACCESS), ErrorKind::kIo, operation),
                        H5Pclose);
  h5_checked(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110), ErrorKind::kIo,
             operation);
  const H5Handle creation(h5_checked(H5Pcreate(H5P_FILE_CREATE), ErrorKind::kIo, operation),
                          H5Pclose);
  h5_checked(H5Pset_obj_track_times(creation.get(), false), ErrorKind::kIo, operation);
  return {h5_checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()),
                     ErrorKind::kIo, operation),
          H5Fclose};
}

/// The digest of a table as it is read back.
std::string digest_of(const TableReader& table) {
  TableDigest digest(table.spec());
  for (std::uint64_t begin = 0; begin < table.num_rows(); begin += table.rows_per_block()) {
    const std::uint64_t end = std::min(table.num_rows(), begin + table.rows_per_block());
    digest.add(table.read_rows(begin, end));
  }
  return digest.finish();
}

void verify_file(const Path& path) {
  const ResultFileReader reader(path);
  for (const std::string& name : reader.tables()) {
    const TableReader table = reader.open_table(name);
    const bool is_sound = table.has_all_chunks() && (table.num_bytes() > kMaxVerifiedBytes ||
                                                     digest_of(table) == table.stated_digest());
    if (!is_sound)
      throw Error(ErrorKind::kIo, "table " + name + " was not written to " + path.string() +
                                      " as it was made; is the disk full or failing?");
  }
}

}  // namespace

ResultFileWriter::ResultFileWriter(const Path& target)
    : unpublished_(target), file_(create_file(unpublished_.temporary_path())) {
  set_attribute("schema_version", std::int64_t{kSchemaVersion});
}

template <class Write>
void ResultFileWriter::guarded(const Write& write) {
  FSU_CHECK(!has_failed_);
  has_failed_ = true;
  write();
  has_failed_ = false;
}

void ResultFileWriter::write_table(const Table& table) {
  guarded([&] {
    table.verify();
    TableWriter writer(file_.get(), table.spec(), table.num_rows(), text_widths(table));
    writer.append(table);
    static_cast<void>(writer.finish());
  });
}

TableWriter ResultFileWriter::begin_table(const TableSpec& spec, std::uint64_t num_rows,
                                          std::span<const std::size_t> widths) {
  FSU_CHECK(!has_failed_);
  return {file_.get(), spec, num_rows, widths};
}

void ResultFileWriter::set_attribute(const std::string& name, std::string_view text) {
  guarded([&] { write_attribute(file_.get(), name, text); });
}

void ResultFileWriter::set_attribute(const std::string& name, std::int64_t value) {
  guarded([&] { write_attribute(file_.get(), name, value); });
}

std::string ResultFileWriter::content_digest() const {
  std::map<std::string, std::string> digest_by_path;
  for (const std::string& path : list_tables(file_.get())) {
    const TableReader table(file_.get(), path);
    // A table without digest was not finished: an error ended it, or it was forgotten.
    FSU_CHECK(!table.stated_digest().empty());
    digest_by_path.emplace(path, table.stated_digest());
  }
  return io::content_digest(digest_by_path);
}

std::uint64_t ResultFileWriter::num_bytes() const {
  hsize_t num_bytes = 0;
  h5_checked(H5Fget_filesize(file_.get(), &num_bytes), ErrorKind::kIo,
             "look at " + temporary_path().string());
  return num_bytes;
}

void ResultFileWriter::publish() {
  set_attribute("content_digest", content_digest());
  set_attribute("complete", std::int64_t{1});
  guarded([&] {
    const std::string operation = "finish " + temporary_path().string();
    h5_checked(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), ErrorKind::kIo, operation);
    file_.close(ErrorKind::kIo, operation);
    verify_file(temporary_path());
    unpublished_.publish();
  });
}

}  // namespace fsu::io
