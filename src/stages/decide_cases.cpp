#include "src/stages/decide_cases.hpp"

#include <algorithm>
#include <unordered_map>

#include "kernels/core/first_touch.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/resolve/exact_linkage.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = 4096;
/// Share of the people of an index who hold a second id, before any pair is looked at.
constexpr double kDuplicateShare = 0.02;
/// log2(0.9 / 0.1): two ids above it are one person.
constexpr double kDuplicateOdds = 9;
/// Only people within 2^10 of the best can share its mention, and of them the first few.
constexpr Weight kPoolRange = 10 * kWeightOne;
constexpr std::size_t kMaxPool = 6;
constexpr double kSpeakerProbability = 0.95;

/// Counts of pairs by pattern; mergeable.
struct DecisionCounts {
  std::unordered_map<std::uint64_t, std::uint64_t> pairs_of_pattern;

  [[nodiscard]] static DecisionCounts empty() { return {}; }
  void merge(DecisionCounts other) {
    for (const auto& [pattern, pairs] : other.pairs_of_pattern) pairs_of_pattern[pattern] += pairs;
  }
  [[nodiscard]] const DecisionCounts& finish() const { return *this; }
};

/// A full identity, and something that others may share.
bool can_speak(const LinkCase& of, const Identity& identity) {
  return resolve::is_exactly_linkable(identity) && (!of.phone.is_none() || !of.address.is_none());
}

}  // namespace

CaseDecider::CaseDecider(const LinkScorer& scorer, const PersonIndex& index,
                         const MentionModel& model, const LinkageConfig& config)
    : index_(index),
      worker_(scorer, Strangers::kLeftOut),
      code_(mention_comparisons()),
      config_{config.link_probability, weight_of_bits(config.link_margin), model.nobody_share} {
  const auto num_people = static_cast<double>(std::max<std::size_t>(index.people().size(), 1));
  duplicate_prior_ = model::weight_of_ratio(kDuplicateShare / num_people);
}

void CaseDecider::prefetch_behind(std::span<const LinkCase> cases, std::size_t at) const {
  constexpr std::size_t kPlacesAhead = 12;
  constexpr std::size_t kValuesAhead = 6;
  if (at + kPlacesAhead < cases.size()) worker_.prefetch_places(cases[at + kPlacesAhead]);
  if (at + kValuesAhead < cases.size()) worker_.prefetch_values(cases[at + kValuesAhead]);
}

void CaseDecider::score(const NumberedLinkCase& of) {
  scored_.clear();
  for (const PossiblePerson& person : worker_.score(of)) {
    scored_.push_back({person.person, static_cast<resolve::StoredWeight>(person.weight),
                       code_.encode(person.levels)});
  }
}

resolve::Decision CaseDecider::decide(const NumberedLinkCase& of) {
  score(of);
  return decide_scored(of);
}

resolve::Decision CaseDecider::decide(const NumberedLinkCase& of, const ClerkWords& words) {
  score(of);
  resolve::remove_people(words.never, scored_);
  const resolve::Decision decision = decide_scored(of);
  return words.always.size() == 1 ? resolve::choose_person(words.always.front(), decision, scored_)
                                  : decision;
}

resolve::Decision CaseDecider::decide_scored(const NumberedLinkCase& of) {
  const LinkCase& link_case = of.link_case;
  const bool has_evidence =
      !link_case.phone.is_none() || !link_case.postcode.is_none() || !link_case.address.is_none();
  if (!has_evidence && !worker_.is_linkable()) return {};  // insufficient
  pool_duplicates();
  return resolve::decide(scored_, config_, pool_);
}

