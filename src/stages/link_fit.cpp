#include "src/stages/link_fit.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

#include "kernels/core/hash.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/probability_parts.hpp"
#include "kernels/core/random.hpp"
#include "kernels/model/evidence_shares.hpp"
#include "kernels/model/expectation_maximisation.hpp"
#include "src/stages/sampled_pairs.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kNumDraws = 500'000;
constexpr std::size_t kBlockSize = 256;
constexpr std::uint64_t kSeed = 1;
constexpr std::uint64_t kDrawStream = 0x6d3f;
constexpr int kNumRefits = 2;
constexpr int kNumNobodyRounds = 20;
/// No index holds everybody who is ever mentioned.
constexpr double kLeastNobody = 0.02;

/// Hashes levels: 16 bytes as two words.
struct PatternHash {
  std::size_t operator()(const std::pair<Levels, int>& pattern) const {
    std::array<std::uint64_t, 2> words{};
    static_assert(sizeof(words) == sizeof(Levels));
    std::memcpy(words.data(), pattern.first.data(), sizeof(words));
    return combine_hashes(combine_hashes(words[0], words[1]),
                          static_cast<std::uint64_t>(pattern.second));
  }
};

/// What is counted of the pairs of one pattern.
struct PairCount {
  std::uint64_t num_pairs = 0;
  std::uint64_t true_parts = 0;
  std::uint64_t num_sampled = 0;
};

/// Counts of the sample's pairs by (levels, octave); mergeable.
struct PairCounts {
  std::unordered_map<std::pair<Levels, int>, PairCount, PatternHash> of;

  [[nodiscard]] static PairCounts empty() { return {}; }
  void merge(PairCounts other) {
    for (const auto& [pattern, count] : other.of) {
      PairCount& sum = of[pattern];
      sum.num_pairs += count.num_pairs;
      sum.true_parts += count.true_parts;
      sum.num_sampled += count.num_sampled;
    }
  }
  /// In a fixed order.
  [[nodiscard]] std::vector<std::pair<std::pair<Levels, int>, PairCount>> finish() const {
    std::vector<std::pair<std::pair<Levels, int>, PairCount>> sorted(of.begin(), of.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return sorted;
  }

  void add_pair(const Levels& levels, Weight frequency) {
    ++of[{levels, model::octave_of(frequency)}].num_pairs;
  }
  void add_sampled(const Levels& levels) { ++of[{levels, 0}].num_sampled; }
  void add_labelled(const Levels& levels, double probability) {
    PairCount& count = of[{levels, 0}];
    ++count.num_pairs;
    count.true_parts += parts_of_probability(probability);
  }
};

class MentionFitter {
 public:
  explicit MentionFitter(const MentionFitInput& input)
      : input_(input),
        scorer_(input.scorer),
        sample_(sample_cases(input.cases, input.identities, input.max_cases)) {
    num_draws_ = std::min(kNumDraws / std::max<std::size_t>(sample_.size(), 1) + 1,
                          input.index.people().size());
  }

  MentionModel fit_identities() {
    const SampledPairs pairs(input_.index, input_.cases, input_.identities, sample_);
    fit_to(count_versions(pairs), static_cast<double>(input_.index.persons().identities.size()));
    for (int i = 0; has_several_versions() && i < kNumRefits; ++i) {
      scorer_.set_model(model_);
      fit_to(count_people(pairs), static_cast<double>(input_.index.people().size()));
    }
    scorer_.set_model(model_);
    return {model_, share_of_nobody(sum_odds([&](std::size_t i, LinkScorer::Worker& worker) {
              double odds = 0;
              worker.set_identity(sampled_identity(i));
              for (const PossiblePerson& person : people_of(i, pairs)) {
                odds += fixed_exp2(worker.weight_by_identity(person));
              }
              return odds;
            }))};
  }

