// The pairs that the model of mentions is learned from: a fixed sample of cases, each with all its
// candidates.
//
// Found and compared once, before there is a model (kernels/blocking/candidates.hpp), since every
// round of the fit asks for the same: 8 bytes a pair. The sample is a function of the numbers of
// the cases, so it is the same for any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/compare/compare_identities.hpp"
#include "src/stages/link_cases.hpp"
#include "src/stages/person_index.hpp"

namespace fsu::stages {

struct SampledPair {
  std::uint32_t identity = 0;  ///< of the index
  std::array<std::uint8_t, compare::kNumIdentityComparisons> levels{};
};

/// Numbers of the sampled cases, ascending: about `max_cases` at most.
[[nodiscard]] std::vector<std::uint32_t> sample_cases(const LinkCases& cases,
                                                      std::span<const Identity> identities,
                                                      std::size_t max_cases);

class SampledPairs {
 public:
  /// `sample`: numbers of cases.
  SampledPairs(const PersonIndex& index, const LinkCases& cases,
               std::span<const Identity> identities, std::span<const std::uint32_t> sample);

  /// The candidates of the i-th sampled case, ascending by identity.
  [[nodiscard]] std::span<const SampledPair> of(std::size_t i) const { return pairs_[i]; }

 private:
  std::vector<std::vector<SampledPair>> pairs_;
};

}  // namespace fsu::stages
