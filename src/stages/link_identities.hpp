// Links distinct identities with the index of people: the engine behind mentions and reports.
//
// Identity -> candidates (blocking) -> agreements (compare) -> weights (model) -> decision
// (resolve). IdentityLinker is what all threads share; IdentityLinker::Worker is one thread's
// buffers and its counts. Identities are independent of one another, so blocks of them run in
// parallel; the counts are integers and add up the same in any order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kernels/blocking/candidates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/identities.hpp"
#include "kernels/model/frequency_weights.hpp"
#include "kernels/resolve/decision.hpp"
#include "kernels/resolve/exact_linkage.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::stages {

/// Pairs compared, by pattern, and what the blocking passes found; mergeable.
struct LinkCounts {
  std::vector<std::uint64_t> pairs_of_pattern;
  blocking::BlockingCounts blocking;

  [[nodiscard]] static LinkCounts empty();
  void merge(LinkCounts other);
  [[nodiscard]] const LinkCounts& finish() const { return *this; }
};

/// Clerks' words on one mention.
struct ClerkWords {
  std::vector<PersonId> always;  ///< ascending; several contradict each other, and none is followed
  std::vector<PersonId> never;   ///< ascending
};

class IdentityLinker {
 public:
  /// `persons` and `names` must outlive the linker.
  IdentityLinker(const PersonIdentities& persons, const StringColumn& names,
                 const LinkageConfig& config);

  class Worker;

  /// Empty for exact linkage, which has no weights.
  [[nodiscard]] const model::Model& model() const { return model_; }
  /// Weight of a pattern, prior included.
  [[nodiscard]] Weight pattern_weight(std::uint32_t pattern) const {
    return pattern_weights_[pattern];
  }

 private:
  const PersonIdentities* persons_;
  const StringColumn* names_;
  resolve::DecisionConfig decision_config_;
  bool is_exact_ = false;
  model::Model model_;
  std::vector<Weight> pattern_weights_;
  std::optional<blocking::CandidateFinder> finder_;
  std::optional<model::FrequencyWeights> frequencies_;
  std::optional<resolve::ExactLinker> exact_;
};

/// Links identities one after the other; one worker a thread.
class IdentityLinker::Worker {
 public:
  explicit Worker(const IdentityLinker& linker);

  [[nodiscard]] resolve::Decision link(const Identity& mention);
  /// The same under clerks' words, which stand above the weights; counts no pairs.
  [[nodiscard]] resolve::Decision link(const Identity& mention, const ClerkWords& words);

  /// What was compared so far.
  [[nodiscard]] LinkCounts counts() &&;

 private:
  void score(const Identity& mention);
  [[nodiscard]] resolve::Decision decide(const Identity& mention) const;

  const IdentityLinker& linker_;
  compare::IdentityComparer comparer_;
  blocking::CandidateWorkspace candidates_;
  std::vector<resolve::ScoredPerson> scored_;
  std::vector<std::uint64_t> pairs_of_pattern_;
};

struct LinkedIdentities {
  std::vector<resolve::Decision> decisions;  ///< by identity
  LinkCounts counts;
};

inline constexpr std::size_t kLinkBlockSize = std::size_t{1} << 13;

/// Decides every identity; tells the reporter of each block done.
[[nodiscard]] LinkedIdentities link_identities(const IdentityLinker& linker,
                                               std::span<const Identity> mentions,
                                               report::Reporter& reporter,
                                               std::size_t block_size = kLinkBlockSize);

}  // namespace fsu::stages