  MentionModel fit_evidence(const MentionModel& of_identities) {
    model_ = of_identities.model;
    model::set_fields(evidence_comparisons(), model_);
    scorer_.set_model(model_);
    const PairCounts counts = count_labelled(of_identities.nobody_share);
    std::vector<model::LabelledPattern> patterns;
    for (const auto& [pattern, count] : counts.finish()) {
      patterns.push_back({pattern.first, count.num_pairs, count.true_parts, count.num_sampled});
    }
    model::learn_evidence(
        patterns,
        static_cast<double>(sample_.size()) * static_cast<double>(input_.index.people().size()),
        model_);
    return finish();
  }

  MentionModel apply(const model::Model& model) {
    model_ = model;
    return finish();
  }

 private:
  [[nodiscard]] NumberedLinkCase sampled_case(std::size_t i) const {
    return {input_.cases.cases[sample_[i]], sample_[i]};
  }

  [[nodiscard]] std::uint32_t sampled_identity(std::size_t i) const {
    return input_.cases.cases[sample_[i]].identity;
  }

  void fit_to(const PairCounts& counts, double num_right) {
    std::vector<model::CountedPattern> patterns;
    for (const auto& [pattern, count] : counts.finish()) {
      patterns.push_back({pattern.first, pattern.second, count.num_pairs, count.num_sampled});
    }
    const std::vector<ComparisonSpec> comparisons = compare::identity_comparisons();
    const auto num_cases = static_cast<double>(sample_.size());
    model_ = model::fit_model(
        {comparisons, patterns, num_cases * num_right, std::min(num_cases, num_right), nullptr},
        {});
  }

  /// Counts of all sampled cases; `count` adds those of one case.
  template <class Function>
  [[nodiscard]] PairCounts count_cases(const Function& count) const {
    return reduce_blocks<PairCounts>(sample_.size(), kBlockSize, [&](const Block& block) {
      PairCounts counts;
      LinkScorer::Worker worker(scorer_);
      for (std::size_t i = block.begin; i < block.end; ++i) count(i, worker, counts);
      return counts;
    });
  }

  /// False where everybody in the index has one identity: then it is the best.
  [[nodiscard]] bool has_several_versions() const {
    return input_.index.persons().persons.size() > input_.index.people().size();
  }

  /// Every version of every candidate by itself.
  [[nodiscard]] PairCounts count_versions(const SampledPairs& pairs) const {
    return count_cases([&](std::size_t i, LinkScorer::Worker& worker, PairCounts& counts) {
      const std::span<const SampledPair> known = pairs.of(i);
      for (const SampledPair& pair : known) {
        const Levels levels = levels_of(pair);
        counts.add_pair(levels, scorer_.frequency(levels, pair.identity, sampled_identity(i)));
      }
      Random random(kSeed, kDrawStream, sample_[i]);
      worker.set_identity(sampled_identity(i));
      for (std::size_t draw = 0; draw < num_draws_; ++draw) {
        const auto identity =
            static_cast<std::uint32_t>(random.below(input_.index.persons().identities.size()));
        const auto found = std::ranges::lower_bound(known, identity, {}, &SampledPair::identity);
        if (found != known.end() && found->identity == identity) continue;
        counts.add_sampled(worker.compare_identity(identity));
      }
    });
  }

  /// People by their best versions.
  [[nodiscard]] PairCounts count_people(const SampledPairs& pairs) const {
    return count_cases([&](std::size_t i, LinkScorer::Worker& worker, PairCounts& counts) {
      const std::vector<PossiblePerson> people = people_of(i, pairs);
      for (const PossiblePerson& person : people) {
        counts.add_pair(person.levels,
                        scorer_.frequency(person.levels, person.identity, sampled_identity(i)));
      }
      worker.set_identity(sampled_identity(i));
      draw_people(i, [&](PersonId person) {
        const auto found = std::ranges::lower_bound(people, person, {}, &PossiblePerson::person);
        if (found != people.end() && found->person == person) return;
        counts.add_sampled(worker.best_version(person).levels);
      });
    });
  }

  static Levels levels_of(const SampledPair& pair) {
    Levels levels{};
    std::copy(pair.levels.begin(), pair.levels.end(), levels.begin());
    return levels;
  }

