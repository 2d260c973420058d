// Folds a name to capital letters: lower case, accents and typographic variants disappear.
//
// UTF-8 text -> bytes in which Latin letters are A to Z (Latin-1, Latin Extended-A, and the
// Romanian and Vietnamese letters; ligatures become two letters), apostrophes, combining marks and,
// unless they are wanted, digits are removed, and every other sign of punctuation is one blank.
// Letters of other scripts stay as they are, so that equal names stay equal. Bytes that are not
// UTF-8 are dropped.
#pragma once

#include <string>
#include <string_view>

namespace fsu::text {

/// Names hold no digits; addresses and postcodes do.
enum class Digits { kRemoved, kKept };

/// Appends `text`, folded, to `folded`; what stands in brackets is left out.
void append_folded(std::string_view text, std::string& folded, Digits digits = Digits::kRemoved);

}  // namespace fsu::text
