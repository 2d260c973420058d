#include "kernels/resolve/exact_linkage.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::resolve {
namespace {

bool has_equal_names_and_date(const Identity& a, const Identity& b) {
  return a.forename == b.forename && a.surname == b.surname &&
         a.other_forenames == b.other_forenames && a.date_of_birth == b.date_of_birth;
}

}  // namespace

ExactLinker::ExactLinker(const PersonIdentities& persons) : persons_(&persons) {
  for (std::size_t i = 0; i < persons.identities.size(); ++i) {
    const IdentifierId pnc = persons.identities[i].identifier;
    if (!pnc.is_none()) identity_of_pnc_.emplace_back(pnc, checked_cast<std::uint32_t>(i));
  }
  parallel_sort(identity_of_pnc_.begin(), identity_of_pnc_.end());
}

void ExactLinker::find(const Identity& mention, std::vector<ScoredPerson>& matches) const {
  matches.clear();
  if (!is_exactly_linkable(mention)) return;
  const std::vector<Identity>& identities = persons_->identities;
  if (!mention.identifier.is_none()) {
    for (auto it = std::lower_bound(identity_of_pnc_.begin(), identity_of_pnc_.end(),
                                    std::pair(mention.identifier, 0u));
         it != identity_of_pnc_.end() && it->first == mention.identifier; ++it) {
      add_bearers(it->second, matches);
    }
  } else {
    // The smallest identifiers order it before all identities that share its names and date.
    Identity first = mention;
    first.identifier = IdentifierId{0};
    first.mistyped_identifier = IdentifierId{0};
    for (auto it = std::lower_bound(identities.begin(), identities.end(), first);
         it != identities.end() && has_equal_names_and_date(*it, mention); ++it) {
      add_bearers(static_cast<std::size_t>(it - identities.begin()), matches);
    }
  }
  keep_best_versions(matches);
}

void ExactLinker::add_bearers(std::size_t identity, std::vector<ScoredPerson>& matches) const {
  for (const PersonId person : persons_->persons_of(identity)) {
    matches.push_back({person, kNoWeight, 0});
  }
}

bool is_exactly_linkable(const Identity& mention) {
  return !mention.identifier.is_none() || (mention.has_full_name() && mention.has_whole_date());
}

Decision decide_exact(std::span<const ScoredPerson> matches) {
  Decision decision;
  decision.status = matches.empty()       ? Status::kNoCandidate
                    : matches.size() == 1 ? Status::kLinked
                                          : Status::kAmbiguous;
  decision.candidates = checked_cast<std::uint32_t>(matches.size());
  if (matches.empty()) return decision;
  decision.person = matches[0].person;
  if (matches.size() > 1) decision.runner_up = matches[1].person;
  decision.probability = 1.0 / static_cast<double>(matches.size());
  return decision;
}

}  // namespace fsu::resolve