  /// The people of a sampled case by identity alone, ascending.
  [[nodiscard]] std::vector<PossiblePerson> people_of(std::size_t i,
                                                      const SampledPairs& pairs) const {
    std::vector<PossiblePerson> people;
    for (const SampledPair& pair : pairs.of(i)) {
      const Levels levels = levels_of(pair);
      const Weight weight = scorer_.identity_weight(levels, pair.identity, sampled_identity(i));
      for (const PersonId person : input_.index.persons().persons_of(pair.identity)) {
        people.push_back({person, levels, pair.identity, weight});
      }
    }
    keep_best(people);
    return people;
  }

  /// People by their best versions with their evidence, and their posteriors by identity alone.
  [[nodiscard]] PairCounts count_labelled(double nobody_share) const {
    return count_cases([&](std::size_t i, LinkScorer::Worker& worker, PairCounts& counts) {
      const std::span<const PossiblePerson> people = worker.score(sampled_case(i));
      std::vector<double> odds;
      double all = nobody_share;
      for (const PossiblePerson& person : people) {
        odds.push_back(fixed_exp2(worker.weight_by_identity(person)));
        all += odds.back();
      }
      for (std::size_t k = 0; k < people.size(); ++k) {
        const double probability = odds[k] / all;
        if (model::is_certain(probability)) counts.add_labelled(people[k].levels, probability);
      }
      draw_people(i, [&](PersonId person) {
        if (worker.has(person)) return;
        counts.add_sampled(worker.score_person(sampled_case(i), person).levels);
      });
    });
  }

  /// Calls `function` with people drawn at random.
  template <class Function>
  void draw_people(std::size_t i, const Function& function) const {
    Random random(kSeed, kDrawStream, sample_[i]);
    for (std::size_t draw = 0; draw < num_draws_; ++draw) {
      function(input_.index.people()[random.below(input_.index.people().size())]);
    }
  }

  /// The model with its share of nobody, by all that the cases say.
  MentionModel finish() {
    scorer_.set_model(model_);
    return {model_, share_of_nobody(sum_odds([&](std::size_t i, LinkScorer::Worker& worker) {
              double odds = 0;
              for (const PossiblePerson& person : worker.score(sampled_case(i))) {
                odds += fixed_exp2(person.weight);
              }
              return odds;
            }))};
  }

  /// `odds_of` gives the sum of a sampled case's odds.
  template <class Function>
  [[nodiscard]] std::vector<double> sum_odds(const Function& odds_of) const {
    std::vector<double> odds(sample_.size());
    for_blocks(sample_.size(), kBlockSize, [&](const Block& block) {
      LinkScorer::Worker worker(scorer_);
      for (std::size_t i = block.begin; i < block.end; ++i) odds[i] = odds_of(i, worker);
    });
    return odds;
  }

  /// The share under which the posteriors of nobody have it as their mean.
  [[nodiscard]] static double share_of_nobody(std::span<const double> odds) {
    if (odds.empty()) return 1;
    double share = 0.5;
    for (int round = 0; round < kNumNobodyRounds; ++round) {
      std::uint64_t parts = 0;
      for (const double sum : odds) {
        parts += parts_of_probability(share / (share + sum));
      }
      share = std::clamp(probability_of_parts(parts) / static_cast<double>(odds.size()),
                         kLeastNobody, 1.0);
    }
    return share;
  }

  const MentionFitInput& input_;
  LinkScorer& scorer_;
  std::vector<std::uint32_t> sample_;
  std::size_t num_draws_ = 0;
  model::Model model_;
};

}  // namespace

MentionModel fit_identities(const MentionFitInput& input) {
  return MentionFitter(input).fit_identities();
}

MentionModel fit_evidence(const MentionFitInput& input, const MentionModel& model) {
  return MentionFitter(input).fit_evidence(model);
}

MentionModel apply_model(const MentionFitInput& input, const model::Model& model) {
  return MentionFitter(input).apply(model);
}

}  // namespace fsu::stages
