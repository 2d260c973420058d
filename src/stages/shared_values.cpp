#include "src/stages/shared_values.hpp"

#include <string_view>

#include "kernels/compare/compare_fields.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 15;

/// The forms of all columns, one column behind the other.
UnsetVector<std::string_view> all_forms(std::span<const ComparedTexts> columns) {
  std::size_t num_forms = 0;
  for (const ComparedTexts& column : columns) num_forms += column.forms.size();
  UnsetVector<std::string_view> forms(num_forms);
  std::size_t begin = 0;
  for (const ComparedTexts& column : columns) {
    for_blocks(column.forms.size(), kBlockSize, [&](const Block& block) {
      for (std::size_t i = block.begin; i < block.end; ++i) forms[begin + i] = column.forms[i];
    });
    begin += column.forms.size();
  }
  return forms;
}

}  // namespace

ComparedTexts normalised(const StringColumn& texts, FieldKind kind) {
  return compared_texts(
      texts, [&](std::string_view text) { return compare::normalise_field(text, kind); },
      [](std::size_t) { return true; });
}

SharedValues share_values(std::span<const ComparedTexts> columns) {
  static_assert(kNoRank == ValueId::kNoneValue);
  const UnsetVector<std::string_view> forms = all_forms(columns);
  const TextRanks ranks = rank_texts(forms);
  SharedValues shared;
  for (const std::uint32_t first : ranks.first) shared.dictionary.push_back(forms[first]);
  std::size_t begin = 0;
  for (const ComparedTexts& column : columns) {
    std::vector<ValueId>& values = shared.columns.emplace_back(column.size());
    for_blocks(column.size(), kBlockSize, [&](const Block& block) {
      for (std::size_t row = block.begin; row < block.end; ++row) {
        values[row] = ValueId{ranks.of[begin + column.form_of(row)]};
      }
    });
    begin += column.forms.size();
  }
  return shared;
}

}  // namespace fsu::stages
