// Decides every case: one best person, or nobody.
//
// Cases, scored -> decisions. The posterior is over the people who may be meant and nobody; ids
// that are probably one person (probability above 0.9, by their own identities) pool theirs, so two
// ids of one person do not make each other ambiguous: the link goes to the heaviest of them, then
// the one recorded last, then the smallest id. Blocks of cases run in parallel; cases are
// independent.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "src/report/reporter.hpp"
#include "src/stages/link_fit.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::stages {

/// Clerks' words on one mention.
struct ClerkWords {
  std::vector<PersonId> always;  ///< ascending; several contradict each other, and none is followed
  std::vector<PersonId> never;   ///< ascending
};

/// Decides cases one after the other; one a block.
class CaseDecider {
 public:
  CaseDecider(const LinkScorer& scorer, const PersonIndex& index, const MentionModel& model,
              const LinkageConfig& config);

  [[nodiscard]] resolve::Decision decide(const NumberedLinkCase& of);
  /// The same under clerks' words, which stand above the weights.
  [[nodiscard]] resolve::Decision decide(const NumberedLinkCase& of, const ClerkWords& words);

  /// Fetches what deciding the cases behind one will read, for who decides one after the other.
  void prefetch_behind(std::span<const LinkCase> cases, std::size_t at) const;

  /// The people of the last case, each with the pattern of its levels.
  [[nodiscard]] std::span<const resolve::ScoredPerson> people() const { return scored_; }

 private:
  void score(const NumberedLinkCase& of);
  [[nodiscard]] resolve::Decision decide_scored(const NumberedLinkCase& of);
  void pool_duplicates();
  [[nodiscard]] std::optional<Weight> compare_people(PersonId a, PersonId b);

  /// Two people who were compared, and what that gave.
  struct ComparedPeople {
    PersonId a;
    PersonId b;
    std::optional<Weight> weight;
  };

  const PersonIndex& index_;
  LinkScorer::Worker worker_;
  PatternCode code_;
  resolve::DecisionConfig config_;
  Weight duplicate_prior_ = 0;
  std::vector<resolve::ScoredPerson> scored_;
  std::vector<PersonId> pool_;
  std::vector<resolve::ScoredPerson> rivals_, members_;  ///< of pool_duplicates
  std::array<ComparedPeople, 256> compared_;
};

struct DecidedCases {
  std::vector<resolve::Decision> decisions;  ///< by case
  std::vector<PatternCount> patterns;        ///< pairs compared, ascending by pattern
};

struct CaseDecisionInput {
  const LinkScorer& scorer;
  const PersonIndex& index;
  const MentionModel& model;
  const LinkCases& cases;
  std::span<const Identity> identities;
};

/// Room for the decisions of so many cases, and for those on organisations and of clerks, which are
/// put behind them.
[[nodiscard]] inline std::size_t decisions_capacity(std::size_t num_cases) {
  return num_cases + num_cases / 64 + 1;
}

[[nodiscard]] DecidedCases decide_cases(const CaseDecisionInput& input, const LinkageConfig& config,
                                        report::Reporter& reporter);

/// Cases with a full identity that are linked with certainty: they may speak for others. No other
/// cases are looked at.
[[nodiscard]] std::vector<Speaker> find_speakers(const CaseDecisionInput& input,
                                                 const LinkageConfig& config,
                                                 report::Reporter& reporter);

}  // namespace fsu::stages
