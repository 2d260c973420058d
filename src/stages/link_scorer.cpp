#include "src/stages/link_scorer.hpp"

#include <algorithm>

#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/guards.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/model/dependence.hpp"

namespace fsu::stages {
namespace {

static_assert(model::kFirstField == compare::kNumIdentityComparisons);

/// Heavier, then of the smaller levels, then of the smaller identity.
bool is_better(const PossiblePerson& a, const PossiblePerson& b) {
  if (a.weight != b.weight) return a.weight > b.weight;
  return a.levels != b.levels ? a.levels < b.levels : a.identity < b.identity;
}

constexpr std::size_t kIdentityBlock = std::size_t{1} << 14;

PossiblePerson possible_person(const LikelyPerson& likely) {
  PossiblePerson person;
  person.person = likely.person;
  person.identity = likely.identity;
  person.adjustment = likely.adjustment;
  person.guard = static_cast<compare::Guard>(likely.guard);
  std::copy(likely.levels.begin(), likely.levels.end(), person.levels.begin());
  return person;
}

}  // namespace

void keep_best(std::vector<PossiblePerson>& people) {
  std::sort(people.begin(), people.end(), [](const PossiblePerson& a, const PossiblePerson& b) {
    return a.person != b.person ? a.person < b.person : is_better(a, b);
  });
  people.erase(std::unique(people.begin(), people.end(),
                           [](const PossiblePerson& a, const PossiblePerson& b) {
                             return a.person == b.person;
                           }),
               people.end());
}

std::vector<ComparisonSpec> mention_comparisons() {
  std::vector<ComparisonSpec> comparisons = compare::identity_comparisons();
  for (ComparisonSpec& evidence : evidence_comparisons()) {
    comparisons.push_back(std::move(evidence));
  }
  return comparisons;
}

LinkScorer::LinkScorer(const PersonIndex& index, const LinkEvidence& evidence,
                       std::span<const Identity> identities_of_cases)
    : index_(index),
      evidence_(evidence),
      identities_(identities_of_cases),
      frequencies_(index.count_frequencies(identities_of_cases)) {}

void LinkScorer::set_model(const model::Model& model) {
  model::PatternWeights weights(model);
  FSU_CHECK(likely_.num_identities() == 0 ||
            weights.agrees_on(weights_, 0, compare::kNumIdentityComparisons));
  weights_ = std::move(weights);
}

void LinkScorer::find_likely_people(const LikelyLimits& limits, report::Reporter& reporter) {
  likely_ = search_likely_people({identities_, index_, frequencies_, weights_, limits}, reporter);
}

void LinkScorer::find_led_people(const LinkCases& cases, std::span<const Lead> leads) {
  if (is_certain_.size() != likely_.num_identities()) {
    is_certain_.resize(likely_.num_identities());
    for_blocks(is_certain_.size(), kIdentityBlock, [&](const Block& block) {
      for (std::size_t i = block.begin; i < block.end; ++i) {
        is_certain_[i] = names_somebody(static_cast<std::uint32_t>(i)) ? 1 : 0;
      }
    });
  }
  stages::find_led_people(*this, cases, leads, kMentionLimits.least, led_);
}

/// True where an identity means one of its people by itself, guarded ones left out.
bool LinkScorer::names_somebody(std::uint32_t identity) const {
  return std::ranges::any_of(likely_.of(identity), [&](const LikelyPerson& likely) {
    if (static_cast<compare::Guard>(likely.guard) != compare::Guard::kNone) return false;
    const Weight weight = weights_.of_comparisons(possible_person(likely).levels, 0,
                                                  compare::kNumIdentityComparisons) +
                          likely.adjustment;
    return weights_.prior() + weight >= kCertainWeight;
  });
}

LinkScorer::Worker::Worker(const LinkScorer& scorer, Strangers strangers)
    : scorer_(scorer),
      strangers_(strangers),
      comparer_(scorer.index_.traits(), scorer.index_.identifiers()) {}

Levels LinkScorer::Worker::compare_identity(std::uint32_t identity) {
  if (!is_comparer_set_) comparer_.set_left(scorer_.identities_[identity_]);
  is_comparer_set_ = true;
  Levels levels{};
  comparer_.compare(scorer_.index_.identity(identity), levels);
  return levels;
}

PossiblePerson LinkScorer::Worker::make(std::uint32_t identity) {
  PossiblePerson possible;
  possible.levels = compare_identity(identity);
  possible.identity = identity;
  possible.weight = scorer_.identity_weight(possible.levels, identity, identity_);
  return possible;
}

Weight LinkScorer::Worker::weight_by_identity(const PossiblePerson& person) const {
  const Weight weight = scorer_.weights_.prior() +
                        scorer_.identity_weight(person.levels, person.identity, identity_) +
                        scorer_.index_.version_weight(person.person);
  const bool is_guarded = compare::is_guarded(person.levels, scorer_.identities_[identity_],
                                              scorer_.index_.identity(person.identity));
  return is_guarded ? std::min(weight, compare::kGuardedWeight) : weight;
}

void LinkScorer::Worker::set_identity(std::uint32_t identity) {
  if (identity == identity_) return;
  identity_ = identity;
  is_comparer_set_ = false;
}

PossiblePerson LinkScorer::Worker::best_version(PersonId person) {
  PossiblePerson best;
  bool is_first = true;
  for (const std::uint32_t identity : scorer_.index_.identities_of(person)) {
    PossiblePerson possible = make(identity);
    if (is_first || is_better(possible, best)) best = possible;
    is_first = false;
  }
  if (is_first) return best;  // a person without versions
  best.person = person;
  best.adjustment = scorer_.frequency(best.levels, best.identity, identity_) +
                    scorer_.index_.version_weight(person);
  best.guard = compare::guard_of(best.levels, scorer_.identities_[identity_],
                                 scorer_.index_.identity(best.identity));
  return best;
}

void LinkScorer::Worker::weigh(const NumberedLinkCase& of, PossiblePerson& person) const {
  for (std::size_t f = 0; f < kNumEvidenceFields; ++f) {
    person.levels[compare::kNumIdentityComparisons + f] =
        scorer_.evidence_.compare(static_cast<EvidenceField>(f), of, person.person);
  }
  person.weight = scorer_.weights_.of(person.levels) + person.adjustment +
                  scorer_.evidence_.frequency(person.levels, of);
  if (person.guard == compare::Guard::kNone) return;
  // One name alone is enough where any evidence agrees.
  const bool is_lifted = person.guard == compare::Guard::kOneName &&
                         std::find(person.levels.begin() + compare::kNumIdentityComparisons,
                                   person.levels.end(), compare::kSameField) != person.levels.end();
  if (!is_lifted) person.weight = std::min(person.weight, compare::kGuardedWeight);
}

WeightParts LinkScorer::Worker::parts(const NumberedLinkCase& of,
                                      const PossiblePerson& person) const {
  WeightParts parts;
  parts.frequency = scorer_.frequency(person.levels, person.identity, of.link_case.identity);
  parts.sharing = scorer_.evidence_.frequency(person.levels, of);
  parts.versions = scorer_.index_.version_weight(person.person);
  if (compare::is_guarded(person.levels, scorer_.identities_[of.link_case.identity],
                          scorer_.index_.identity(person.identity))) {
    const Weight weight =
        scorer_.weights_.of(person.levels) + parts.frequency + parts.sharing + parts.versions;
    parts.guard = std::min<Weight>(compare::kGuardedWeight - weight, 0);
  }
  return parts;
}

std::span<const PossiblePerson> LinkScorer::Worker::score(const NumberedLinkCase& of) {
  set_likely(of.link_case.identity);
  add_led_to(of);
  for (PossiblePerson& person : people_) weigh(of, person);
  return people_;
}

/// Puts the likely people of an identity into people_.
void LinkScorer::Worker::set_likely(std::uint32_t identity) {
  FSU_CHECK(scorer_.likely_.num_identities() == scorer_.identities_.size());
  set_identity(identity);
  people_.clear();
  for (const LikelyPerson& likely : scorer_.likely_.of(identity)) {
    people_.push_back(possible_person(likely));
  }
}

/// Adds the people whom evidence leads to, by their best versions.
void LinkScorer::Worker::add_led_to(const NumberedLinkCase& of) {
  const std::size_t num_likely = people_.size();
  const auto is_new = [&](PersonId person) {
    return !std::ranges::binary_search(std::span(people_).first(num_likely), person, {},
                                       &PossiblePerson::person);
  };
  if (strangers_ == Strangers::kLeftOut) {
    for (const LedPerson& led : scorer_.led_.of(of.number)) {
      if (is_new(led.person.person)) people_.push_back(possible_person(led.person));
    }
  } else {
    led_to_.clear();
    scorer_.evidence_.append_people(of, led_to_);
    std::sort(led_to_.begin(), led_to_.end());
    led_to_.erase(std::unique(led_to_.begin(), led_to_.end()), led_to_.end());
    for (const PersonId person : led_to_) {
      if (is_new(person) && !scorer_.index_.identities_of(person).empty()) {
        people_.push_back(best_version(person));
      }
    }
  }
  std::ranges::inplace_merge(people_, people_.begin() + static_cast<std::ptrdiff_t>(num_likely), {},
                             &PossiblePerson::person);
}

PossiblePerson LinkScorer::Worker::score_person(const NumberedLinkCase& of, PersonId person) {
  set_identity(of.link_case.identity);
  PossiblePerson possible = best_version(person);
  weigh(of, possible);
  return possible;
}

bool LinkScorer::Worker::has(PersonId person) const {
  return std::ranges::binary_search(people_, person, {}, &PossiblePerson::person);
}

std::optional<Weight> LinkScorer::Worker::compare_people(PersonId a, PersonId b) {
  std::optional<Weight> best;
  bool do_identifiers_agree = false;
  bool do_identifiers_differ = false;
  for (const std::uint32_t ours : scorer_.index_.identities_of(a)) {
    comparer_.set_left(scorer_.index_.identity(ours));
    for (const std::uint32_t theirs : scorer_.index_.identities_of(b)) {
      Levels levels{};
      comparer_.compare(scorer_.index_.identity(theirs), levels);
      const Weight weight =
          scorer_.weights_.of_comparisons(levels, 0, compare::kNumIdentityComparisons) +
          frequency_weight(levels, scorer_.frequencies_.right[theirs], {});
      best = std::max(best.value_or(weight), weight);
      const auto identifier = static_cast<compare::IdentifierLevel>(levels[compare::kIdentifier]);
      do_identifiers_agree |= identifier == compare::IdentifierLevel::kSame;
      do_identifiers_differ |= compare::have_different_identifiers(levels);
    }
  }
  is_comparer_set_ = false;
  return do_identifiers_differ && !do_identifiers_agree ? std::nullopt : best;
}

}  // namespace fsu::stages
