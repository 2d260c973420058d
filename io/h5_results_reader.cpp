#include "io/h5_results_reader.hpp"

#include <hdf5.h>

#include <algorithm>

#include "io/result_schema.hpp"

namespace fsu::io {
namespace {

[[noreturn]] void refuse(const Path& path, const std::string& why) {
  throw Error(ErrorKind::kData, path.string() + " " + why);
}

H5Handle open_file(const Path& path) {
  prepare_h5();
  // The system's own words for a file that is absent or closed to us are better than the library's.
  static_cast<void>(file_size(open_for_reading(path), path));
  if (H5Fis_hdf5(path.c_str()) <= 0) refuse(path, "is not a results file: it is not HDF5");
  return {h5_checked(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), ErrorKind::kData,
                     "open " + path.string()),
          H5Fclose};
}

std::int64_t number_of(const std::map<std::string, AttributeValue>& attributes,
                       const std::string& name) {
  const auto found = attributes.find(name);
  const auto* number =
      found == attributes.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
  return number == nullptr ? 0 : *number;
}

void check_is_ours(const Path& path, const std::map<std::string, AttributeValue>& attributes) {
  const std::int64_t version = number_of(attributes, "schema_version");
  if (version == 0) refuse(path, "is HDF5, but not a results file of this program");
  if (version > kSchemaVersion)
    refuse(path, "was made by a newer program (layout " + std::to_string(version) +
                     "); this one reads up to layout " + std::to_string(kSchemaVersion));
  if (number_of(attributes, "complete") != 1) refuse(path, "is not complete; make it again");
}

}  // namespace

ResultFileReader::ResultFileReader(const Path& path)
    : path_(path), file_(open_file(path)), attributes_(read_attributes(file_.get())) {
  check_is_ours(path_, attributes_);
  tables_ = list_tables(file_.get());
}

bool ResultFileReader::has_table(std::string_view path) const {
  return std::binary_search(tables_.begin(), tables_.end(), path);
}

TableReader ResultFileReader::open_table(const std::string& path) const {
  if (has_table(path)) return {file_.get(), path};
  std::string message = path_.string() + " has no table " + path + "; it has";
  for (const std::string& table : tables_) message += "\n  " + table;
  throw Error(ErrorKind::kUsage, message);
}

std::string ResultFileReader::attribute_text(const std::string& name) const {
  const auto found = attributes_.find(name);
  if (found == attributes_.end()) return {};
  const auto* text = std::get_if<std::string>(&found->second);
  return text != nullptr ? *text : std::to_string(std::get<std::int64_t>(found->second));
}

}  // namespace fsu::io
