// Normalises a name as written: forenames and surname -> first forename, other forenames, surname.
//
// Letters are folded (fold_latin), words that are no names removed (name_words): titles,
// call-handler noise, junk. A field of which nothing is left is a junk name, and missing. Hyphens
// separate words, so ANNE-MARIE is ANNE with MARIE; MC, MAC and O join the word behind them in a
// surname. Where the words of both fields together name an organisation, all three parts are empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fsu::text {

struct NormalisedName {
  std::string forename;
  std::string other_forenames;  ///< a blank between
  std::string surname;          ///< a blank between
  bool is_junk = false;         ///< a field that was filled holds no name
  bool is_organisation = false;
};

/// Normalises names one after the other; keeps its buffers.
class NameNormaliser {
 public:
  /// The parts of a name; valid until the next call. Who has a date of birth or a PNC ID is a
  /// person whatever the name, and passes `may_be_organisation` = false.
  [[nodiscard]] const NormalisedName& normalise(std::string_view forenames,
                                                std::string_view surname,
                                                bool may_be_organisation = true);

  /// Known pairs of words that the last word of the last name begins, and that its first word ends,
  /// as bits: where two fields share one, they name an organisation together.
  [[nodiscard]] std::uint64_t organisation_pairs_begun() const;
  [[nodiscard]] std::uint64_t organisation_pairs_ended() const;

 private:
  void split_field(std::string_view field);
  void keep_names(std::size_t begin, std::size_t end, bool is_surname);
  void assign_forenames();
  void assign_surname();

  NormalisedName name_;
  std::string folded_;
  std::vector<std::string_view> words_;  ///< of both fields, forenames first
  std::vector<std::string_view> kept_;   ///< of the field at hand
};

}  // namespace fsu::text
