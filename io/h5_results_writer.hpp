// Writes a results file and publishes it: tables, root attributes, then its final name in one step.
//
// The file grows under a temporary name beside its target (publish.hpp). publish() adds
// content_digest and, last, `complete`; closes the file, opens it again and verifies it; makes it
// durable; and renames it. Every call of the library is checked, and a file in which anything
// failed is not published: on a full disk the library can report success when it closes a file
// with holes. Format bounds are HDF5 1.10's, whose metadata have checksums.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "io/h5_handle.hpp"
#include "io/h5_table_writer.hpp"
#include "io/publish.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

class ResultFileWriter {
 public:
  /// Makes the temporary file, with the attribute schema_version; kCannotCreate or kPermission
  /// where that is not possible.
  explicit ResultFileWriter(const Path& target);

  /// Where the file grows until it is published.
  [[nodiscard]] const Path& temporary_path() const { return unpublished_.temporary_path(); }

  /// Writes a whole table. Throws kIo.
  void write_table(const Table& table);

  /// Starts a table whose rows come in blocks; finish it before the file is published.
  [[nodiscard]] TableWriter begin_table(const TableSpec& spec, std::uint64_t num_rows,
                                        std::span<const std::size_t> widths);

  /// Sets a root attribute that is not set yet. Throws kIo.
  void set_attribute(const std::string& name, std::string_view text);
  void set_attribute(const std::string& name, std::int64_t value);

  /// The content digest of the finished tables so far.
  [[nodiscard]] std::string content_digest() const;

  /// Size of the file so far, with what the library has yet to write.
  [[nodiscard]] std::uint64_t num_bytes() const;

  /// Finishes, verifies and publishes the file; nothing more may be written. Throws kIo.
  void publish();

 private:
  template <class Write>
  void guarded(const Write& write);

  UnpublishedFile unpublished_;
  H5Handle file_;
  bool has_failed_ = false;
};

}  // namespace fsu::io
