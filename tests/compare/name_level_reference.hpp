// The levels of two names straight from the definition, on the strings: the reference of the
// comparer over a dictionary. Spelling keys and given names are taken as they are.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/compare/name_level.hpp"
#include "kernels/text/given_names.hpp"
#include "kernels/text/spelling_key.hpp"
#include "tests/text/edit_distance_reference.hpp"
#include "tests/text/jaro_winkler_reference.hpp"

namespace fsu::compare {

inline std::string without_blanks(std::string_view name) {
  std::string joined(name);
  std::erase(joined, ' ');
  return joined;
}

inline std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char byte : name) {
    if (byte == ' ') {
      words.emplace_back();
    } else {
      words.back() += byte;
    }
  }
  return words;
}

inline bool share_part(std::string_view a, std::string_view b) {
  const std::vector<std::string> ours = words_of(a);
  const std::vector<std::string> theirs = words_of(b);
  if (ours.size() == 1 && theirs.size() == 1) return false;
  return std::ranges::any_of(ours, [&](const std::string& word) {
    return word.size() >= 3 && std::ranges::find(theirs, word) != theirs.end();
  });
}

/// The shorter name's letters.
inline std::size_t fewer_letters(std::string_view a, std::string_view b) {
  return std::min(without_blanks(a).size(), without_blanks(b).size());
}

inline bool reference_is_close(std::string_view a, std::string_view b) {
  const std::size_t letters = fewer_letters(a, b);
  return (letters >= 3 && text::reference_edit_distance(a, b) <= 1) ||
         text::are_related_given_names(a, b) ||
         (letters >= 3 && (a.starts_with(b) || b.starts_with(a))) ||
         without_blanks(a) == without_blanks(b) || share_part(a, b) ||
         (letters >= 4 && text::spelling_key(a) == text::spelling_key(b));
}

inline bool reference_is_near_by_edits(std::string_view a, std::string_view b) {
  return fewer_letters(a, b) >= 5 && text::reference_edit_distance(a, b) <= 2;
}

inline bool reference_is_initial(std::string_view a, std::string_view b) {
  return (a.size() == 1) != (b.size() == 1) && a[0] == b[0];
}

inline NameLevel reference_name_level(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return NameLevel::kMissing;
  if (a == b) return NameLevel::kSame;
  if (reference_is_close(a, b)) return NameLevel::kClose;
  if (reference_is_initial(a, b)) return NameLevel::kInitial;
  const double similarity = text::reference_jaro_winkler(a, b);
  if (similarity >= 0.90 || reference_is_near_by_edits(a, b)) return NameLevel::kNear;
  if (similarity >= 0.80) return NameLevel::kAlike;
  return NameLevel::kOther;
}

/// Whether one is among the near names of the other.
inline bool reference_is_neighbour(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && a != b &&
         (reference_is_close(a, b) || reference_is_near_by_edits(a, b));
}

}  // namespace fsu::compare
