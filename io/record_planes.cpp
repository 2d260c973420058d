#include "io/record_planes.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>

#include "io/fixed_texts.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::io {
namespace {

BytePlanes planes_of(const RecordField& field, BytePlanes record) {
  return {record.first + field.offset * record.stride, record.stride};
}

/// Rows of a column, and what a field is made with on its way to the planes.
struct PackedRows {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<std::byte>& work;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  std::byte* work_of(std::size_t num_bytes) const {
    if (work.size() < num_bytes) work.resize(num_bytes);
    return work.data();
  }
};

void pack_column(const StringColumn& texts, const PackedRows& rows, std::size_t width,
                 BytePlanes planes) {
  const std::size_t num_bytes = rows.size() * width + kFixedTextPadding;
  std::byte* const items = rows.work_of(num_bytes);
  pack_texts(texts, rows.begin, rows.end, width, {items, num_bytes});
  shuffle_bytes(items, rows.size(), width, planes);
}

void pack_column(const std::vector<std::int32_t>& dates, const PackedRows& rows, std::size_t width,
                 BytePlanes planes) {
  std::byte* const items = rows.work_of(rows.size() * width);
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    std::byte* const item = items + (row - rows.begin) * width;
    const std::string text = format_date(dates[row]);
    FSU_CHECK(text.size() <= width);
    std::memset(item, 0, width);
    std::memcpy(item, text.data(), text.size());
  }
  shuffle_bytes(items, rows.size(), width, planes);
}

/// Every NaN is stored as the same one.
void pack_column(const std::vector<double>& values, const PackedRows& rows, std::size_t width,
                 BytePlanes planes) {
  std::byte* const items = rows.work_of(rows.size() * width);
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    const double value = std::isnan(values[row]) ? kMissingFloat64 : values[row];
    std::memcpy(items + (row - rows.begin) * sizeof value, &value, sizeof value);
  }
  shuffle_bytes(items, rows.size(), width, planes);
}

template <class Integer>
void pack_column(const std::vector<Integer>& values, const PackedRows& rows, std::size_t width,
                 BytePlanes planes) {
  FSU_CHECK(width == sizeof(Integer));
  shuffle_bytes(reinterpret_cast<const std::byte*>(values.data() + rows.begin), rows.size(), width,
                planes);
}

ColumnData numbers_of(ColumnType type, std::size_t num_rows) {
  switch (type) {
    case ColumnType::kInstant:
    case ColumnType::kInt64:
      return std::vector<std::int64_t>(num_rows);
    case ColumnType::kFlag:
      return std::vector<std::int8_t>(num_rows);
    case ColumnType::kFloat64:
      return std::vector<double>(num_rows);
    case ColumnType::kText:
      return StringColumn();
    case ColumnType::kDate:
      break;
  }
  throw InternalError("a stored column of this type is read as text");
}

template <class Number>
std::byte* bytes_of(std::vector<Number>& numbers, std::size_t row) {
  return reinterpret_cast<std::byte*>(numbers.data() + row);
}
std::byte* bytes_of(StringColumn& /*texts*/, std::size_t /*row*/) { return nullptr; }

}  // namespace

void pack_planes(const Table& table, std::size_t begin, std::size_t end, const RecordLayout& layout,
                 BytePlanes planes, std::vector<std::byte>& work) {
  FSU_CHECK(begin <= end && end <= table.num_rows());
  const PackedRows rows{begin, end, work};
  for (std::size_t i = 0; i < layout.fields.size(); ++i) {
    const RecordField& field = layout.fields[i];
    std::visit(
        [&](const auto& values) {
          pack_column(values, rows, field.num_bytes, planes_of(field, planes));
        },
        table.column(i));
  }
}

PlaneColumns::PlaneColumns(const RecordLayout& layout, std::size_t num_rows)
    : layout_(layout), num_rows_(num_rows), texts_(layout.fields.size()) {
  for (std::size_t i = 0; i < layout.fields.size(); ++i) {
    const RecordField& field = layout.fields[i];
    numbers_.push_back(numbers_of(field.type, num_rows));
    if (field.type == ColumnType::kText) {
      texts_[i] = std::make_unique_for_overwrite<std::byte[]>(num_rows * field.num_bytes +
                                                              kFixedTextPadding);
      std::memset(texts_[i].get() + num_rows * field.num_bytes, 0, kFixedTextPadding);
    }
  }
}

void PlaneColumns::take_rows(BytePlanes planes, std::size_t begin, std::size_t end) {
  FSU_CHECK(begin <= end && end <= num_rows_);
  for (std::size_t i = 0; i < layout_.fields.size(); ++i) {
    const RecordField& field = layout_.fields[i];
    std::byte* const items =
        field.type == ColumnType::kText
            ? texts_[i].get() + begin * field.num_bytes
            : std::visit([&](auto& values) { return bytes_of(values, begin); }, numbers_[i]);
    unshuffle_bytes(planes_of(field, planes), end - begin, field.num_bytes, items);
  }
}

Table PlaneColumns::finish(const TableSpec& spec) {
  Table table(spec);
  for (std::size_t i = 0; i < layout_.fields.size(); ++i) {
    if (layout_.fields[i].type == ColumnType::kText) {
      table.column(i) = unpacked_texts(texts_[i].get(), num_rows_, layout_.fields[i].num_bytes);
      texts_[i].reset();
    } else {
      table.column(i) = std::move(numbers_[i]);
    }
  }
  return table;
}

}  // namespace fsu::io
