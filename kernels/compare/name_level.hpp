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
// out once for a whole dictionary (NameTraits, in parallel, 32 bytes a name and lists of groups and
// words), so a pair needs no hashing; counts of letters rule out most pairs before any bytes are
// read. All rules are on integers but Jaro-Winkler, a double of + - * / alone.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/core/string_column.hpp"
#include "kernels/text/letter_positions.hpp"

namespace fsu::compare {

enum class NameLevel : std::uint8_t { kSame, kClose, kNear, kAlike, kInitial, kOther, kMissing };
inline constexpr std::size_t kNumNameLevels = 7;

inline constexpr int kMinPartLetters = 3;  ///< of a beginning, or of a word in common
inline constexpr int kMinLettersForOneEdit = 3;
inline constexpr int kMinLettersForTwoEdits = 5;

/// What comparing needs to know of one name.
struct alignas(32) NameTrait {
  static constexpr std::uint32_t kNoKey = 0xffffffff;

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
