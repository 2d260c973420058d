#include "io/h5_record_layout.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

static_assert(std::endian::native == std::endian::little, "records are stored as they lie");

constexpr std::size_t kDateBytes = 10;

std::size_t stored_bytes(ColumnType type, std::size_t text_width) {
  switch (type) {
    case ColumnType::kText:
      return std::max<std::size_t>(1, text_width);
    case ColumnType::kDate:
      return kDateBytes;
    case ColumnType::kInstant:
    case ColumnType::kInt64:
    case ColumnType::kFloat64:
      return 8;
    case ColumnType::kFlag:
      return 1;
  }
  throw InternalError("unknown column type");
}

std::string_view without_padding(const char* text, std::size_t size) {
  while (size > 0 && text[size - 1] == '\0') --size;
  return {text, size};
}

void unpack_column(std::span<const std::byte> records, std::size_t record_bytes,
                   const RecordField& field, ColumnData& column) {
  std::visit(
      [&](auto& values) {
        using Data = std::decay_t<decltype(values)>;
        for (std::size_t at = field.offset; at < records.size(); at += record_bytes) {
          if constexpr (std::is_same_v<Data, StringColumn>) {
            values.push_back(without_padding(reinterpret_cast<const char*>(records.data() + at),
                                             field.num_bytes));
          } else {
            typename Data::value_type value;
            std::memcpy(&value, records.data() + at, sizeof value);
            values.push_back(value);
          }
        }
      },
      column);
}

}  // namespace

std::vector<std::size_t> text_widths(const Table& table) {
  std::vector<std::size_t> widths(table.spec().columns.size(), 0);
  widen(widths, table);
  return widths;
}

void widen(std::vector<std::size_t>& widths, const Table& block) {
  FSU_CHECK(widths.size() == block.spec().columns.size());
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (const auto* texts = std::get_if<StringColumn>(&block.column(i)))
      widths[i] = std::max(widths[i], texts->max_length());
  }
}

RecordLayout record_layout(const TableSpec& spec, std::span<const std::size_t> widths) {
  FSU_CHECK(widths.size() == spec.columns.size());
  RecordLayout layout;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const ColumnType type = spec.columns[i].type;
    layout.fields.push_back({type, layout.num_bytes, stored_bytes(type, widths[i])});
    layout.num_bytes += layout.fields.back().num_bytes;
  }
  return layout;
}

void unpack_rows(std::span<const std::byte> records, const RecordLayout& layout, Table& table) {
  FSU_CHECK(layout.num_bytes > 0 && records.size() % layout.num_bytes == 0);
  for (std::size_t i = 0; i < layout.fields.size(); ++i) {
    FSU_CHECK(layout.fields[i].type != ColumnType::kDate);
    unpack_column(records, layout.num_bytes, layout.fields[i], table.column(i));
  }
}

}  // namespace fsu::io
