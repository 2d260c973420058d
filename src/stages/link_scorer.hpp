// Scores cases against the index of people: who may be meant, by which levels, and with what
// weight.
//
// Case -> people, each with the levels and the weight of the best of their versions. A person's
// versions are alternatives: the heaviest one counts (ties: the smallest pattern), and having many
// is paid for. What a case's evidence says stands in the levels behind the identity's. The scorer
// is shared by all threads; a Worker holds the buffers of one block. Whom the identities may mean
// is found once (likely_search.hpp), whatever the number of cases and of models of evidence.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kernels/blocking/candidates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/compare/guards.hpp"
#include "kernels/core/comparison.hpp"
#include "kernels/model/pattern_weights.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/frequency_weight.hpp"
#include "src/stages/led_people.hpp"
#include "src/stages/likely_search.hpp"
#include "src/stages/link_cases.hpp"
#include "src/stages/link_evidence.hpp"
#include "src/stages/person_index.hpp"

namespace fsu::stages {

/// Below -5 bits a person is meant by an identity only where evidence leads to them, which finds
/// them; so much below the best by identity they are too, whatever the evidence says of both.
inline constexpr LikelyLimits kMentionLimits = {-5 * kWeightOne, 12 * kWeightOne};

/// An identity that gives some person this weight, prior included, follows no leads: whoever its
/// names, date and PNC ID do not bring within 12 bits of that, evidence seldom does.
inline constexpr Weight kCertainWeight = 10 * kWeightOne;

/// A person who may be meant.
struct PossiblePerson {
  PersonId person;
  Levels levels{};
  std::uint32_t identity = 0;  ///< the person's that agrees best
  Weight weight = 0;           ///< everything in it, prior too
  Weight adjustment = 0;       ///< of it: frequency of names and dates, and versions
  compare::Guard guard = compare::Guard::kNone;  ///< of names, date and identifier alone
};

/// Keeps the best entry of each person (the heaviest, then of the smaller levels, then of the
/// smaller identity), ascending by person.
void keep_best(std::vector<PossiblePerson>& people);

/// What the weight of a person is put together from, behind the pattern's.
struct WeightParts {
  Weight frequency = 0;  ///< of names and dates
  Weight sharing = 0;    ///< of what many people share
  Weight versions = 0;
  Weight guard = 0;  ///< what a guard takes away
};

class LinkScorer {
 public:
  /// What is given must outlive the scorer.
  LinkScorer(const PersonIndex& index, const LinkEvidence& evidence,
             std::span<const Identity> identities_of_cases);

  /// What the frequency of names and dates changes for an identity of the index and one of a case.
  [[nodiscard]] Weight frequency(const Levels& levels, std::uint32_t of_index,
                                 std::uint32_t of_case) const {
    return frequency_weight(levels, frequencies_.right[of_index], frequencies_.left[of_case]);
  }

  void set_model(const model::Model& model);
  [[nodiscard]] const model::RecordFrequencies& frequencies() const { return frequencies_; }

  /// What levels of names, date and PNC ID weigh in a pair of identities, without prior.
  [[nodiscard]] Weight identity_weight(const Levels& levels, std::uint32_t of_index,
                                       std::uint32_t of_case) const {
    return weights_.of_comparisons(levels, 0, compare::kNumIdentityComparisons) +
           frequency(levels, of_index, of_case);
  }

  /// Finds the likely people of all identities, once. Models that are set later must weigh
  /// identities alike: only what they say of the evidence may differ.
  void find_likely_people(const LikelyLimits& limits, report::Reporter& reporter);
  [[nodiscard]] const LikelyPeople& likely_people() const { return likely_; }

  /// True where an identity means somebody by itself, so that no leads are followed from it.
  [[nodiscard]] bool is_certain(std::uint32_t identity) const {
    return !is_certain_.empty() && is_certain_[identity] != 0;
  }

  /// Adds the people whom some leads of the evidence lead to, for decisions.
  void find_led_people(const LinkCases& cases, std::span<const Lead> leads);

