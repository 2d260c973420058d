// The scorer against a slow twin that compares a case with every version of everybody.
#include "src/stages/link_scorer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

#include "kernels/compare/guards.hpp"
#include "kernels/core/check.hpp"
#include "tests/stages/prepared_force.hpp"
#include "tests/stages/small_force.hpp"

namespace fsu::stages {
namespace {

/// A force with its scorer, and the weights of single versions added up by hand.
class Scored {
 public:
  explicit Scored(const test::LinkForce& force)
      : prepared_(force),
        model_(prepared_.fit().model),
        frequencies_(prepared_.index.count_frequencies(prepared_.records.distinct.identities)),
        prior_(model::PatternWeights(model_).prior()) {}
  Scored(const Scored&) = delete;
  Scored& operator=(const Scored&) = delete;

  [[nodiscard]] std::size_t num_cases() const { return prepared_.cases.size(); }
  [[nodiscard]] NumberedLinkCase link_case(std::uint32_t number) const {
    return prepared_.link_case(number);
  }
  [[nodiscard]] const LinkScorer& scorer() const { return prepared_.scorer; }
  [[nodiscard]] std::size_t num_identities() const {
    return prepared_.records.distinct.identities.size();
  }
  [[nodiscard]] const model::Model& model() const { return model_; }
  void set_model(const model::Model& model) { prepared_.scorer.set_model(model); }
  [[nodiscard]] const PersonIndex& index() const { return prepared_.index; }

  /// Levels and weight of one version by identity alone, without prior.
  [[nodiscard]] PossiblePerson compare_version(const NumberedLinkCase& of, PersonId person,
                                               std::uint32_t identity) const {
    compare::IdentityComparer comparer(index().traits(), prepared_.records.encoded.identifiers);
    comparer.set_left(prepared_.identity_of(of));
    PossiblePerson version{person, {}, identity, 0};
    comparer.compare(index().identity(identity), version.levels);
    version.weight = frequency(of, version);
    for (std::size_t c = 0; c < compare::kNumIdentityComparisons; ++c) {
      version.weight += model::level_weight(model_.comparisons[c], version.levels[c]);
    }
    return version;
  }

  /// The weight of a person's best version by identity, with prior.
  [[nodiscard]] Weight identity_weight(const NumberedLinkCase& of, PersonId person) const {
    Weight best = std::numeric_limits<Weight>::min();
    for (const std::uint32_t identity : index().identities_of(person)) {
      best = std::max(best, compare_version(of, person, identity).weight);
    }
    return best + prior_;
  }
  /// The same of the versions that agree as nobody else does.
  [[nodiscard]] Weight unguarded_weight(const NumberedLinkCase& of, PersonId person) const {
    Weight best = std::numeric_limits<Weight>::min() / 2;
    for (const std::uint32_t identity : index().identities_of(person)) {
      const PossiblePerson version = compare_version(of, person, identity);
      if (compare::is_guarded(version.levels, identity_of(of), index().identity(identity))) {
        continue;
      }
      best = std::max(best, version.weight);
    }
    return best + prior_;
  }
  [[nodiscard]] std::vector<PersonId> led_to(const NumberedLinkCase& of) const {
    std::vector<PersonId> people;
    prepared_.gathered.evidence.append_people(of, people);
    return people;
  }
  [[nodiscard]] const Identity& identity_of(const NumberedLinkCase& of) const {
    return prepared_.identity_of(of);
  }

  /// The same with prior, evidence and guards.
  [[nodiscard]] PossiblePerson finished(const NumberedLinkCase& of, PossiblePerson version) const {
    const LinkEvidence& evidence = prepared_.gathered.evidence;
    for (std::size_t f = 0; f < kNumEvidenceFields; ++f) {
      version.levels[compare::kNumIdentityComparisons + f] =
          evidence.compare(static_cast<EvidenceField>(f), of, version.person);
    }
    version.weight = frequency(of, version) + model::pattern_weight(model_, version.levels) +
                     evidence.frequency(version.levels, of) +
                     index().version_weight(version.person);
    if (compare::is_guarded(version.levels, prepared_.identity_of(of),
                            index().identity(version.identity))) {
      version.weight = std::min(version.weight, compare::kGuardedWeight);
    }
    return version;
  }

