#include "io/h5_attributes.hpp"

#include <hdf5.h>

#include <algorithm>
#include <vector>

namespace fsu::io {
namespace {

/// Longer texts are no attribute of ours, and their length would be believed.
constexpr std::size_t kMaxTextBytes = 1 << 16;

void write(H5Id object, const std::string& name, H5Id type, const void* value) {
  const std::string operation = "write attribute " + name;
  const H5Handle scalar(h5_checked(H5Screate(H5S_SCALAR), ErrorKind::kIo, operation), H5Sclose);
  const H5Handle attribute(
      h5_checked(H5Acreate2(object, name.c_str(), type, scalar.get(), H5P_DEFAULT, H5P_DEFAULT),
                 ErrorKind::kIo, operation),
      H5Aclose);
  h5_checked(H5Awrite(attribute.get(), type, value), ErrorKind::kIo, operation);
}

std::optional<std::string> read_fixed_text(H5Id attribute, H5Id type, const std::string& name) {
  const std::size_t size = H5Tget_size(type);
  if (size > kMaxTextBytes) return std::nullopt;
  std::string text(size, '\0');
  h5_checked(H5Aread(attribute, type, text.data()), ErrorKind::kData, "read attribute " + name);
  text.resize(std::min(text.size(), text.find('\0')));
  return text;
}

/// Files that other programs made have their texts of variable length.
std::optional<std::string> read_variable_text(H5Id attribute, H5Id type, const std::string& name) {
  char* value = nullptr;
  h5_checked(H5Aread(attribute, type, &value), ErrorKind::kData, "read attribute " + name);
  if (value == nullptr) return std::string();
  std::string text = value;
  H5free_memory(value);
  return text;
}

std::optional<AttributeValue> read_open_attribute(H5Id attribute, const std::string& name) {
  const H5Handle space(H5Aget_space(attribute), H5Sclose);
  const H5Handle type(H5Aget_type(attribute), H5Tclose);
  if (H5Sget_simple_extent_npoints(space.get()) != 1) return std::nullopt;
  const H5T_class_t type_class = H5Tget_class(type.get());
  if (type_class == H5T_INTEGER) {
    std::int64_t value = 0;
    h5_checked(H5Aread(attribute, H5T_NATIVE_INT64, &value), ErrorKind::kData,
               "read attribute " + name);
    return value;
  }
  if (type_class != H5T_STRING) return std::nullopt;
  return H5Tis_variable_str(type.get()) > 0 ? read_variable_text(attribute, type.get(), name)
                                            : read_fixed_text(attribute, type.get(), name);
}

herr_t keep_name(hid_t /*object*/, const char* name, const H5A_info_t* /*info*/, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

}  // namespace

void write_attribute(H5Id object, const std::string& name, std::string_view text) {
  const std::string operation = "write attribute " + name;
  const H5Handle type(h5_checked(H5Tcopy(H5T_C_S1), ErrorKind::kIo, operation), H5Tclose);
  const std::string terminated(text);
  h5_checked(H5Tset_size(type.get(), terminated.size() + 1), ErrorKind::kIo, operation);
  h5_checked(H5Tset_cset(type.get(), H5T_CSET_UTF8), ErrorKind::kIo, operation);
  write(object, name, type.get(), terminated.c_str());
}

void write_attribute(H5Id object, const std::string& name, std::int64_t value) {
  write(object, name, H5T_STD_I64LE, &value);
}

std::optional<AttributeValue> read_attribute(H5Id object, const std::string& name) {
  if (H5Aexists(object, name.c_str()) <= 0) return std::nullopt;
  const H5Handle attribute(h5_checked(H5Aopen(object, name.c_str(), H5P_DEFAULT), ErrorKind::kData,
                                      "open attribute " + name),
                           H5Aclose);
  return read_open_attribute(attribute.get(), name);
}

std::string read_text_attribute(H5Id object, const std::string& name) {
  const std::optional<AttributeValue> value = read_attribute(object, name);
  const std::string* const text = value ? std::get_if<std::string>(&*value) : nullptr;
  return text == nullptr ? std::string() : *text;
}

std::map<std::string, AttributeValue> read_attributes(H5Id object) {
  std::vector<std::string> names;
  hsize_t position = 0;
  h5_checked(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, &position, keep_name, &names),
             ErrorKind::kData, "list attributes");
  std::map<std::string, AttributeValue> attributes;
  for (const std::string& name : names) {
    if (const std::optional<AttributeValue> value = read_attribute(object, name))
      attributes.emplace(name, *value);
  }
  return attributes;
}

}  // namespace fsu::io