  [[nodiscard]] const PersonIndex& index() const { return index_; }
  [[nodiscard]] const LinkEvidence& evidence() const { return evidence_; }
  [[nodiscard]] std::span<const Identity> identities() const { return identities_; }

  class Worker;

 private:
  [[nodiscard]] bool names_somebody(std::uint32_t identity) const;

  const PersonIndex& index_;
  const LinkEvidence& evidence_;
  std::span<const Identity> identities_;
  model::RecordFrequencies frequencies_;
  model::PatternWeights weights_;
  LikelyPeople likely_;                   ///< empty until they are found
  std::vector<std::uint8_t> is_certain_;  ///< by identity; empty until leads are followed
  LedPeople led_;
};

/// Whether people whom evidence leads to, and whom a guard would keep from being linked anyway, are
/// scored: what the evidence is learned from must hold them; decisions need not, and take the led
/// people that were found before.
enum class Strangers : std::uint8_t { kScored, kLeftOut };

class LinkScorer::Worker {
 public:
  explicit Worker(const LinkScorer& scorer, Strangers strangers = Strangers::kScored);

  /// The people who may be meant by a case, ascending; valid until the next call. Who is too
  /// unlikely by identity alone is left out, unless the evidence leads there. The likely people
  /// must have been found.
  [[nodiscard]] std::span<const PossiblePerson> score(const NumberedLinkCase& of);

  /// Fetch what scoring a case will read, the second some time after the first.
  void prefetch_places(const LinkCase& of) const {
    for (const LikelyPerson& likely : scorer_.likely_.of(of.identity)) {
      scorer_.evidence_.prefetch_places(of, likely.person);
    }
  }
  void prefetch_values(const LinkCase& of) const {
    for (const LikelyPerson& likely : scorer_.likely_.of(of.identity)) {
      scorer_.evidence_.prefetch_values(of, likely.person);
    }
  }

  /// Sets the identity that people are compared with, without scoring any.
  void set_identity(std::uint32_t identity);

  /// One person by the best of their versions against the identity: names, date and PNC ID alone.
  [[nodiscard]] PossiblePerson best_version(PersonId person);

  /// Adds what the case's evidence says of a person compared by identity, and puts the weight
  /// together.
  void weigh(const NumberedLinkCase& of, PossiblePerson& person) const;

  /// What the last case's identity alone says of one of its people, prior included.
  [[nodiscard]] Weight weight_by_identity(const PossiblePerson& person) const;

  /// One person against the last case, candidate or not.
  [[nodiscard]] PossiblePerson score_person(const NumberedLinkCase& of, PersonId person);

  /// The parts of a person's weight for the last case; with the pattern's they sum up to it.
  [[nodiscard]] WeightParts parts(const NumberedLinkCase& of, const PossiblePerson& person) const;

  /// True where the last case has enough to be linked on by itself.
  [[nodiscard]] bool is_linkable() const {
    return blocking::is_linkable(scorer_.identities_[identity_]);
  }

  /// True where the last case's people hold the person.
  [[nodiscard]] bool has(PersonId person) const;

  /// The weight of two people being one, by their best identities: levels and frequencies alone.
  /// Nothing where both have a valid identifier and none is the same: they are two.
  [[nodiscard]] std::optional<Weight> compare_people(PersonId a, PersonId b);

  [[nodiscard]] Levels compare_identity(std::uint32_t identity);

 private:
  void set_likely(std::uint32_t identity);
  void add_led_to(const NumberedLinkCase& of);
  [[nodiscard]] PossiblePerson make(std::uint32_t identity);

  const LinkScorer& scorer_;
  Strangers strangers_;
  compare::IdentityComparer comparer_;
  static constexpr std::uint32_t kNoIdentity = 0xffffffff;
  std::uint32_t identity_ = kNoIdentity;
  bool is_comparer_set_ = false;  ///< to the identity: only where one is compared
  std::vector<PossiblePerson> people_;
  std::vector<PersonId> led_to_;
};

/// Descriptions of all comparisons of a mention: the identity's, then the evidence's.
[[nodiscard]] std::vector<ComparisonSpec> mention_comparisons();

}  // namespace fsu::stages