 private:
  [[nodiscard]] Weight frequency(const NumberedLinkCase& of, const PossiblePerson& version) const {
    return frequency_weight(version.levels, frequencies_.right[version.identity],
                            frequencies_.left[of.link_case.identity]);
  }

  test::PreparedForce prepared_;
  model::Model model_;
  model::RecordFrequencies frequencies_;
  Weight prior_;
};

/// Whom the scorer leaves out by identity: the light, and those much lighter than the best whom no
/// guard holds.
constexpr Weight kLeastIdentityWeight = -5 * kWeightOne;
constexpr Weight kIdentityRange = 12 * kWeightOne;

class LinkScorerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { scored_ = std::make_unique<Scored>(test::random_force(60, 120)); }
  static void TearDownTestSuite() { scored_.reset(); }

  /// A person by the best of their versions.
  static PossiblePerson best_of(const NumberedLinkCase& of, PersonId person) {
    PossiblePerson best;
    for (const std::uint32_t identity : scored_->index().identities_of(person)) {
      const PossiblePerson version = scored_->compare_version(of, person, identity);
      if (best.person.is_none() || version.weight > best.weight ||
          (version.weight == best.weight && version.levels < best.levels)) {
        best = version;
      }
    }
    return scored_->finished(of, best);
  }

