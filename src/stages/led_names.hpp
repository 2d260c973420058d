// The names and identifiers of the people whom one value leads to, each once, and who of them is
// related to a mention by them.
//
// People led to -> the distinct (forename, surname, further forenames, identifiers) of their
// versions. A mention is compared with each distinct name once: its forename with their forenames
// and surnames, its surname with their forenames; whoever has nothing of these in common, no
// further forename and no identifier, would be held by a guard whatever else agrees
// (compare/guards.hpp). One object a thread.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "src/stages/link_evidence.hpp"
#include "src/stages/name_agreements.hpp"
#include "src/stages/person_index.hpp"

namespace fsu::stages {

class LedNames {
 public:
  explicit LedNames(const PersonIndex& index)
      : index_(index), of_forename_(index.traits()), of_surname_(index.traits()) {}

  /// In steps, each over all people: what one reads lies far apart, and is fetched side by side so.
  void set_people(std::span<const Led> led);

  /// Calls `function(i)` for the people with an identifier that may be ours, or a name whose
  /// forename has something in common with ours, or with our surname.
  template <class Function>
  void find_related(const Identity& ours, const Function& function) {
    try_names(of_forename_, ours.forename, forenames_, forename_to_forename_);
    try_names(of_forename_, ours.forename, surnames_, forename_to_surname_);
    try_names(of_surname_, ours.surname, forenames_, surname_to_forename_);
    std::uint32_t last = 0xffffffff;
    for (const Entry& entry : entries_) {
      if (entry.led == last || !is_related(ours, entry)) continue;
      last = entry.led;
      function(entry.led);
    }
  }

 private:
  struct Entry {
    NameId forename;
    NameId surname;
    NameId other_forenames;
    IdentifierId identifier;
    IdentifierId mistyped_identifier;
    std::uint32_t led = 0;  ///< position among the people led to
    std::uint32_t forename_place = 0;
    std::uint32_t surname_place = 0;

    friend bool operator==(const Entry&, const Entry&) = default;
  };

  /// The distinct names of a kind, and the place of each entry's among them.
  void collect(std::vector<NameId>& names, NameId Entry::*name, std::uint32_t Entry::*place);

  static void try_names(NameAgreements& agreements, NameId ours, std::span<const NameId> theirs,
                        std::vector<char>& agree);

  /// An equal identifier lifts every guard, and so does one that is mistyped.
  [[nodiscard]] static bool may_share_identifier(const Identity& ours, const Entry& entry);

  [[nodiscard]] bool is_related(const Identity& ours, const Entry& entry) const;

  const PersonIndex& index_;
  NameAgreements of_forename_, of_surname_;                       ///< of ours with theirs
  std::vector<std::span<const std::uint32_t>> versions_;          ///< of each person
  std::vector<std::pair<std::uint32_t, std::uint32_t>> numbers_;  ///< person led to, identity
  std::vector<Identity> identities_;
  std::vector<Entry> entries_;
  std::vector<NameId> forenames_, surnames_;
  std::vector<char> forename_to_forename_, forename_to_surname_, surname_to_forename_;
};

}  // namespace fsu::stages
