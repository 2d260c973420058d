#include "kernels/synth/person_versions.hpp"

#include <algorithm>
#include <array>

#include "kernels/synth/corruption.hpp"
#include "kernels/synth/place.hpp"

namespace fsu::synth {
namespace {

constexpr std::int64_t kEarliestDays = 15 * 365;

/// Records in 100 that have 1, 2, ... versions; the rest has 8 to 15.
constexpr std::array<std::uint32_t, 8> kRecordsByVersions = {30, 22, 16, 11, 7, 5, 3, 6};

struct VersionError {
  MentionError error;
  double chance;
};
constexpr VersionError kVersionErrors[] = {
    {MentionError::kMaidenOrAlias, 0.35},      {MentionError::kTransliteration, 0.15},
    {MentionError::kNickname, 0.05},           {MentionError::kTypo, 0.06},
    {MentionError::kBlankDob, 0.05},           {MentionError::kDobFirstOfJanuary, 0.02},
    {MentionError::kDobDayMonthSwapped, 0.02}, {MentionError::kDobDigit, 0.04}};

std::uint64_t draw_num_versions(Random& random) {
  static const WeightedChoice choice(kRecordsByVersions);
  const std::uint64_t drawn = choice(random);
  return drawn + 1 < kRecordsByVersions.size() ? drawn + 1 : 8 + random.below(8);
}

bool try_apply(MentionError error, Identity& identity, const Person& person, ErrorSet& made,
               Random& random) {
  if (!can_apply(error, identity, person, made)) return false;
  apply_error(error, identity, person, random);
  made.insert(error);
  return true;
}

/// What a version that is not the true one says instead.
Identity vary(const World& world, const Person& person, bool must_differ, Random& random) {
  Identity identity = identity_of(person, world.is_clean() || random.chance(0.6));
  ErrorSet made;
  if (world.is_clean()) {
    if (random.chance(0.35))
      try_apply(MentionError::kMaidenOrAlias, identity, person, made, random);
    return identity;
  }
  for (const VersionError& kind : kVersionErrors) {
    if (random.chance(kind.chance)) try_apply(kind.error, identity, person, made, random);
  }
  if (must_differ && made.empty() &&
      !try_apply(MentionError::kMaidenOrAlias, identity, person, made, random) &&
      !try_apply(MentionError::kTransliteration, identity, person, made, random))
    try_apply(MentionError::kTypo, identity, person, made, random);
  return identity;
}

}  // namespace

std::vector<PersonVersion> versions_of(const World& world, const Person& person,
                                       std::uint64_t record) {
  Random random = world.random(Stream::kVersions, record);
  const bool is_second_id = record != person.index;
  const std::uint64_t count = draw_num_versions(random);
  const bool has_pnc_here = !is_second_id || random.chance(0.3);
  const std::uint64_t first_with_pnc = has_pnc_here ? random.below(count) : count;
  const std::int64_t birth = person.demographics.birth_day * kDay;
  const std::int64_t first =
      std::max(birth + kDay, world.end() - random.between(30, kEarliestDays) * kDay);
  const std::int64_t slot = (world.end() - first) / static_cast<std::int64_t>(count);
  std::vector<PersonVersion> versions;
  for (std::uint64_t v = 0; v < count; ++v) {
    const bool is_true = v + 1 == count && !is_second_id;
    const Identity identity =
        is_true ? identity_of(person, true) : vary(world, person, is_second_id, random);
    PersonVersion& version = versions.emplace_back();
    version.forenames = identity.forename;
    version.surname = identity.surname;
    version.date_of_birth = identity.date_of_birth;
    if (v >= first_with_pnc) version.pnc_id = identity.pnc_id;
    version.recorded_at =
        on_the_clock(first + static_cast<std::int64_t>(v) * slot + random.between(0, slot * 3 / 4));
    if (const auto home = home_of(world, person.index, day_number(version.recorded_at)))
      version.postcode = postcode_of(world, *home);
  }
  return versions;
}

}  // namespace fsu::synth
