// Opens a results file: its root attributes, and its tables by path.
//
// A file that is absent, no HDF5, unfinished or of a newer layout is refused with what to do about
// it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/h5_attributes.hpp"
#include "io/h5_handle.hpp"
#include "io/h5_table_reader.hpp"
#include "io/system.hpp"

namespace fsu::io {

class ResultFileReader {
 public:
  /// Opens a finished file; kNoInput where it is absent, kPermission where it may not be read,
  /// kData where it is not ours, unfinished or newer.
  explicit ResultFileReader(const Path& path);

  /// Paths of all tables in byte order.
  [[nodiscard]] const std::vector<std::string>& tables() const { return tables_; }
  [[nodiscard]] bool has_table(std::string_view path) const;

  /// Opens a table; kUsage, with the names of all tables, where there is none of that path.
  [[nodiscard]] TableReader open_table(const std::string& path) const;
  [[nodiscard]] Table read_table(const std::string& path) const {
    return open_table(path).read_all();
  }

  /// The root attributes by name.
  [[nodiscard]] const std::map<std::string, AttributeValue>& attributes() const {
    return attributes_;
  }
  /// A root attribute as text; empty where it is absent.
  [[nodiscard]] std::string attribute_text(const std::string& name) const;

 private:
  Path path_;
  H5Handle file_;
  std::map<std::string, AttributeValue> attributes_;
  std::vector<std::string> tables_;
};

}  // namespace fsu::io
