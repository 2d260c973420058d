#include "kernels/resolve/decision.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "kernels/core/check.hpp"

namespace fsu::resolve {
namespace {

constexpr std::array<std::string_view, kNumStatuses> kStatusNames = {
    "organisation", "insufficient", "no_candidate", "below_threshold", "ambiguous", "linked"};

/// The heaviest person outside the pool; nullptr where there is none.
const ScoredPerson* find_runner_up(std::span<const ScoredPerson> persons,
                                   std::span<const PersonId> pool) {
  const ScoredPerson* runner_up = nullptr;
  for (const ScoredPerson& candidate : persons) {
    if (std::find(pool.begin(), pool.end(), candidate.person) != pool.end()) continue;
    if (runner_up == nullptr || is_heavier(candidate, *runner_up)) runner_up = &candidate;
  }
  return runner_up;
}

const ScoredPerson& find_person(std::span<const ScoredPerson> persons, PersonId person) {
  const auto found =
      std::find_if(persons.begin(), persons.end(),
                   [&](const ScoredPerson& candidate) { return candidate.person == person; });
  FSU_CHECK(found != persons.end());
  return *found;
}

double posterior_of(std::span<const PersonId> pool, std::span<const ScoredPerson> persons,
                    double nobody_share) {
  double all = nobody_share;
  double pooled = 0;
  for (const ScoredPerson& candidate : persons) {
    const double odds = fixed_exp2(candidate.weight);
    all += odds;
    if (std::find(pool.begin(), pool.end(), candidate.person) != pool.end()) pooled += odds;
  }
  return pooled / all;
}

}  // namespace

std::string_view status_name(Status status) {
  return kStatusNames[static_cast<std::size_t>(status)];
}

void keep_best_versions(std::vector<ScoredPerson>& scored) {
  const auto order = [](const ScoredPerson& a, const ScoredPerson& b) {
    return std::tuple(a.person, -Weight{a.weight}, a.pattern) <
           std::tuple(b.person, -Weight{b.weight}, b.pattern);
  };
  const auto same_person = [](const ScoredPerson& a, const ScoredPerson& b) {
    return a.person == b.person;
  };
  std::sort(scored.begin(), scored.end(), order);
  scored.erase(std::unique(scored.begin(), scored.end(), same_person), scored.end());
}

Status status_of(const Decision& decision, const DecisionConfig& config) {
  if (decision.probability < config.link_probability) return Status::kBelowThreshold;
  const bool has_rival = !decision.runner_up.is_none() &&
                         Weight{decision.weight} - decision.runner_up_weight < config.link_margin;
  return has_rival ? Status::kAmbiguous : Status::kLinked;
}

Decision decide(std::span<const ScoredPerson> persons, const DecisionConfig& config,
                std::span<const PersonId> pool) {
  Decision decision;
  decision.status = Status::kNoCandidate;
  if (persons.empty()) return decision;
  const PersonId heaviest = std::min_element(persons.begin(), persons.end(), is_heavier)->person;
  const std::span<const PersonId> members = pool.empty() ? std::span(&heaviest, 1) : pool;
  const ScoredPerson& best = find_person(persons, members.front());
  decision.person = best.person;
  decision.weight = best.weight;
  decision.pattern = best.pattern;
  if (const ScoredPerson* runner_up = find_runner_up(persons, members)) {
    decision.runner_up = runner_up->person;
    decision.runner_up_weight = runner_up->weight;
  }
  decision.candidates = checked_cast<std::uint32_t>(persons.size());
  decision.probability = posterior_of(members, persons, config.nobody_share);
  decision.status = status_of(decision, config);
  return decision;
}

void remove_people(std::span<const PersonId> never, std::vector<ScoredPerson>& persons) {
  std::erase_if(persons, [&](const ScoredPerson& candidate) {
    return std::binary_search(never.begin(), never.end(), candidate.person);
  });
}

Decision choose_person(PersonId chosen, const Decision& decision,
                       std::span<const ScoredPerson> persons) {
  Decision result = decision;
  result.status = Status::kLinked;
  result.probability = 1.0;
  if (decision.person == chosen) return result;
  result.person = chosen;
  result.runner_up = decision.person;
  result.runner_up_weight = decision.weight;
  const auto compared =
      std::find_if(persons.begin(), persons.end(),
                   [&](const ScoredPerson& candidate) { return candidate.person == chosen; });
  result.weight = compared == persons.end() ? kNoWeight : compared->weight;
  result.pattern = compared == persons.end() ? 0 : compared->pattern;
  return result;
}

}  // namespace fsu::resolve
