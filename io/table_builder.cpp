#include "io/table_builder.hpp"

namespace fsu::io {
namespace {

template <class Value>
void append_values(const std::vector<Value>& added, std::vector<Value>& values) {
  values.insert(values.end(), added.begin(), added.end());
}

}  // namespace

TableBuilder::TableBuilder(const InputTable& schema, bool keeps_origins)
    : rows_(schema.table_spec()), keeps_origins_(keeps_origins), coded_(schema.columns.size()) {
  for (std::size_t i = 0; i < coded_.size(); ++i) {
    const InputColumn& input = schema.columns[i];
    coded_[i].is_coded = input.repeats && input.column.type == ColumnType::kText;
  }
}

void TableBuilder::reserve(std::size_t num_rows) {
  if (num_rows <= num_rows_foreseen_) return;
  num_rows_foreseen_ = num_rows;
  if (keeps_origins_) origins_.reserve(num_rows);
  for (std::size_t i = 0; i < coded_.size(); ++i) {
    if (coded_[i].is_coded) {
      coded_[i].codes.reserve(num_rows);
    } else if (auto* texts = std::get_if<StringColumn>(&rows_.column(i))) {
      const std::size_t rows_now = std::max<std::size_t>(texts->size(), 1);
      texts->reserve(num_rows, texts->num_bytes() * num_rows / rows_now);
    } else if (auto* numbers = std::get_if<std::vector<std::int64_t>>(&rows_.column(i))) {
      numbers->reserve(num_rows);
    } else if (auto* dates = std::get_if<std::vector<std::int32_t>>(&rows_.column(i))) {
      dates->reserve(num_rows);
    }
  }
}

void TableBuilder::append_column(std::size_t column, std::span<const RangeRows> ranges) {
  ColumnData& data = rows_.column(column);
  for (const RangeRows& range : ranges) {
    const RangeColumn& added = range.columns[column];
    if (coded_[column].is_coded) {
      append_codes(added, coded_[column]);
    } else if (auto* texts = std::get_if<StringColumn>(&data)) {
      texts->append_plain({added.bytes.data(), added.num_bytes}, added.ends);
    } else if (auto* numbers = std::get_if<std::vector<std::int64_t>>(&data)) {
      append_values(added.numbers, *numbers);
    } else if (auto* dates = std::get_if<std::vector<std::int32_t>>(&data)) {
      append_values(added.dates, *dates);
    } else if (auto* flags = std::get_if<std::vector<std::int8_t>>(&data)) {
      append_values(added.flags, *flags);
    }
  }
}

void TableBuilder::append_codes(const RangeColumn& added, CodedColumn& column) {
  column.range_codes.resize(added.dictionary.size());
  column.interner.codes_of(added.dictionary.keys(), column.range_codes);
  const std::size_t old_size = column.codes.size();
  column.codes.resize(old_size + added.codes.size());
  for (std::size_t i = 0; i < added.codes.size(); ++i)
    column.codes[old_size + i] = column.range_codes[added.codes[i]];
}

void TableBuilder::append_origins(std::uint32_t part, std::span<const RangeRows> ranges) {
  for (const RangeRows& range : ranges) {
    num_rows_ += range.num_rows;
    if (!keeps_origins_) continue;
    origins_.append(range.origins,
                    {range.begin, static_cast<std::uint32_t>(range.first_line), part});
  }
}

void TableBuilder::finish(ReadTable& table) {
  for (std::size_t i = 0; i < coded_.size(); ++i) {
    if (!coded_[i].is_coded) continue;
    rows_.column(i) = StringColumn::coded(coded_[i].interner.take(), std::move(coded_[i].codes));
    coded_[i] = {};
  }
  table.rows = std::move(rows_);
  table.origins = std::move(origins_);
}

}  // namespace fsu::io
