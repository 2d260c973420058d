// Finds the position of an id in a column of distinct ids in byte order.
//
// Ids of one form, the same letters and then a number of as many digits, are found by their number:
// a bit for each number that occurs, and how many occur before each word of bits, so that 64 ids
// take 16 bytes and no text is read again. Ids of other forms are looked up in a hash table
// (StringIndex). The column must outlive the index and not change.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "kernels/core/string_column.hpp"
#include "kernels/core/string_index.hpp"

namespace fsu {

class IdIndex {
 public:
  explicit IdIndex(const StringColumn& ids);

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const {
    return by_text_ ? by_text_->find(id) : find_number(id);
  }

  /// Whether all ids are of one form, so that none is hashed.
  [[nodiscard]] bool is_by_number() const { return !by_text_; }

 private:
  struct Word {
    std::uint64_t bits = 0;
    std::uint32_t num_before = 0;
  };

  /// The number of an id of the form, less the first one's.
  [[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view id) const {
    if (id.size() != size_ || !id.starts_with(letters_)) return {};
    std::uint64_t number = 0;
    for (const char c : id.substr(letters_.size())) {
      const auto digit = static_cast<unsigned char>(c - '0');
      if (digit > 9) return {};
      number = 10 * number + digit;
    }
    return number - first_number_;  // wraps below it, far above all
  }

  [[nodiscard]] std::optional<std::uint32_t> find_number(std::string_view id) const {
    const std::optional<std::uint64_t> number = number_of(id);
    if (!number || *number / 64 >= words_.size()) return {};
    const Word& word = words_[*number / 64];
    const std::uint64_t bit = std::uint64_t{1} << *number % 64;
    if ((word.bits & bit) == 0) return {};
    return word.num_before + static_cast<std::uint32_t>(std::popcount(word.bits & (bit - 1)));
  }

  bool learn_form(const StringColumn& ids);

  std::string_view letters_;  ///< of the first id
  std::size_t size_ = 0;
  std::uint64_t first_number_ = 0;
  std::vector<Word> words_;
  std::optional<StringIndex> by_text_;
};

}  // namespace fsu
