// How much two names agree, in seven levels; the first rule that holds decides.
//
//   missing  either is empty
//   same     equal
//   close    one edit apart (OSA <= 1, both >= 3 letters); related given names; one the beginning
//            of the other (>= 3 letters); equal without blanks; a whole word of >= 3 bytes in
//            common where one of the two has several words; equal spelling keys (both >= 4 letters)
//   initial  one is the initial of the other
//   near     Jaro-Winkler >= 0.90; or OSA <= 2, both >= 5 letters
//   alike    Jaro-Winkler >= 0.80
//   other    the rest
// Letters are all bytes but blanks. Everything is symmetric. What concerns one name alone is worked
// out once for a whole dictionary (name_traits), so a pair needs no hashing; counts of letters rule
// out most pairs before any bytes are read, and short names are read from their traits. All rules
// are on integers but Jaro-Winkler, a double of + - * / alone, which is worked out only where the
// matches are enough for some level.
#pragma once

#include <array>
#include <cstdint>

#include "kernels/compare/name_traits.hpp"
#include "kernels/text/letter_positions.hpp"

namespace fsu::compare {

enum class NameLevel : std::uint8_t { kSame, kClose, kNear, kAlike, kInitial, kOther, kMissing };
inline constexpr std::size_t kNumNameLevels = 7;

inline constexpr int kMinLettersForOneEdit = 3;
inline constexpr int kMinLettersForTwoEdits = 5;

/// The least number of matches with which a name of some length can be alike to another, by the
/// other's length and their equal first bytes (as far as Jaro-Winkler counts either); 255 for
/// never.
using AlikeMatches = std::array<std::array<std::uint8_t, 5>, 65>;

/// False where the counts of letters alone keep two names from being alike, or near by
/// Jaro-Winkler.
[[nodiscard]] bool may_be_alike(const NameTrait& a, const NameTrait& b);

/// Compares one name of a dictionary with many; one object a thread.
class NameComparer {
 public:
  /// The traits must outlive the comparer.
  explicit NameComparer(const NameTraits& traits) : traits_(&traits) {}

  void set_name(NameId name);

  /// Level of the name that was set last against another one; a none id is missing.
  [[nodiscard]] NameLevel compare(NameId other) const;

  /// True where the two are different names and close, or near by edits (not by Jaro-Winkler).
  [[nodiscard]] bool is_neighbour(NameId other) const;

 private:
  [[nodiscard]] bool is_close_by_parts(NameId other, const NameTrait& theirs) const;
  [[nodiscard]] bool begin_alike(NameId other, const NameTrait& theirs) const;
  [[nodiscard]] int count_edits(NameId other, const NameTrait& theirs) const;
  [[nodiscard]] bool may_be_alike(const NameTrait& theirs) const;
  [[nodiscard]] NameLevel level_by_similarity(NameId other, const NameTrait& theirs) const;
  [[nodiscard]] int min_alike_matches(const NameTrait& theirs) const;
  [[nodiscard]] const text::LetterPositions& positions() const;

  const NameTraits* traits_;
  NameId name_;
  NameTrait ours_;
  const AlikeMatches* alike_matches_ = nullptr;  ///< of our length
  mutable text::LetterPositions positions_;      ///< set when they are first needed
  mutable NameId name_of_positions_;
};

}  // namespace fsu::compare
