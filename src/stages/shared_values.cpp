#include "src/stages/shared_values.hpp"

#include "kernels/compare/compare_fields.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/string_index.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 15;

}  // namespace

StringColumn normalised(const StringColumn& texts, FieldKind kind) {
  StringColumn result;
  result.reserve(texts.size(), texts.num_bytes());
  for (std::size_t i = 0; i < texts.size(); ++i)
    result.push_back(compare::normalise_field(texts[i], kind));
  return result;
}

SharedValues share_values(std::span<const StringColumn> columns) {
  std::vector<const StringColumn*> pointers;
  for (const StringColumn& column : columns) pointers.push_back(&column);
  SharedValues shared{distinct_strings(pointers), {}};
  const StringIndex index(shared.dictionary);
  for (const StringColumn& column : columns) {
    std::vector<ValueId>& values = shared.columns.emplace_back(column.size());
    for_blocks(column.size(), kBlockSize, [&](const Block& block) {
      for (std::size_t row = block.begin; row < block.end; ++row) {
        if (column[row].empty()) continue;
        values[row] = ValueId{index.find(column[row]).value()};
      }
    });
  }
  return shared;
}

}  // namespace fsu::stages
