#include "kernels/resolve/decision.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "kernels/core/random.hpp"

namespace fsu::resolve {
namespace {

constexpr StoredWeight bits(int value) { return value << kWeightFractionBits; }

TEST(Decide, NobodyComparedIsNoCandidate) {
  EXPECT_EQ(decide({}, {}).status, Status::kNoCandidate);
  EXPECT_TRUE(decide({}, {}).person.is_none());
}

TEST(Decide, OneCandidate) {
  const std::vector<ScoredPerson> one = {{PersonId{7}, bits(3), 5}};
  const Decision decision = decide(one, {0.8, bits(2), 1});
  EXPECT_EQ(decision.status, Status::kLinked);
  EXPECT_EQ(decision.person, PersonId{7});
  EXPECT_EQ(decision.probability, 8.0 / 9.0);
  EXPECT_TRUE(decision.runner_up.is_none());
  EXPECT_EQ(decision.runner_up_weight, kNoWeight);
  EXPECT_EQ(decision.pattern, 5u);
  EXPECT_EQ(decide(one, {0.95, 0, 1}).status, Status::kBelowThreshold);
}

TEST(Decide, TiesGoToTheSmallestIdAndTheMarginMakesThemAmbiguous) {
  const std::vector<ScoredPerson> tie = {
      {PersonId{1}, bits(0), 0}, {PersonId{2}, bits(9), 1}, {PersonId{3}, bits(9), 2}};
  const Decision decision = decide(tie, {0.4, bits(1), 1});
  EXPECT_EQ(decision.person, PersonId{2});
  EXPECT_EQ(decision.runner_up, PersonId{3});
  EXPECT_EQ(decision.status, Status::kAmbiguous);
  EXPECT_EQ(decision.candidates, 3u);
  EXPECT_EQ(decide(tie, {0.4, 0, 1}).status, Status::kLinked);
}

/// The same by the definitions, with libm.
Decision reference_decision(const std::vector<ScoredPerson>& scored, const DecisionConfig& config) {
  std::map<PersonId, std::pair<StoredWeight, std::uint64_t>> best_version;
  for (const ScoredPerson& entry : scored) {
    const auto [it, is_new] = best_version.try_emplace(entry.person, entry.weight, entry.pattern);
    if (!is_new && (entry.weight > it->second.first ||
                    (entry.weight == it->second.first && entry.pattern < it->second.second))) {
      it->second = {entry.weight, entry.pattern};
    }
  }
  Decision decision;
  decision.status = Status::kNoCandidate;
  std::vector<std::pair<StoredWeight, PersonId>> ranked;
  double sum = config.nobody_share;
  for (const auto& [person, version] : best_version) {
    ranked.emplace_back(version.first, person);
    sum += std::exp2(weight_bits(version.first));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  decision.candidates = static_cast<std::uint32_t>(ranked.size());
  if (ranked.empty()) return decision;
  decision.person = ranked[0].second;
  decision.weight = ranked[0].first;
  decision.pattern = best_version[decision.person].second;
  decision.probability = std::exp2(weight_bits(decision.weight)) / sum;
  const bool has_second = ranked.size() > 1;
  if (has_second) {
    decision.runner_up = ranked[1].second;
    decision.runner_up_weight = ranked[1].first;
  }
  const bool is_close =
      has_second && Weight{ranked[0].first} - ranked[1].first < config.link_margin;
  decision.status = decision.probability < config.link_probability ? Status::kBelowThreshold
                    : is_close                                     ? Status::kAmbiguous
                                                                   : Status::kLinked;
  return decision;
}

TEST(Decide, EqualsTheReference) {
  for (std::uint64_t i = 0; i < 5000; ++i) {
    Random random(3, 0, i);
    std::vector<ScoredPerson> scored(random.below(8));
    for (ScoredPerson& entry : scored) {
      entry = {PersonId{static_cast<std::uint32_t>(random.below(5))},
               static_cast<StoredWeight>(random.between(-6, 6)) * bits(1) / 2, random.below(3)};
    }
    const DecisionConfig config{0.123 + 0.2 * static_cast<double>(random.below(4)), bits(1),
                                random.chance(0.5) ? 1 : 0.05 + random.uniform()};
    const Decision expected = reference_decision(scored, config);
    keep_best_versions(scored);
    Decision decision = decide(scored, config);
    EXPECT_NEAR(decision.probability, expected.probability, 1e-12);
    decision.probability = expected.probability;
    ASSERT_EQ(decision, expected);
  }
}

TEST(Decide, NobodyIsLessLikelyWhereMentionsAreMostlyOfIndexedPeople) {
  const std::vector<ScoredPerson> one = {{PersonId{7}, bits(0), 0}};
  EXPECT_EQ(decide(one, {0.5, 0, 1}).probability, 0.5);
  EXPECT_EQ(decide(one, {0.5, 0, 0.25}).probability, 0.8);
}

/// Ids that are one person pool their probability and are no rivals of one another.
TEST(Decide, ThePoolIsOnePerson) {
  const std::vector<ScoredPerson> persons = {{PersonId{1}, bits(3), 4},
                                             {PersonId{2}, bits(4), 5},
                                             {PersonId{3}, bits(0), 6},
                                             {PersonId{4}, bits(0), 7}};
  const std::vector<PersonId> pool = {PersonId{2}, PersonId{1}};
  const Decision pooled = decide(persons, {0.5, bits(2), 1}, pool);
  EXPECT_EQ(pooled.person, PersonId{2});
  EXPECT_EQ(pooled.pattern, 5u);
  EXPECT_EQ(pooled.probability, 24.0 / 27);
  EXPECT_EQ(pooled.runner_up, PersonId{3});
  EXPECT_EQ(pooled.runner_up_weight, 0);
  EXPECT_EQ(pooled.candidates, 4u);
  EXPECT_EQ(pooled.status, Status::kLinked);
  const Decision alone = decide(persons, {0.5, bits(2), 1});
  EXPECT_EQ(alone.runner_up, PersonId{1});
  EXPECT_EQ(alone.status, Status::kAmbiguous);
  // The link goes to the first of the pool, also where it is not the heaviest.
  const std::vector<PersonId> turned = {PersonId{1}, PersonId{2}};
  EXPECT_EQ(decide(persons, {0.5, 0, 1}, turned).person, PersonId{1});
  EXPECT_EQ(decide(persons, {0.5, 0, 1}, turned).weight, bits(3));
  // Everybody in the pool leaves no runner-up.
  const std::vector<PersonId> all = {PersonId{2}, PersonId{1}, PersonId{3}, PersonId{4}};
  EXPECT_TRUE(decide(persons, {}, all).runner_up.is_none());
}

TEST(Status, EveryOneHasItsOwnWord) {
  std::set<std::string> words;
  for (std::size_t i = 0; i < kNumStatuses; ++i) {
    words.emplace(status_name(static_cast<Status>(i)));
  }
  EXPECT_EQ(words.size(), kNumStatuses);
  EXPECT_EQ(status_name(Status::kLinked), "linked");
}

TEST(Clerk, NeverRemovesAndAlwaysLinks) {
  std::vector<ScoredPerson> persons = {
      {PersonId{1}, bits(9), 4}, {PersonId{2}, bits(-3), 5}, {PersonId{3}, bits(8), 6}};
  const std::vector<PersonId> never = {PersonId{1}, PersonId{9}};
  remove_people(never, persons);
  ASSERT_EQ(persons.size(), 2u);
  const Decision decision = decide(persons, {});
  EXPECT_EQ(decision.person, PersonId{3});

  const Decision chosen = choose_person(PersonId{2}, decision, persons);
  EXPECT_EQ(chosen.status, Status::kLinked);
  EXPECT_EQ(chosen.person, PersonId{2});
  EXPECT_EQ(chosen.weight, bits(-3));
  EXPECT_EQ(chosen.pattern, 5u);
  EXPECT_EQ(chosen.runner_up, PersonId{3});
  EXPECT_EQ(chosen.probability, 1.0);

  const Decision outsider = choose_person(PersonId{8}, decide({}, {}), {});
  EXPECT_EQ(outsider.status, Status::kLinked);
  EXPECT_EQ(outsider.weight, kNoWeight);
  EXPECT_TRUE(outsider.runner_up.is_none());

  EXPECT_EQ(choose_person(PersonId{3}, decision, persons).runner_up, decision.runner_up);
}

}  // namespace
}  // namespace fsu::resolve
