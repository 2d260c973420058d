#include "src/stages/link_identities.hpp"

#include <cmath>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

Weight to_weight(double bits) {
  return static_cast<Weight>(std::llround(bits * static_cast<double>(kWeightOne)));
}

}  // namespace

LinkCounts LinkCounts::empty() { return {std::vector<std::uint64_t>(kNumPatterns), {}}; }

void LinkCounts::merge(LinkCounts other) {
  for (std::size_t i = 0; i < pairs_of_pattern.size(); ++i) {
    pairs_of_pattern[i] += other.pairs_of_pattern[i];
  }
  blocking.merge(other.blocking);
}

IdentityLinker::IdentityLinker(const PersonIdentities& persons, const StringColumn& names,
                               const LinkageConfig& config)
    : persons_(&persons),
      names_(&names),
      decision_config_{config.link_probability, to_weight(config.link_margin)},
      is_exact_(config.method == LinkageConfig::Method::kExact) {
  if (is_exact_) {
    exact_.emplace(persons);
    return;
  }
  model_ = model::fixed_model();
  pattern_weights_ = model::pattern_weights(model_, model::prior_weight(persons.num_persons));
  finder_.emplace(persons.identities);
  frequencies_.emplace(model_, persons, names.size());
}

IdentityLinker::Worker::Worker(const IdentityLinker& linker)
    : linker_(linker), comparer_(*linker.names_), pairs_of_pattern_(kNumPatterns) {}

resolve::Decision IdentityLinker::Worker::link(const Identity& mention) {
  score(mention);
  return decide(mention);
}

resolve::Decision IdentityLinker::Worker::link(const Identity& mention, const ClerkWords& words) {
  score(mention);
  resolve::remove_people(words.never, scored_);
  const resolve::Decision decision = decide(mention);
  return words.always.size() == 1 ? resolve::choose_person(words.always.front(), decision, scored_)
                                  : decision;
}

/// Fills scored_ with one entry a person, in the order of person ids.
void IdentityLinker::Worker::score(const Identity& mention) {
  if (linker_.is_exact_) return linker_.exact_->find(mention, scored_);
  scored_.clear();
  linker_.finder_->find(mention, candidates_);
  comparer_.set_mention(mention);
  for (const std::uint32_t candidate : candidates_.candidates) {
    const Agreement agreement = comparer_.compare(linker_.persons_->identities[candidate]);
    const std::uint32_t pattern = pattern_of(agreement);
    ++pairs_of_pattern_[pattern];
    const Weight weight =
        linker_.pattern_weights_[pattern] + linker_.frequencies_->adjustment(agreement, candidate);
    for (const PersonId person : linker_.persons_->persons_of(candidate)) {
      scored_.push_back({person, static_cast<resolve::StoredWeight>(weight), pattern});
    }
  }
  resolve::keep_best_versions(scored_);
}

resolve::Decision IdentityLinker::Worker::decide(const Identity& mention) const {
  const bool is_linkable =
      linker_.is_exact_ ? resolve::is_exactly_linkable(mention) : blocking::is_linkable(mention);
  if (!is_linkable) return {};  // insufficient
  return linker_.is_exact_ ? resolve::decide_exact(scored_)
                           : resolve::decide(scored_, linker_.decision_config_);
}

LinkCounts IdentityLinker::Worker::counts() && {
  return {std::move(pairs_of_pattern_), candidates_.counts};
}

LinkedIdentities link_identities(const IdentityLinker& linker, std::span<const Identity> mentions,
                                 report::Reporter& reporter, std::size_t block_size) {
  LinkedIdentities linked;
  linked.decisions.resize(mentions.size());
  linked.counts = reduce_blocks<LinkCounts>(mentions.size(), block_size, [&](const Block& block) {
    IdentityLinker::Worker worker(linker);
    for (std::size_t i = block.begin; i < block.end; ++i) {
      linked.decisions[i] = worker.link(mentions[i]);
    }
    reporter.advance(block.end - block.begin);
    return std::move(worker).counts();
  });
  return linked;
}

}  // namespace fsu::stages
