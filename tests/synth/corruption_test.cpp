// Corruption: every error changes what it should, and is made at the rate of profile v1.
#include "kernels/synth/corruption.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "kernels/core/date.hpp"

namespace fsu::synth {
namespace {

using enum MentionError;

const World& small_world() {
  static const World world({.seed = 7, .num_person_ids = 50'000, .num_mentions = 0});
  return world;
}

bool are_equal(const Identity& a, const Identity& b) {
  return a.forename == b.forename && a.surname == b.surname && a.date_of_birth == b.date_of_birth &&
         a.pnc_id == b.pnc_id;
}

TEST(ErrorProfile, IsInTheOrderOfItsEnumeration) {
  for (std::size_t i = 0; i < kNumMentionErrors; ++i)
    EXPECT_EQ(static_cast<std::size_t>(error_profile_v1()[i].error), i);
}

TEST(ErrorProfile, V1IsNeverSoftened) {
  std::size_t digest = 0;
  for (const ErrorRate& entry : error_profile_v1())
    digest = digest * 31 + entry.rates[0] * 10'000 + entry.rates[1];
  // A change of the rates is a new profile: leave v1 and this number alone.
  EXPECT_EQ(digest, 16166998041224937844U);
}

TEST(ErrorSet, NamesItsErrorsInTableOrder) {
  ErrorSet set;
  EXPECT_TRUE(set.empty());
  set.insert(kBlankDob);
  set.insert(kTypo);
  std::string names;
  set.append_names(names);
  EXPECT_EQ(names, "typo|blank_dob");
}

TEST(Corruption, EveryErrorThatCanBeMadeChangesTheIdentity) {
  std::array<int, kNumMentionErrors> num_made{};
  for (std::uint64_t p = 0; p < 4'000; ++p) {
    const Person person = person_at(small_world(), p);
    for (const ErrorRate& entry : error_profile_v1()) {
      const Identity before = identity_of(person, false);
      if (!can_apply(entry.error, before, person, {})) continue;
      Identity after = before;
      Random random(1, p, static_cast<std::uint64_t>(entry.error));
      apply_error(entry.error, after, person, random);
      ++num_made[static_cast<std::size_t>(entry.error)];
      EXPECT_FALSE(are_equal(before, after)) << entry.name << " of person " << p;
      EXPECT_TRUE(after.date_of_birth == 0 || is_whole_date(after.date_of_birth)) << entry.name;
    }
  }
  for (std::size_t i = 0; i < kNumMentionErrors; ++i)
    EXPECT_GT(num_made[i], 50) << error_profile_v1()[i].name;
}

TEST(Corruption, DobErrorsAreWhatTheirNamesSay) {
  Person person = person_at(small_world(), 1);
  person.date_of_birth = 19840229;
  Identity identity = identity_of(person, false);
  Random random(1, 1, 1);
  apply_error(kDobDecade, identity, person, random);
  EXPECT_TRUE(identity.date_of_birth == 19740228 || identity.date_of_birth == 19940228);
  identity.date_of_birth = 19840305;
  apply_error(kDobDayMonthSwapped, identity, person, random);
  EXPECT_EQ(identity.date_of_birth, 19840503);
  apply_error(kDobFirstOfJanuary, identity, person, random);
  EXPECT_EQ(identity.date_of_birth, 19840101);
  for (const std::int32_t unswappable : {19840405 - 1, 19840225, 19840313}) {
    identity.date_of_birth = unswappable;
    EXPECT_FALSE(can_apply(kDobDayMonthSwapped, identity, person, {})) << unswappable;
  }
}

TEST(Corruption, MistypedPncIdsFailTheirLetterAndOtherFormsDoNot) {
  int num_seen = 0;
  for (std::uint64_t p = 0; p < 2'000; ++p) {
    const Person person = person_at(small_world(), p);
    if (person.pnc.is_missing()) continue;
    ++num_seen;
    Identity identity = identity_of(person, false);
    ASSERT_TRUE(is_valid_long_pnc(identity.pnc_id));
    Random random(2, p, 0);
    apply_error(kPncMistyped, identity, person, random);
    EXPECT_FALSE(is_valid_long_pnc(identity.pnc_id));
    apply_error(kPncOtherForm, identity, person, random);
    EXPECT_EQ(identity.pnc_id.back(), pnc_check_letter(person.pnc));
  }
  EXPECT_GT(num_seen, 400);
}

/// How often each kind could be made when its turn came, and how often it was.
struct Tally {
  std::array<std::uint64_t, kNumMentionErrors> possible{};
  std::array<std::uint64_t, kNumMentionErrors> made{};
};

/// The reference twin of corrupt: takes the turns one by one, and counts.
ErrorSet corrupt_and_count(Identity& identity, const Person& person, MentionRole role,
                           Random& random, Tally& tally) {
  ErrorSet made;
  for (std::size_t k = 0; k < kNumMentionErrors; ++k) {
    const auto error = static_cast<MentionError>(k);
    const bool is_due =
        random.below(10'000) < error_profile_v1()[k].rates[static_cast<std::size_t>(role)];
    if (!can_apply(error, identity, person, made)) continue;
    ++tally.possible[k];
    if (!is_due) continue;
    ++tally.made[k];
    apply_error(error, identity, person, random);
    made.insert(error);
  }
  return made;
}

TEST(Corruption, RatesAreThoseOfTheProfile) {
  constexpr std::uint64_t kMentions = 120'000;
  for (const MentionRole role : {MentionRole::kOriginator, MentionRole::kSubject}) {
    Tally tally;
    for (std::uint64_t i = 0; i < kMentions; ++i) {
      const Person person = person_at(small_world(), i % 40'000);
      Identity fast = identity_of(person, false), slow = fast;
      Random fast_random(3, static_cast<std::uint64_t>(role), i), slow_random = fast_random;
      const ErrorSet made = corrupt(fast, person, role, fast_random);
      const ErrorSet counted = corrupt_and_count(slow, person, role, slow_random, tally);
      ASSERT_TRUE(are_equal(fast, slow));
      for (const ErrorRate& entry : error_profile_v1())
        ASSERT_EQ(made.contains(entry.error), counted.contains(entry.error));
    }
    for (std::size_t k = 0; k < kNumMentionErrors; ++k) {
      const ErrorRate& entry = error_profile_v1()[k];
      const double stated = entry.rates[static_cast<std::size_t>(role)] / 10'000.0;
      const auto possible = static_cast<double>(tally.possible[k]);
      const double expected = stated * possible;
      EXPECT_GT(possible, 1'000) << entry.name;
      // Four standard deviations of a count.
      EXPECT_NEAR(static_cast<double>(tally.made[k]), expected, 4 * std::sqrt(expected) + 1)
          << entry.name;
    }
  }
}

TEST(Corruption, IsAFunctionOfItsRandomSequence) {
  const Person person = person_at(small_world(), 5);
  for (std::uint64_t i = 0; i < 50; ++i) {
    Identity a = identity_of(person, false), b = a;
    Random random_a(1, 2, i), random_b(1, 2, i);
    static_cast<void>(corrupt(a, person, MentionRole::kOriginator, random_a));
    static_cast<void>(corrupt(b, person, MentionRole::kOriginator, random_b));
    EXPECT_TRUE(are_equal(a, b));
  }
}

}  // namespace
}  // namespace fsu::synth
