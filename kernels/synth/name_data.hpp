// The project's own tables of common names: six groups, with the rough share of each name.
//
// A tier is a list of names, blanks between, that are about equally common; its share is that of
// each name, in 1/10,000 of the people of the group. What the surname tiers leave of 10,000 belongs
// to the rare names (rare_names.hpp); rare forenames have a share of their own (name_tables.hpp),
// and forename shares are relative. The order of magnitude is what matters: a few names that
// thousands hold, a hundred that hundreds hold, and a long tail. Groups stand for the origin of a
// name, never for that of a person.
// hold, a hundred that hundreds hold, and a long tail. Groups stand for the origin of a name, never
// for that of a person.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fsu::synth {

enum class NameGroup : std::uint8_t {
  kBritish,
  kIrish,
  kSouthAsian,
  kArabic,
  kEastEuropean,
  kAfrican
};
inline constexpr std::size_t kNumNameGroups = 6;

/// Names of equal share: `share` in 1/10,000 for each of the blank-separated `names`.
struct NameTier {
  std::uint32_t share = 0;
  std::string_view names;
};

/// The syllables from which a group's rare names are put together.
struct Syllables {
  std::string_view onsets;
  std::string_view middles;
  std::string_view male_endings;
  std::string_view female_endings;
  std::string_view surname_endings;
};

struct NameData {
  std::string_view label;
  std::span<const NameTier> male;
  std::span<const NameTier> female;
  std::span<const NameTier> surnames;
  Syllables syllables;
};

[[nodiscard]] const NameData& british_names();
[[nodiscard]] const NameData& irish_names();
[[nodiscard]] const NameData& south_asian_names();
[[nodiscard]] const NameData& arabic_names();
[[nodiscard]] const NameData& east_european_names();
[[nodiscard]] const NameData& african_names();

/// The data of a group.
[[nodiscard]] const NameData& name_data(NameGroup group);

}  // namespace fsu::synth
