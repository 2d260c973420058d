#include "kernels/model/frequency_weights.hpp"

#include <algorithm>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::model {
namespace {

std::uint64_t share_parts(std::uint64_t count, std::uint64_t total) {
  return count * kParts / std::max<std::uint64_t>(total, 1);
}

std::int32_t change_of_weight(std::uint64_t u_parts, std::uint64_t parts) {
  const std::uint64_t at_least_one = std::max<std::uint64_t>(parts, 1);
  return checked_cast<std::int32_t>(fixed_log2_ratio(u_parts, at_least_one));
}

const Level& level_of(const Model& model, ForenameLevel level) {
  return model.comparisons[0].levels[static_cast<std::size_t>(level)];
}
const Level& level_of(const Model& model, SurnameLevel level) {
  return model.comparisons[1].levels[static_cast<std::size_t>(level)];
}
const Level& level_of(const Model& model, DateLevel level) {
  return model.comparisons[3].levels[static_cast<std::size_t>(level)];
}

/// Number of (identity, person) entries with each name.
std::vector<std::uint64_t> count_names(const PersonIdentities& persons, std::size_t num_names,
                                       NameId Identity::*name) {
  std::vector<std::uint64_t> counts(num_names);
  for (std::size_t i = 0; i < persons.identities.size(); ++i) {
    const NameId id = persons.identities[i].*name;
    if (!id.is_none()) counts[id.index()] += persons.persons_of(i).size();
  }
  return counts;
}

bool has_names(const Identity& identity, NameId forename, NameId surname) {
  return identity.forename == forename && identity.surname == surname;
}

/// The distinct people of the identities [begin, end).
std::size_t count_people(const PersonIdentities& persons, std::size_t begin, std::size_t end) {
  std::vector<PersonId> people;
  for (std::size_t i = begin; i < end; ++i) {
    const auto bearers = persons.persons_of(i);
    people.insert(people.end(), bearers.begin(), bearers.end());
  }
  std::sort(people.begin(), people.end());
  return static_cast<std::size_t>(std::unique(people.begin(), people.end()) - people.begin());
}

/// How frequent names are among the people of the index.
class NameShares {
 public:
  NameShares(const PersonIdentities& persons, std::size_t num_names)
      : persons_(persons),
        forenames_(count_names(persons, num_names, &Identity::forename)),
        surnames_(count_names(persons, num_names, &Identity::surname)) {}

  [[nodiscard]] std::uint64_t of_forename(NameId name) const {
    return share_parts(forenames_[name.index()], persons_.persons.size());
  }
  [[nodiscard]] std::uint64_t of_surname(NameId name) const {
    return share_parts(surnames_[name.index()], persons_.persons.size());
  }
  /// Share of a full name that `num_people` people of the index have, or others outside it.
  [[nodiscard]] std::uint64_t of_full_name(NameId forename, NameId surname,
                                           std::size_t num_people) const {
    return share_parts(num_people, persons_.num_persons) +
           kNameDependence * of_forename(forename) * of_surname(surname) / kParts;
  }
  /// People with a full name, which need not occur.
  [[nodiscard]] std::size_t count_bearers(NameId forename, NameId surname) const {
    const std::vector<Identity>& identities = persons_.identities;
    const auto first =
        std::lower_bound(identities.begin(), identities.end(), std::pair(forename, surname),
                         [](const Identity& identity, const std::pair<NameId, NameId>& name) {
                           return std::pair(identity.forename, identity.surname) < name;
                         });
    const auto last = std::find_if(first, identities.end(), [&](const Identity& identity) {
      return !has_names(identity, forename, surname);
    });
    return count_people(persons_, static_cast<std::size_t>(first - identities.begin()),
                        static_cast<std::size_t>(last - identities.begin()));
  }

 private:
  const PersonIdentities& persons_;
  std::vector<std::uint64_t> forenames_;
  std::vector<std::uint64_t> surnames_;
};

FrequencyAdjustments adjust_name(const Model& model, const NameShares& shares, NameId forename,
                                 NameId surname) {
  const std::uint64_t forename_u = level_of(model, ForenameLevel::kExact).u_parts;
  const std::uint64_t surname_u = level_of(model, SurnameLevel::kExact).u_parts;
  const Level& swap = level_of(model, ForenameLevel::kSwapped);
  FrequencyAdjustments of;
  if (!forename.is_none()) of.forename = change_of_weight(forename_u, shares.of_forename(forename));
  if (!surname.is_none()) of.surname = change_of_weight(surname_u, shares.of_surname(surname));
  if (forename.is_none() || surname.is_none()) return of;
  const std::uint64_t own =
      shares.of_full_name(forename, surname, shares.count_bearers(forename, surname) - 1);
  const std::uint64_t reverse =
      shares.of_full_name(surname, forename, shares.count_bearers(surname, forename));
  of.full_name = change_of_weight(forename_u * surname_u / kParts, own);
  of.swapped_name = change_of_weight(swap.u_parts, swap.m_parts * own / kParts + reverse);
  return of;
}

}  // namespace

FrequencyWeights::FrequencyWeights(const Model& model, const PersonIdentities& persons,
                                   std::size_t num_names)
    : of_identity_(persons.identities.size()) {
  adjust_names(model, persons, num_names);
  adjust_dates(model, persons);
}

void FrequencyWeights::adjust_names(const Model& model, const PersonIdentities& persons,
                                    std::size_t num_names) {
  const NameShares shares(persons, num_names);
  const std::vector<Identity>& identities = persons.identities;
  for (std::size_t i = 0; i < identities.size(); ++i) {
    const NameId forename = identities[i].forename;
    const NameId surname = identities[i].surname;
    const bool is_same_name = i > 0 && has_names(identities[i - 1], forename, surname);
    of_identity_[i] =
        is_same_name ? of_identity_[i - 1] : adjust_name(model, shares, forename, surname);
  }
}

void FrequencyWeights::adjust_dates(const Model& model, const PersonIdentities& persons) {
  std::vector<std::int32_t> dates;
  dates.reserve(persons.persons.size());
  for (std::size_t i = 0; i < persons.identities.size(); ++i) {
    dates.insert(dates.end(), persons.persons_of(i).size(), persons.identities[i].date_of_birth);
  }
  parallel_sort(dates.begin(), dates.end());
  for (std::size_t i = 0; i < persons.identities.size(); ++i) {
    const Identity& identity = persons.identities[i];
    if (!identity.has_whole_date()) continue;
    const auto [first, last] = std::equal_range(dates.begin(), dates.end(), identity.date_of_birth);
    const auto num_others = static_cast<std::uint64_t>(last - first) - 1;
    of_identity_[i].date_of_birth =
        change_of_weight(level_of(model, DateLevel::kExact).u_parts,
                         share_parts(num_others, dates.size()) + kDateBaseParts);
  }
}

Weight FrequencyWeights::adjustment(const Agreement& agreement, std::size_t identity) const {
  const FrequencyAdjustments& of = of_identity_[identity];
  const bool is_forename_exact = agreement.forename == ForenameLevel::kExact;
  const bool is_surname_exact = agreement.surname == SurnameLevel::kExact;
  Weight sum = agreement.date_of_birth == DateLevel::kExact ? of.date_of_birth : 0;
  if (is_forename_exact && is_surname_exact) return sum + of.full_name;
  if (agreement.forename == ForenameLevel::kSwapped) return sum + of.swapped_name;
  if (is_forename_exact) sum += of.forename;
  if (is_surname_exact) sum += of.surname;
  return sum;
}

}  // namespace fsu::model
