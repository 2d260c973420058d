// Words that stand in name fields and are no names: titles, call-handler noise, junk,
// organisations.
//
// Small tables of the project's own, in name_words.cpp, to be edited there; all in capitals as
// append_folded leaves them. A word may be in several classes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fsu::text {

/// Classes of words, as bits.
enum WordClass : std::uint8_t {
  kTitle = 1,           ///< MR, DR: removed
  kSuffix = 2,          ///< JNR: removed from surnames
  kNameCut = 4,         ///< AKA, NEE: the rest of the field is another name, left out
  kJunk = 8,            ///< UNKNOWN, CALLER: removed, and no name by itself
  kWeakJunk = 16,       ///< MAN, GIVEN: junk only beside a junk word
  kOrganisation = 32,   ///< HOSPITAL: no person
  kSurnamePrefix = 64,  ///< MC, O: joined to the word behind it
};

/// All classes of a word; 0 for a name.
[[nodiscard]] std::uint8_t word_classes(std::string_view word);

/// True where the words name an organisation: one of its words, or a known pair such as CARE HOME.
[[nodiscard]] bool names_organisation(std::span<const std::string_view> words);

/// Known pairs that a word begins, and those that it ends, as bits: where two neighbouring words
/// share one, they name an organisation.
[[nodiscard]] std::uint64_t organisation_pairs_begun(std::string_view word);
[[nodiscard]] std::uint64_t organisation_pairs_ended(std::string_view word);

/// True where the words of a whole field mean that there is none, though each could be a name: N A.
[[nodiscard]] bool is_junk_phrase(std::span<const std::string_view> words);

}  // namespace fsu::text
