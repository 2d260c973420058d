// The passes of blocking, and what each of them found.
//
//   pass                      key
//   identifier                equal
//   identifier_one_edit       one edit apart: one byte left out
//   date_of_birth             equal whole date
//   full_name                 both names equal
//   names_exchanged           each in the other's place, one of them perhaps near
//   near_full_name            one name near, or both
//   name_and_date_part        a name, in either place, equal or near, with two of year, month and
//                             day, of equal names also with day and month exchanged
//   full_name_and_year        where full names are common
//   name_and_year             likewise
//   name                      equal or near, alone, where the blocks are small
//   date_part                 two of year, month and day, likewise
//   identifier_part           a third of an identifier, likewise
//   identifier_part_and_name  a third of an identifier with a name
//   field                     a further field, equal; also with a name, and with the year
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace fsu::blocking {

enum Pass : std::size_t {
  kAllPairs,
  kIdentifier,
  kIdentifierOneEdit,
  kDateOfBirth,
  kFullName,
  kNamesExchanged,
  kNearFullName,
  kNameAndDatePart,
  kFullNameAndYear,
  kNameAndYear,
  kName,
  kDatePart,
  kIdentifierPart,
  kIdentifierPartAndName,
  kField,
  kFieldAndName,
  kFieldAndYear,
  kNumPasses
};

/// Names of the passes, in the order of Pass. A pair is new to the first pass that finds it, and
/// those by identifier run first.
inline constexpr std::array<std::string_view, kNumPasses> kPassNames = {"all_pairs",
                                                                        "identifier",
                                                                        "identifier_one_edit",
                                                                        "date_of_birth",
                                                                        "full_name",
                                                                        "names_exchanged",
                                                                        "near_full_name",
                                                                        "name_and_date_part",
                                                                        "full_name_and_year",
                                                                        "name_and_year",
                                                                        "name",
                                                                        "date_part",
                                                                        "identifier_part",
                                                                        "identifier_part_and_name",
                                                                        "field",
                                                                        "field_and_name",
                                                                        "field_and_year"};

struct PassCounts {
  std::uint64_t pairs = 0;
  std::uint64_t new_pairs = 0;
  std::uint64_t largest_block = 0;
  std::uint64_t oversized_pairs = 0;  ///< in blocks too large to be taken

  friend constexpr bool operator==(const PassCounts&, const PassCounts&) = default;
};

/// What the passes found, summed over left records.
struct BlockingCounts {
  std::array<PassCounts, kNumPasses> passes;

  void merge(const BlockingCounts& other);
  /// Pairs in blocks too large to be taken, over all passes.
  [[nodiscard]] std::uint64_t num_oversized() const;
  friend constexpr bool operator==(const BlockingCounts&, const BlockingCounts&) = default;
};

}  // namespace fsu::blocking
