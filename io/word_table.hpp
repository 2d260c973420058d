// What each word of a category or flag column stands for, looked up by one hash.
//
// The words are those of the contract and those of the file's value map, each followed through the
// map and the column's rules beforehand. Words that reject their row are not known here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/input_schema.hpp"
#include "io/range_dictionary.hpp"

namespace fsu::io {

/// File value -> value of the contract.
using ValueMap = std::map<std::string, std::string, std::less<>>;

class WordTable {
 public:
  struct Meaning {
    std::uint32_t value = 0;   ///< 0 or 1 of a flag; of a category its place in texts()
    bool is_unmapped = false;  ///< an unknown role, which is counted
  };

  /// `value_map` may be null; both must outlive the table.
  WordTable(const InputColumn& input, const ValueMap* value_map);

  /// The meaning of a value; nothing where it rejects its row. The text must be readable for
  /// kTextPadding bytes behind it, unless it is empty.
  [[nodiscard]] std::optional<Meaning> find(std::string_view padded_text) const {
    if (padded_text.empty()) return blank_;
    const std::uint32_t word = words_.find(key_of_padded(padded_text));
    return word == RangeDictionary::kNone ? unknown_ : meanings_[word];
  }

  /// The values of a category column: the contract's words, `other`, and blank.
  [[nodiscard]] const std::vector<std::string_view>& texts() const { return texts_; }

 private:
  [[nodiscard]] std::optional<Meaning> meaning_of(std::string_view mapped,
                                                  const InputColumn& input) const;

  RangeDictionary words_;
  std::vector<std::optional<Meaning>> meanings_;
  std::vector<std::string_view> texts_;
  std::optional<Meaning> blank_;
  std::optional<Meaning> unknown_;
};

}  // namespace fsu::io
