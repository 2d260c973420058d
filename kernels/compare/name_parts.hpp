// The names of a dictionary that are close by a part of theirs: the joins that need no edits.
//
// A name joins those with its spelling key, its letters without blanks, one of its words, or one of
// its groups of related given names (lists of names by number, made in parallel), and those that
// begin with it, which stand right behind it. All of them are close by definition (name_level); no
// pair needs to be compared.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/compare/name_level.hpp"

namespace fsu::compare {

/// The names of a number (of a word, a spelling key ...): lists one behind the other.
struct NamesByNumber {
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> names;  ///< ascending within a number

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t number) const {
    return std::span(names).subspan(begins[number], begins[number + 1] - begins[number]);
  }
  /// The names of a number behind `name`.
  [[nodiscard]] std::span<const std::uint32_t> behind(std::uint32_t number, NameId name) const;
};

class NameParts {
 public:
  /// A word of more than so many names joins them to itself alone. The traits must outlive this.
  NameParts(const NameTraits& traits, std::size_t max_names_of_word);

  /// Sets `names` to all names behind one that are close to it by a part, ascending.
  void find_behind(NameId name, std::vector<std::uint32_t>& names) const;

  /// True where the name has a word of too many names beside another.
  [[nodiscard]] bool has_common_word(NameId name) const;

 private:
  void add_longer(NameId name, std::vector<std::uint32_t>& names) const;

  const NameTraits* traits_;
  std::size_t max_names_of_word_;
  NamesByNumber by_spelling_, by_form_, by_word_, by_group_;
};

}  // namespace fsu::compare
