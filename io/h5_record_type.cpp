#include "io/h5_record_type.hpp"

#include <hdf5.h>

#include <cstdlib>
#include <memory>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

/// A row of a results file is a few hundred bytes; a far larger one is a damaged or foreign file.
constexpr std::size_t kMaxRecordBytes = std::size_t{1} << 24;

constexpr std::string_view kMakeColumnType = "make the type of a column";

H5Handle copy_of(H5Id type) {
  return {h5_checked(H5Tcopy(type), ErrorKind::kIo, kMakeColumnType), H5Tclose};
}

/// The stored type of a field; texts get their size from the field.
H5Handle field_type(const RecordField& field) {
  switch (field.type) {
    case ColumnType::kText:
    case ColumnType::kDate: {
      H5Handle type = copy_of(H5T_C_S1);
      h5_checked(H5Tset_size(type.get(), field.num_bytes), ErrorKind::kIo, kMakeColumnType);
      h5_checked(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), ErrorKind::kIo, kMakeColumnType);
      h5_checked(H5Tset_cset(type.get(), H5T_CSET_UTF8), ErrorKind::kIo, kMakeColumnType);
      return type;
    }
    case ColumnType::kInstant:
    case ColumnType::kInt64:
      return copy_of(H5T_STD_I64LE);
    case ColumnType::kFlag:
      return copy_of(H5T_STD_I8LE);
    case ColumnType::kFloat64:
      return copy_of(H5T_IEEE_F64LE);
  }
  throw InternalError("unknown column type");
}

/// The type in memory of a stored field: a text keeps its character set, between which the library
/// does not convert.
H5Handle memory_field_type(const RecordField& field, H5Id stored) {
  H5Handle type = field_type(field);
  if (field.type == ColumnType::kText)
    h5_checked(H5Tset_cset(type.get(), H5Tget_cset(stored)), ErrorKind::kData, kMakeColumnType);
  return type;
}

H5Handle compound_type(const RecordLayout& layout) {
  return {h5_checked(H5Tcreate(H5T_COMPOUND, layout.num_bytes), ErrorKind::kIo,
                     "make the type of a table"),
          H5Tclose};
}

void insert_field(H5Id compound, const std::string& name, std::size_t offset, H5Id field) {
  h5_checked(H5Tinsert(compound, name.c_str(), offset, field), ErrorKind::kIo, kMakeColumnType);
}

std::string member_name(H5Id type, unsigned index) {
  const std::unique_ptr<char, herr_t (*)(void*)> name(H5Tget_member_name(type, index),
                                                      H5free_memory);
  return name == nullptr ? std::string() : std::string(name.get());
}

/// The field that a member is read as; num_bytes 0 where it cannot be read.
RecordField readable_field(H5Id member) {
  const std::size_t size = H5Tget_size(member);
  switch (H5Tget_class(member)) {
    case H5T_STRING:
      return {ColumnType::kText, 0, H5Tis_variable_str(member) > 0 ? 0 : size};
    case H5T_INTEGER:
      return size == 1 && H5Tget_sign(member) == H5T_SGN_2 ? RecordField{ColumnType::kFlag, 0, 1}
                                                           : RecordField{ColumnType::kInt64, 0, 8};
    case H5T_FLOAT:
      return {ColumnType::kFloat64, 0, 8};
    default:
      return {ColumnType::kText, 0, 0};
  }
}

}  // namespace

H5Handle record_type(const TableSpec& spec, const RecordLayout& layout) {
  FSU_CHECK(!spec.columns.empty());
  H5Handle type = compound_type(layout);
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    insert_field(type.get(), spec.columns[i].name, layout.fields[i].offset,
                 field_type(layout.fields[i]).get());
  }
  return type;
}

StoredRecord stored_record(H5Id type, const std::string& path) {
  StoredRecord record;
  std::vector<H5Handle> field_types;
  const int num_members = H5Tget_nmembers(type);
  for (int i = 0; i < num_members; ++i) {
    const unsigned index = static_cast<unsigned>(i);
    const H5Handle member(H5Tget_member_type(type, index), H5Tclose);
    RecordField field = readable_field(member.get());
    record.columns.push_back({member_name(type, index), field.type, "", ""});
    if (field.num_bytes == 0)
      throw Error(ErrorKind::kData, "column " + record.columns.back().name + " of " + path +
                                        " has a type that this program does not read");
    field.offset = record.layout.num_bytes;
    record.layout.num_bytes += field.num_bytes;
    record.layout.fields.push_back(field);
    field_types.push_back(memory_field_type(field, member.get()));
  }
  if (record.columns.empty() || record.layout.num_bytes > kMaxRecordBytes)
    throw Error(ErrorKind::kData, path + " has rows of an impossible size");
  record.memory_type = compound_type(record.layout);
  for (std::size_t i = 0; i < field_types.size(); ++i) {
    insert_field(record.memory_type.get(), record.columns[i].name, record.layout.fields[i].offset,
                 field_types[i].get());
  }
  return record;
}

}  // namespace fsu::io
