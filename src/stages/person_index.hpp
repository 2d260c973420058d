// The index of people, ready to be linked with.
//
// Distinct identities of the versions (blanks filled from the person's other ones), who bears each
// and which ones each person bears; the blocks and near names that find candidates; and when each
// person was recorded last. Holds what it is made of.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/compare/name_traits.hpp"
#include "kernels/core/identities.hpp"
#include "kernels/model/term_frequency.hpp"
#include "kernels/text/encode_identities.hpp"
#include "src/stages/near_lists.hpp"

namespace fsu::stages {

struct PersonIndexInput {
  std::span<const Identity> versions;
  std::span<const PersonId> person_of_version;
  std::span<const std::int64_t> recorded_at;  ///< by version
  const StringColumn& names;                  ///< dictionaries; must outlive the index
  const StringColumn& identifiers;
  std::size_t num_persons = 0;         ///< people that are known at all
  std::span<const Identity> mentions;  ///< whose names will be looked up
};

class PersonIndex {
 public:
  explicit PersonIndex(const PersonIndexInput& input);
  PersonIndex(const PersonIndex&) = delete;
  PersonIndex& operator=(const PersonIndex&) = delete;

  [[nodiscard]] const PersonIdentities& persons() const { return persons_; }
  [[nodiscard]] const Identity& identity(std::uint32_t number) const {
    return persons_.identities[number];
  }
  /// Fetches what comparing an identity's names reads.
  void prefetch_names(const Identity& identity) const {
    if (!identity.forename.is_none()) __builtin_prefetch(&traits_[identity.forename]);
    if (!identity.surname.is_none()) __builtin_prefetch(&traits_[identity.surname]);
  }
  [[nodiscard]] std::span<const std::uint32_t> identities_of(PersonId person) const {
    const std::uint32_t begin = identity_begins_[person.index()];
    return std::span(identities_).subspan(begin, identity_begins_[person.index() + 1] - begin);
  }
  /// The names of the index that are near the mentions' names.
  [[nodiscard]] const NearLists& near() const { return near_; }
  [[nodiscard]] const compare::NameTraits& traits() const { return traits_; }
  [[nodiscard]] const StringColumn& identifiers() const { return identifiers_; }
  /// The frequencies of names and dates among people, for the identities of the index and of
  /// mentions.
  [[nodiscard]] model::RecordFrequencies count_frequencies(
      std::span<const Identity> of_mentions) const;
  [[nodiscard]] std::int64_t last_recorded_at(PersonId person) const {
    return last_recorded_at_[person.index()];
  }
  /// People of the index, ascending: those who have a version.
  [[nodiscard]] std::span<const PersonId> people() const { return people_; }
  /// What a person pays for having more or fewer versions than others to agree with.
  [[nodiscard]] Weight version_weight(PersonId person) const {
    return version_weights_[identities_of(person).size()];
  }

 private:
  void index_people(std::size_t num_persons);

  const StringColumn& identifiers_;
  PersonIdentities persons_;
  std::vector<std::uint32_t> identity_begins_;  ///< by person, one more
  std::vector<std::uint32_t> identities_;
  std::vector<PersonId> people_;
  std::vector<std::int64_t> last_recorded_at_;
  std::vector<Weight> version_weights_;  ///< by number of identities
  compare::NameTraits traits_;
  NearLists near_;
};

}  // namespace fsu::stages
