#include "src/stages/led_names.hpp"

#include <algorithm>

#include "kernels/compare/compare_identities.hpp"

namespace fsu::stages {

void LedNames::set_people(std::span<const Led> led) {
  versions_.clear();
  numbers_.clear();
  identities_.clear();
  for (const Led& person : led) versions_.push_back(index_.identities_of(person.person));
  for (std::uint32_t i = 0; i < led.size(); ++i) {
    for (const std::uint32_t number : versions_[i]) numbers_.emplace_back(i, number);
  }
  for (const auto& [i, number] : numbers_) identities_.push_back(index_.identity(number));
  entries_.clear();
  for (std::size_t k = 0; k < numbers_.size(); ++k) {
    const Identity& identity = identities_[k];
    const Entry entry{identity.forename,
                      identity.surname,
                      identity.other_forenames,
                      identity.identifier,
                      identity.mistyped_identifier,
                      numbers_[k].first};
    const auto of_person =
        std::find_if(entries_.rbegin(), entries_.rend(),
                     [&](const Entry& other) { return other.led != entry.led || other == entry; });
    if (of_person == entries_.rend() || *of_person != entry) entries_.push_back(entry);
  }
  collect(forenames_, &Entry::forename, &Entry::forename_place);
  collect(surnames_, &Entry::surname, &Entry::surname_place);
}

void LedNames::collect(std::vector<NameId>& names, NameId Entry::*name,
                       std::uint32_t Entry::*place) {
  names.clear();
  for (const Entry& entry : entries_) names.push_back(entry.*name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (Entry& entry : entries_) {
    const auto found = std::lower_bound(names.begin(), names.end(), entry.*name);
    entry.*place = static_cast<std::uint32_t>(found - names.begin());
  }
}

void LedNames::try_names(NameAgreements& agreements, NameId ours, std::span<const NameId> theirs,
                         std::vector<char>& agree) {
  agree.assign(theirs.size(), 0);
  if (ours.is_none()) return;
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    agree[i] = !theirs[i].is_none() && agreements.agree(ours, theirs[i]);
  }
}

bool LedNames::may_share_identifier(const Identity& ours, const Entry& entry) {
  const bool has_valid = !entry.identifier.is_none();
  if (ours.any_identifier().is_none()) return false;
  if (!has_valid && entry.mistyped_identifier.is_none()) return false;
  return ours.identifier.is_none() || !has_valid || ours.identifier == entry.identifier;
}

bool LedNames::is_related(const Identity& ours, const Entry& entry) const {
  if (ours.forename.is_none() || entry.forename.is_none()) return true;
  if (may_share_identifier(ours, entry)) return true;
  if (forename_to_forename_[entry.forename_place] != 0 ||
      forename_to_surname_[entry.surname_place] != 0 ||
      surname_to_forename_[entry.forename_place] != 0) {
    return true;
  }
  if (ours.other_forenames.is_none() && entry.other_forenames.is_none()) return false;
  Identity theirs;
  theirs.forename = entry.forename;
  theirs.other_forenames = entry.other_forenames;
  return compare::may_agree_by_other_forenames(index_.traits(), ours, theirs);
}

}  // namespace fsu::stages
