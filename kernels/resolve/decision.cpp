#include "kernels/resolve/decision.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "kernels/core/check.hpp"

namespace fsu::resolve {
namespace {

constexpr std::array<std::string_view, kNumStatuses> kStatusNames = {
    "organisation", "insufficient", "no_candidate", "below_threshold", "ambiguous", "linked"};

struct BestTwo {
  const ScoredPerson* best = nullptr;
  const ScoredPerson* runner_up = nullptr;
};

/// In the order of person ids, a later one must be strictly heavier to come first.
BestTwo find_best_two(std::span<const ScoredPerson> persons) {
  BestTwo two;
  for (const ScoredPerson& candidate : persons) {
    if (two.best == nullptr || candidate.weight > two.best->weight) {
      two.runner_up = two.best;
      two.best = &candidate;
    } else if (two.runner_up == nullptr || candidate.weight > two.runner_up->weight) {
      two.runner_up = &candidate;
    }
  }
  return two;
}

double posterior_of(StoredWeight weight, std::span<const ScoredPerson> persons) {
  double sum = 1.0;  // nobody
  for (const ScoredPerson& candidate : persons) sum += fixed_exp2(candidate.weight);
  return fixed_exp2(weight) / sum;
}

Status status_of(const Decision& decision, const DecisionConfig& config) {
  if (decision.probability < config.link_probability) return Status::kBelowThreshold;
  const bool has_rival = !decision.runner_up.is_none() &&
                         Weight{decision.weight} - decision.runner_up_weight < config.link_margin;
  return has_rival ? Status::kAmbiguous : Status::kLinked;
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

Decision decide(std::span<const ScoredPerson> persons, const DecisionConfig& config) {
  Decision decision;
  decision.status = Status::kNoCandidate;
  if (persons.empty()) return decision;
  const BestTwo two = find_best_two(persons);
  decision.person = two.best->person;
  decision.weight = two.best->weight;
  decision.pattern = two.best->pattern;
  if (two.runner_up != nullptr) {
    decision.runner_up = two.runner_up->person;
    decision.runner_up_weight = two.runner_up->weight;
  }
  decision.candidates = checked_cast<std::uint32_t>(persons.size());
  decision.probability = posterior_of(decision.weight, persons);
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
