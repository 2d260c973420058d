#include "kernels/core/table.hpp"

#include <algorithm>
#include <type_traits>

#include "kernels/core/check.hpp"
#include "kernels/core/float_order.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu {
namespace {

ColumnData empty_column(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return StringColumn{};
    case ColumnType::kInstant:
    case ColumnType::kInt64:
      return std::vector<std::int64_t>{};
    case ColumnType::kDate:
      return std::vector<std::int32_t>{};
    case ColumnType::kFlag:
      return std::vector<std::int8_t>{};
    case ColumnType::kFloat64:
      return std::vector<double>{};
  }
  throw InternalError("unknown column type");
}

std::size_t length_of(const ColumnData& column) {
  return std::visit([](const auto& data) { return data.size(); }, column);
}

ColumnData gathered(const ColumnData& column, std::span<const std::uint32_t> rows) {
  return std::visit(
      [&](const auto& data) -> ColumnData {
        using Data = std::decay_t<decltype(data)>;
        if constexpr (std::is_same_v<Data, StringColumn>) {
          return data.gather(rows);
        } else {
          Data values(rows.size());
          for (std::size_t k = 0; k < rows.size(); ++k) values[k] = data[rows[k]];
          return values;
        }
      },
      column);
}

template <class Data>
const Data& typed_column(const Table& table, std::string_view name) {
  const auto* data = std::get_if<Data>(&table.column(table.spec().index_of(name)));
  if (data == nullptr) {
    throw InternalError("column " + table.spec().path + "." + std::string(name) +
                        " has another type");
  }
  return *data;
}

template <class Data>
Data& typed_column(Table& table, std::string_view name) {
  return const_cast<Data&>(typed_column<Data>(std::as_const(table), name));
}

}  // namespace

std::size_t TableSpec::index_of(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return i;
  }
  throw InternalError("table " + path + " has no column " + std::string(name));
}

Table::Table(TableSpec spec) : spec_(std::move(spec)) {
  columns_.reserve(spec_.columns.size());
  for (const ColumnSpec& column : spec_.columns) columns_.push_back(empty_column(column.type));
}

std::size_t Table::num_rows() const { return columns_.empty() ? 0 : length_of(columns_.front()); }

StringColumn& Table::text(std::string_view name) { return typed_column<StringColumn>(*this, name); }
const StringColumn& Table::text(std::string_view name) const {
  return typed_column<StringColumn>(*this, name);
}
std::vector<std::int64_t>& Table::int64s(std::string_view name) {
  return typed_column<std::vector<std::int64_t>>(*this, name);
}
const std::vector<std::int64_t>& Table::int64s(std::string_view name) const {
  return typed_column<std::vector<std::int64_t>>(*this, name);
}
std::vector<std::int32_t>& Table::dates(std::string_view name) {
  return typed_column<std::vector<std::int32_t>>(*this, name);
}
const std::vector<std::int32_t>& Table::dates(std::string_view name) const {
  return typed_column<std::vector<std::int32_t>>(*this, name);
}
std::vector<std::int8_t>& Table::flags(std::string_view name) {
  return typed_column<std::vector<std::int8_t>>(*this, name);
}
const std::vector<std::int8_t>& Table::flags(std::string_view name) const {
  return typed_column<std::vector<std::int8_t>>(*this, name);
}
std::vector<double>& Table::floats(std::string_view name) {
  return typed_column<std::vector<double>>(*this, name);
}
const std::vector<double>& Table::floats(std::string_view name) const {
  return typed_column<std::vector<double>>(*this, name);
}

void Table::append(const Table& other) {
  FSU_CHECK(columns_.size() == other.columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::visit(
        [&](auto& data) {
          using Data = std::decay_t<decltype(data)>;
          const Data& added = std::get<Data>(other.columns_[i]);
          if constexpr (std::is_same_v<Data, StringColumn>) {
            data.append(added);
          } else {
            data.insert(data.end(), added.begin(), added.end());
          }
        },
        columns_[i]);
  }
}

Table Table::gather(std::span<const std::uint32_t> rows) const {
  Table result(spec_);
  for_blocks(columns_.size(), 1, [&](const Block& block) {
    result.columns_[block.index] = gathered(columns_[block.index], rows);
  });
  return result;
}

void Table::keep_rows(std::span<const std::uint32_t> rows) {
  for_blocks(columns_.size(), 1, [&](const Block& block) {
    ColumnData kept = gathered(columns_[block.index], rows);
    columns_[block.index] = std::move(kept);
  });
}

void Table::rearrange(std::span<const RowStretch> stretches) {
  const std::vector<ValueMove> moves = moves_of(stretches);
  const std::size_t num_rows = moves.empty() ? 0 : moves.back().to + moves.back().size;
  for_blocks(columns_.size(), 1, [&](const Block& block) {
    std::visit(
        [&](auto& data) {
          using Data = std::decay_t<decltype(data)>;
          if constexpr (std::is_same_v<Data, StringColumn>) {
            data.rearrange(stretches);
          } else {
            move_values(moves, data.data());
            data.resize(num_rows);
          }
        },
        columns_[block.index]);
  });
}

void Table::permute(std::span<const RowPermutation> permutations,
                    std::span<const std::size_t> columns) {
  for_blocks(columns.size(), 1, [&](const Block& block) {
    std::visit(
        [&](auto& data) {
          using Data = std::decay_t<decltype(data)>;
          if constexpr (std::is_same_v<Data, StringColumn>) {
            data.permute(permutations);
          } else {
            permute_values(permutations, data.data());
          }
        },
        columns_[columns[block.index]]);
  });
}

void Table::verify() const {
  for (const ColumnData& column : columns_) FSU_CHECK(length_of(column) == num_rows());
}

int compare_rows(const Table& table, std::span<const std::size_t> columns, std::size_t row_a,
                 std::size_t row_b) {
  for (const std::size_t index : columns) {
    const int order = std::visit(
        [&](const auto& data) {
          using Data = std::decay_t<decltype(data)>;
          if constexpr (std::is_same_v<Data, StringColumn>) {
            return data[row_a].compare(data[row_b]);
          } else if constexpr (std::is_same_v<Data, std::vector<double>>) {
            return order_of_floats(data[row_a], data[row_b]);
          } else {
            return static_cast<int>(data[row_a] > data[row_b]) -
                   static_cast<int>(data[row_a] < data[row_b]);
          }
        },
        table.column(index));
    if (order != 0) return order;
  }
  return 0;
}

}  // namespace fsu
