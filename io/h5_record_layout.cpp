#include "io/h5_record_layout.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>

#include "kernels/core/check.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"

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

void pack_text(std::string_view text, const RecordField& field, std::byte* to) {
  FSU_CHECK(text.size() <= field.num_bytes);
  // A NUL at the end would be taken for padding when the text is read.
  FSU_CHECK(text.empty() || text.back() != '\0');
  std::copy_n(reinterpret_cast<const std::byte*>(text.data()), text.size(), to);
  std::memset(to + text.size(), 0, field.num_bytes - text.size());
}

void pack_value(std::string_view text, const RecordField& field, std::byte* to) {
  pack_text(text, field, to);
}
void pack_value(std::int32_t date, const RecordField& field, std::byte* to) {
  pack_text(format_date(date), field, to);
}
void pack_value(double value, const RecordField& /*field*/, std::byte* to) {
  const double stored = std::isnan(value) ? kMissingFloat64 : value;
  std::memcpy(to, &stored, sizeof stored);
}
template <class Integer>
void pack_value(Integer value, const RecordField& /*field*/, std::byte* to) {
  std::memcpy(to, &value, sizeof value);
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

void pack_rows(const Table& table, std::size_t begin, std::size_t end, const RecordLayout& layout,
               std::span<std::byte> records) {
  FSU_CHECK(records.size() == (end - begin) * layout.num_bytes);
  for (std::size_t i = 0; i < layout.fields.size(); ++i) {
    const RecordField& field = layout.fields[i];
    std::visit(
        [&](const auto& values) {
          std::byte* to = records.data() + field.offset;
          for (std::size_t row = begin; row < end; ++row, to += layout.num_bytes)
            pack_value(values[row], field, to);
        },
        table.column(i));
  }
}

void unpack_rows(std::span<const std::byte> records, const RecordLayout& layout, Table& table) {
  FSU_CHECK(layout.num_bytes > 0 && records.size() % layout.num_bytes == 0);
  for (std::size_t i = 0; i < layout.fields.size(); ++i) {
    FSU_CHECK(layout.fields[i].type != ColumnType::kDate);
    unpack_column(records, layout.num_bytes, layout.fields[i], table.column(i));
  }
}

}  // namespace fsu::io