  static std::unique_ptr<Scored> scored_;
};

std::unique_ptr<Scored> LinkScorerTest::scored_;

TEST_F(LinkScorerTest, EveryPersonIsScoredByTheirBestVersion) {
  LinkScorer::Worker worker(scored_->scorer());
  std::size_t num_scored = 0;
  for (std::uint32_t c = 0; c < scored_->num_cases(); ++c) {
    const NumberedLinkCase of = scored_->link_case(c);
    const auto people = worker.score(of);
    num_scored += people.size();
    for (const PossiblePerson& person : people) {
      const PossiblePerson expected = best_of(of, person.person);
      ASSERT_EQ(person.weight, expected.weight) << c << ", " << person.person.value;
      ASSERT_EQ(person.levels, expected.levels) << c << ", " << person.person.value;
    }
  }
  EXPECT_GT(num_scored, scored_->num_cases());
}

TEST_F(LinkScorerTest, PeopleStandInOrderAndOnce) {
  LinkScorer::Worker worker(scored_->scorer());
  for (std::uint32_t c = 0; c < scored_->num_cases(); ++c) {
    const auto people = worker.score(scored_->link_case(c));
    for (std::size_t i = 1; i < people.size(); ++i) {
      ASSERT_LT(people[i - 1].person, people[i].person);
    }
    for (const PossiblePerson& person : people) ASSERT_TRUE(worker.has(person.person));
  }
}

TEST_F(LinkScorerTest, NobodyWhoCouldBeMeantIsMissed) {
  LinkScorer::Worker worker(scored_->scorer());
  std::size_t num_likely = 0;
  for (std::uint32_t c = 0; c < scored_->num_cases(); ++c) {
    const NumberedLinkCase of = scored_->link_case(c);
    static_cast<void>(worker.score(of));
    for (const PersonId person : scored_->index().people()) {
      if (best_of(of, person).weight < 0) continue;
      ++num_likely;
      EXPECT_TRUE(worker.has(person)) << c << ", " << person.value;
    }
  }
  EXPECT_GT(num_likely, scored_->num_cases() / 3);
}

/// By identity alone who weighs enough, and not much less than the best; by evidence anybody.
TEST_F(LinkScorerTest, WhoIsLeftOutIsLightOrMuchLighterThanTheBest) {
  LinkScorer::Worker worker(scored_->scorer());
  std::size_t num_lighter = 0;
  std::size_t num_likely = 0;
  for (std::uint32_t c = 0; c < scored_->num_cases(); ++c) {
    const NumberedLinkCase of = scored_->link_case(c);
    const Identity& identity = scored_->identity_of(of);
    if (!identity.has_name() && identity.any_identifier().is_none()) continue;
    Weight least = kLeastIdentityWeight;
    for (const PersonId person : scored_->index().people()) {
      least = std::max(least, scored_->unguarded_weight(of, person) - kIdentityRange);
    }
    static_cast<void>(worker.score(of));
    const std::vector<PersonId> led_to = scored_->led_to(of);
    for (const PersonId person : scored_->index().people()) {
      const Weight weight = scored_->identity_weight(of, person);
      num_likely += weight >= least;
      num_lighter += weight < least && weight >= kLeastIdentityWeight;
      if (std::ranges::find(led_to, person) != led_to.end()) continue;
      ASSERT_EQ(worker.has(person), weight >= least) << c << ", " << person.value;
    }
  }
  EXPECT_GT(num_likely, scored_->num_cases() / 2);
  EXPECT_GT(num_lighter, 5u);
}

TEST_F(LinkScorerTest, AWorkerRemembersNothingOfEarlierCases) {
  LinkScorer::Worker used(scored_->scorer());
  for (std::uint32_t c = static_cast<std::uint32_t>(scored_->num_cases()); c-- > 0;) {
    const NumberedLinkCase of = scored_->link_case(c);
    const auto again = used.score(of);
    static_cast<void>(
        used.compare_people(scored_->index().people()[0], scored_->index().people()[1]));
    LinkScorer::Worker fresh(scored_->scorer());
    const auto expected = fresh.score(of);
    ASSERT_EQ(again.size(), expected.size());
    for (std::size_t i = 0; i < again.size(); ++i) {
      ASSERT_EQ(again[i].person, expected[i].person);
      ASSERT_EQ(again[i].weight, expected[i].weight);
    }
  }
}

TEST(LikelyPeople, JoinedStandBehindEachOther) {
  std::vector<LikelyPeople> parts(3);
  parts[0].add({.person = {3}, .identity = 7, .levels = {1, 2, 3, 4}});
  parts[0].end_identity();
  parts[0].end_identity();
  parts[0].blocking.passes[blocking::kName].pairs = 4;
  parts[2].add({.person = {5}, .identity = 8});
  parts[2].add({.person = {6}, .identity = 9});
  parts[2].end_identity();
  parts[2].blocking.passes[blocking::kName].pairs = 5;
  const LikelyPeople all = LikelyPeople::join(parts);
  EXPECT_EQ(all.blocking.passes[blocking::kName].pairs, 9);
  ASSERT_EQ(all.num_identities(), 3);
  ASSERT_EQ(all.of(0).size(), 1);
  EXPECT_EQ(all.of(0)[0].person, PersonId{3});
  EXPECT_EQ(all.of(0)[0].levels[3], 4);
  EXPECT_TRUE(all.of(1).empty());
  ASSERT_EQ(all.of(2).size(), 2);
  EXPECT_EQ(all.of(2)[1].identity, 9);
}

TEST(LikelyPeople, HoldForModelsThatWeighIdentitiesAlikeOnly) {
  Scored scored(test::random_force(30, 40));
  model::Model other = scored.model();
  scored.set_model(other);
  other.comparisons[compare::kNames].shares[compare::kSameNames].m /= 2;
  EXPECT_THROW(scored.set_model(other), InternalError);
}

TEST_F(LinkScorerTest, OnePersonIsScoredAlikeAloneAndAmongOthers) {
  LinkScorer::Worker worker(scored_->scorer());
  for (std::uint32_t c = 0; c < scored_->num_cases(); c += 3) {
    const NumberedLinkCase of = scored_->link_case(c);
    for (const PersonId person : scored_->index().people()) {
      const PossiblePerson expected = best_of(of, person);
      const PossiblePerson alone = worker.score_person(of, person);
      ASSERT_EQ(alone.weight, expected.weight);
      ASSERT_EQ(alone.levels, expected.levels);
    }
  }
}

TEST_F(LinkScorerTest, APersonIsOnePersonWithThemselves) {
  LinkScorer::Worker worker(scored_->scorer());
  static_cast<void>(worker.score(scored_->link_case(0)));
  const PersonId first = scored_->index().people()[0];
  for (const PersonId other : scored_->index().people()) {
    if (other == first) continue;
    EXPECT_GT(worker.compare_people(first, first), worker.compare_people(first, other));
  }
}

TEST(MentionComparisons, FitIntoThePatternColumn) {
  const PatternCode code(mention_comparisons());
  EXPECT_EQ(code.num_comparisons(), compare::kNumIdentityComparisons + kNumEvidenceFields);
  EXPECT_LT(code.num_patterns(), 0x1p63);
}

}  // namespace
}  // namespace fsu::stages