/// Finds the ids that are one person with the best, the one to link to first.
void CaseDecider::pool_duplicates() {
  pool_.clear();
  if (scored_.empty()) return;
  const resolve::ScoredPerson best =
      *std::min_element(scored_.begin(), scored_.end(), resolve::is_heavier);
  rivals_.clear();
  for (const resolve::ScoredPerson& person : scored_) {
    if (Weight{best.weight} - person.weight <= kPoolRange) rivals_.push_back(person);
  }
  std::sort(rivals_.begin(), rivals_.end(), resolve::is_heavier);
  members_.assign(1, best);
  const Weight least = model::weight_of_ratio(kDuplicateOdds) - duplicate_prior_;
  for (std::size_t i = 1; i < std::min(rivals_.size(), kMaxPool); ++i) {
    const auto weight = compare_people(best.person, rivals_[i].person);
    if (weight && *weight > least) members_.push_back(rivals_[i]);
  }
  std::sort(members_.begin(), members_.end(),
            [&](const resolve::ScoredPerson& a, const resolve::ScoredPerson& b) {
              if (a.weight != b.weight) return a.weight > b.weight;
              const std::int64_t last_a = index_.last_recorded_at(a.person);
              const std::int64_t last_b = index_.last_recorded_at(b.person);
              return last_a != last_b ? last_a > last_b : a.person < b.person;
            });
  for (const resolve::ScoredPerson& member : members_) pool_.push_back(member.person);
}

/// Cases of one name come together, and their best people are often the same two.
std::optional<Weight> CaseDecider::compare_people(PersonId a, PersonId b) {
  ComparedPeople& compared = compared_[(a.value * 31 + b.value) % compared_.size()];
  if (compared.a != a || compared.b != b) compared = {a, b, worker_.compare_people(a, b)};
  return compared.weight;
}

DecidedCases decide_cases(const CaseDecisionInput& input, const LinkageConfig& config,
                          report::Reporter& reporter) {
  DecidedCases decided;
  reserve_touched(decided.decisions, decisions_capacity(input.cases.size()));
  decided.decisions.resize(input.cases.size());
  const PatternCode code(mention_comparisons());
  DecisionCounts counts = reduce_blocks<
      DecisionCounts>(input.cases.size(), kBlockSize, [&](const Block& block) {
    DecisionCounts of_block;
    CaseDecider decider(input.scorer, input.index, input.model, config);
    for (std::size_t i = block.begin; i < block.end; ++i) {
      decider.prefetch_behind(input.cases.cases, i);
      decided.decisions[i] = decider.decide({input.cases.cases[i], static_cast<std::uint32_t>(i)});
      for (const resolve::ScoredPerson& person : decider.people()) {
        ++of_block.pairs_of_pattern[person.pattern];
      }
    }
    reporter.advance(block.end - block.begin);
    return of_block;
  });
  for (const auto& [pattern, pairs] : counts.pairs_of_pattern) {
    decided.patterns.push_back(
        {pattern, pairs, model::pattern_weight(input.model.model, code.decode(pattern))});
  }
  std::sort(decided.patterns.begin(), decided.patterns.end(),
            [](const PatternCount& a, const PatternCount& b) { return a.pattern < b.pattern; });
  return decided;
}

std::vector<Speaker> find_speakers(const CaseDecisionInput& input, const LinkageConfig& config,
                                   report::Reporter& reporter) {
  std::vector<PersonId> spoken_for;
  resize_touched(spoken_for, input.cases.size());
  for_blocks(input.cases.size(), kBlockSize, [&](const Block& block) {
    CaseDecider decider(input.scorer, input.index, input.model, config);
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const LinkCase& of = input.cases.cases[i];
      decider.prefetch_behind(input.cases.cases, i);
      if (!can_speak(of, input.identities[of.identity])) continue;
      const resolve::Decision decision = decider.decide({of, static_cast<std::uint32_t>(i)});
      if (decision.status == resolve::Status::kLinked &&
          decision.probability >= kSpeakerProbability) {
        spoken_for[i] = decision.person;
      }
    }
    reporter.advance(block.end - block.begin);
  });
  std::vector<Speaker> speakers;
  for (std::uint32_t i = 0; i < spoken_for.size(); ++i) {
    if (!spoken_for[i].is_none()) speakers.push_back({i, spoken_for[i]});
  }
  return speakers;
}

}  // namespace fsu::stages
