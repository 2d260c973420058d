// Values of several columns over one dictionary.
//
// Columns of texts, each in the form in which it is compared -> the distinct forms in byte order,
// and the rank of each row's form in it; none for blanks. Of a coded column the strings of its
// dictionary that rows have are brought into their form, not the rows; forms are made in parallel
// and ranked together (kernels/core/text_ranks).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/string_column.hpp"
#include "kernels/core/text_ranks.hpp"

namespace fsu::stages {

/// A column's texts in the form in which they are compared.
struct ComparedTexts {
  StringColumn forms;
  /// The form of each row by position, where it is not the row's own; views a coded column.
  std::optional<std::span<const std::uint32_t>> codes;

  [[nodiscard]] std::size_t size() const { return codes ? codes->size() : forms.size(); }
  [[nodiscard]] std::size_t form_of(std::size_t row) const { return codes ? (*codes)[row] : row; }
};

struct SharedValues {
  StringColumn dictionary;
  std::vector<std::vector<ValueId>> columns;  ///< in the order given
};

/// `form_of(text)` for the texts of all rows that count, blank ones for the others.
template <class FormOf, class Counts>
[[nodiscard]] ComparedTexts compared_texts(const StringColumn& texts, const FormOf& form_of,
                                           const Counts& counts) {
  constexpr std::size_t kBlockTexts = std::size_t{1} << 15;
  const bool is_coded = texts.is_coded();
  const StringColumn& distinct = is_coded ? texts.dictionary() : texts;
  std::vector<std::uint8_t> in_use;
  if (is_coded) in_use = strings_in_use(texts, counts);
  std::vector<StringColumn> of_blocks(num_blocks(distinct.size(), kBlockTexts));
  for_blocks(distinct.size(), kBlockTexts, [&](const Block& block) {
    StringColumn& forms = of_blocks[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const bool is_used = is_coded ? in_use[i] != 0 : counts(i);
      forms.push_back(is_used && !distinct[i].empty() ? form_of(distinct[i]) : std::string());
    }
  });
  ComparedTexts result;
  for (StringColumn& forms : of_blocks) {
    result.forms.append(forms);
    forms = {};
  }
  if (is_coded) result.codes = texts.codes();
  return result;
}

/// Every text in the form of its kind. The column must outlive the result.
[[nodiscard]] ComparedTexts normalised(const StringColumn& texts, FieldKind kind);

[[nodiscard]] SharedValues share_values(std::span<const ComparedTexts> columns);

}  // namespace fsu::stages
