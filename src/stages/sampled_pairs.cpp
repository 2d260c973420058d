#include "src/stages/sampled_pairs.hpp"

#include <algorithm>

#include "kernels/blocking/candidates.hpp"
#include "kernels/core/hash.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = 256;

}  // namespace

std::vector<std::uint32_t> sample_cases(const LinkCases& cases,
                                        std::span<const Identity> identities,
                                        std::size_t max_cases) {
  const std::size_t stride = cases.size() / max_cases + 1;
  std::vector<std::uint32_t> sample;
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    if (mix_bits(i) % stride != 0) continue;
    if (blocking::is_linkable(identities[cases.cases[i].identity])) sample.push_back(i);
  }
  return sample;
}

SampledPairs::SampledPairs(const PersonIndex& index, const LinkCases& cases,
                           std::span<const Identity> identities,
                           std::span<const std::uint32_t> sample)
    : pairs_(sample.size()) {
  std::vector<Identity> left;
  for (const std::uint32_t number : sample)
    left.push_back(identities[cases.cases[number].identity]);
  const blocking::CandidateFinder finder({index.persons().identities,
                                          &index.identifiers(),
                                          index.near().view(),
                                          {},
                                          index.traits().size(),
                                          left});
  for_blocks(left.size(), kBlockSize, [&](const Block& block) {
    blocking::CandidateWorkspace workspace;
    compare::IdentityComparer comparer(index.traits(), index.identifiers());
    for (std::size_t i = block.begin; i < block.end; ++i) {
      finder.find({left[i], 0, 0}, workspace);
      comparer.set_left(left[i]);
      for (const std::uint32_t identity : workspace.candidates) {
        Levels levels{};
        comparer.compare(index.identity(identity), levels);
        SampledPair& pair = pairs_[i].emplace_back();
        pair.identity = identity;
        std::copy_n(levels.begin(), pair.levels.size(), pair.levels.begin());
      }
    }
  });
}

}  // namespace fsu::stages
