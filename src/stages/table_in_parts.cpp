#include "src/stages/table_in_parts.hpp"

#include <span>
#include <type_traits>
#include <vector>

#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kPartRows = std::size_t{1} << 13;

void append_parts(std::span<const Table> parts, std::size_t column, StringColumn& whole) {
  std::size_t num_texts = 0;
  std::size_t num_bytes = 0;
  for (const Table& part : parts) {
    const auto& texts = std::get<StringColumn>(part.column(column));
    num_texts += texts.size();
    num_bytes += texts.num_bytes();
  }
  whole.reserve(num_texts, num_bytes);
  for (const Table& part : parts) whole.append(std::get<StringColumn>(part.column(column)));
}

template <class Value>
void append_parts(std::span<const Table> parts, std::size_t column, std::vector<Value>& whole) {
  std::size_t num_values = 0;
  for (const Table& part : parts) num_values += part.num_rows();
  whole.reserve(num_values);
  for (const Table& part : parts) {
    const auto& values = std::get<std::vector<Value>>(part.column(column));
    whole.insert(whole.end(), values.begin(), values.end());
  }
}

}  // namespace

Table table_in_parts(const TableSpec& spec, std::size_t begin, std::size_t end,
                     const MakeRows& make_rows) {
  if (end - begin <= kPartRows) return make_rows(begin, end);
  std::vector<Table> parts(num_blocks(end - begin, kPartRows));
  for_blocks(end - begin, kPartRows, [&](const Block& rows) {
    parts[rows.index] = make_rows(begin + rows.begin, begin + rows.end);
  });
  Table whole(spec);
  for_blocks(spec.columns.size(), 1, [&](const Block& column) {
    std::visit([&](auto& data) { append_parts(parts, column.index, data); },
               whole.column(column.index));
  });
  return whole;
}

}  // namespace fsu::stages
