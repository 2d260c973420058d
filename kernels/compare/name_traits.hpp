// What comparing needs to know of each name of a dictionary by itself (name_level, near_names).
//
// 32 bytes a name: its first bytes, which letters it has, lengths, and numbers that are equal where
// two names have the same spelling key or the same letters without blanks; and lists of its words
// and of its groups of related given names. Words and forms share one numbering. Made in parallel
// over blocks of names; numbers are given by text/string_numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::compare {

inline constexpr int kMinPartLetters = 3;  ///< of a beginning, or of a word in common

/// What comparing needs to know of one name.
struct alignas(32) NameTrait {
  static constexpr std::uint32_t kNoKey = 0xffffffff;
  static constexpr std::size_t kHeadBytes = 8;

  std::uint64_t head = 0;               ///< its first 8 bytes, the first one highest, zeros behind
  std::uint64_t letters = 0;            ///< bit c: letter class c occurs; bit 32 + c: twice or more
  std::uint32_t spelling_key = kNoKey;  ///< number of its spelling key; none below 4 letters
  std::uint32_t form = kNoKey;          ///< number of the name without blanks
  std::uint32_t num_bytes = 0;
  std::uint8_t num_letters = 0;  ///< 255 for more
  bool is_compound : 1 = false;  ///< has several words
  bool has_groups : 1 = false;   ///< is a given name with short forms, or one of those
  std::uint16_t word_bits = 0;   ///< a bit for each word: names without one in common share no word

  friend constexpr bool operator==(const NameTrait&, const NameTrait&) = default;
};

/// The traits of all names of a dictionary, which must outlive them and have distinct names in byte
/// order (a name's id is its rank).
class NameTraits {
 public:
  explicit NameTraits(const StringColumn& names);

  [[nodiscard]] std::size_t size() const { return traits_.size(); }
  [[nodiscard]] const StringColumn& names() const { return *names_; }
  [[nodiscard]] const NameTrait& operator[](NameId name) const { return traits_[name.index()]; }

  /// Groups of related given names that the name belongs to, ascending.
  [[nodiscard]] std::span<const std::uint32_t> groups(NameId name) const {
    return slice(groups_, group_begins_, name);
  }
  /// Numbers of its words of at least 3 bytes (of the whole name, where it is one word), ascending
  /// and distinct; equal numbers are equal words, and share their numbering with `form`.
  [[nodiscard]] std::span<const std::uint32_t> words(NameId name) const {
    return slice(words_, word_begins_, name);
  }

  /// True where two names have a number in `words` in common.
  [[nodiscard]] bool share_word(NameId a, NameId b) const;
  [[nodiscard]] bool share_group(NameId a, NameId b) const;

  [[nodiscard]] std::size_t num_groups() const { return num_groups_; }
  [[nodiscard]] std::size_t num_forms() const { return num_forms_; }
  [[nodiscard]] std::size_t num_spelling_keys() const { return num_spelling_keys_; }

 private:
  static std::span<const std::uint32_t> slice(const std::vector<std::uint32_t>& values,
                                              const std::vector<std::uint32_t>& begins,
                                              NameId name) {
    const std::uint32_t begin = begins[name.index()];
    return std::span(values).subspan(begin, begins[name.index() + 1] - begin);
  }
  void number_spelling_keys();
  void number_forms();
  void collect_groups();

  const StringColumn* names_;
  std::vector<NameTrait> traits_;
  std::vector<std::uint32_t> group_begins_, groups_;
  std::vector<std::uint32_t> word_begins_, words_;
  std::size_t num_groups_ = 0;
  std::size_t num_forms_ = 0;
  std::size_t num_spelling_keys_ = 0;
};

}  // namespace fsu::compare
