// Decides one mention: one best person, or none.
//
// People compared, each with a weight (log2 odds, prior included) -> status, best and runner-up.
// The posterior is over the people and "nobody in the index":
//   P(i) = 2^w_i / (r + sum_j 2^w_j),  r = share of mentions of nobody,
// summed in the order of person ids. Ids that are one person pool theirs (the pool, which the
// caller finds): the probability is that of the pool, the link goes to its first id, and the
// runner-up is the heaviest person outside it, ties to the smallest id. A clerk's word stands above
// all: `always` links whatever the weights, `never` removes the person before the posterior is
// made.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/core/fixed_log2.hpp"
#include "kernels/core/ids.hpp"

namespace fsu::resolve {

/// What became of a mention: the first that applies, in this order.
enum class Status : std::uint8_t {
  kOrganisation,
  kInsufficient,
  kNoCandidate,
  kBelowThreshold,
  kAmbiguous,
  kLinked,
};
inline constexpr std::size_t kNumStatuses = 6;

/// The word for a status in the results.
[[nodiscard]] std::string_view status_name(Status status);

/// A weight in 32 bits (2^-20 log2, so up to 2048 bits); kNoWeight where there is none.
using StoredWeight = std::int32_t;
inline constexpr StoredWeight kNoWeight = std::numeric_limits<StoredWeight>::min();

/// A person compared with a mention, by one version.
struct ScoredPerson {
  PersonId person;
  StoredWeight weight = 0;
  std::uint64_t pattern = 0;
};

/// Higher weight, then smaller person id.
[[nodiscard]] inline bool is_heavier(const ScoredPerson& a, const ScoredPerson& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.person < b.person;
}

struct Decision {
  Status status = Status::kInsufficient;
  PersonId person;                  ///< best candidate, whatever the status
  PersonId runner_up;               ///< none where there is no second
  StoredWeight weight = kNoWeight;  ///< kNoWeight: linked without one
  StoredWeight runner_up_weight = kNoWeight;
  double probability = 0;        ///< that the best is right
  std::uint32_t candidates = 0;  ///< people compared
  std::uint64_t pattern = 0;     ///< of the best

  friend bool operator==(const Decision&, const Decision&) = default;
};

struct DecisionConfig {
  double link_probability = 0.5;
  Weight link_margin = 0;   ///< least lead over the runner-up
  double nobody_share = 1;  ///< r
};

/// Keeps the best version of each person, in the order of person ids; equal weights keep the
/// smallest pattern.
void keep_best_versions(std::vector<ScoredPerson>& scored);

/// What becomes of a mention that has a best candidate: by its probability, and by its lead over
/// the runner-up.
[[nodiscard]] Status status_of(const Decision& decision, const DecisionConfig& config);

/// Decides from one entry a person, in the order of person ids. `pool`: ids that are one person
/// with the heaviest, the one to link to first; empty: the heaviest alone.
[[nodiscard]] Decision decide(std::span<const ScoredPerson> persons, const DecisionConfig& config,
                              std::span<const PersonId> pool = {});

/// Removes people whom a clerk has ruled out (`never`, ascending), before anything is decided.
void remove_people(std::span<const PersonId> never, std::vector<ScoredPerson>& persons);

/// Links the mention to the person whom a clerk has chosen; `persons` are those compared.
[[nodiscard]] Decision choose_person(PersonId chosen, const Decision& decision,
                                     std::span<const ScoredPerson> persons);

}  // namespace fsu::resolve
