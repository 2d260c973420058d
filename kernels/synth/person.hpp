// A person: household, sex, names, date of birth, PNC ID, telephone; all drawn from the index.
//
// Twelve consecutive people form the households of one block, cut by one of a few patterns of
// sizes. The first member is the head, the second the partner, the others children or, with a young
// head, sharers. The fourth is now and then the third's twin, the third now and then bears the
// head's forename. In a clean force (day of birth, middle names) of people in the index are a code
// of their number, so that no two people of different households' numbering share full names and
// date of birth (twins share the code but not the forename); outsiders bear names there that are
// like nobody's, so that no linkage has a reason to take them for anyone.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/synth/pnc.hpp"
#include "kernels/synth/world.hpp"

namespace fsu::synth {

/// A person's place in a household; `id` is the number of its first member.
struct Household {
  std::uint64_t id = 0;
  std::uint32_t size = 1;
  std::uint32_t member = 0;
};

/// What the choice of people for a part looks at; cheap to compute.
struct Demographics {
  Household household;
  NameGroup group = NameGroup::kBritish;
  NameKind sex = NameKind::kMale;
  std::int64_t birth_day = 0;  ///< day number of the date of birth
  bool is_sharer = false;      ///< in a household of young adults who are not related
  bool is_twin = false;        ///< of the member before
  bool has_record = false;     ///< has a PNC ID, so may be suspect or detainee
};

struct Person {
  std::uint64_t index = 0;
  Demographics demographics;
  std::string forename;
  std::string middle_names;  ///< blanks between; may be empty
  std::string surname;
  std::string other_surname;  ///< maiden name or alias; empty for most
  std::int32_t date_of_birth = 0;
  PncId pnc;

  /// Forename and middle names.
  [[nodiscard]] std::string forenames() const;
};

[[nodiscard]] Household household_of(const World& world, std::uint64_t person);
[[nodiscard]] Demographics demographics_of(const World& world, std::uint64_t person);
[[nodiscard]] Person person_at(const World& world, std::uint64_t person);

/// The number that a person calls from: the household's landline or a mobile; UK form 0...
[[nodiscard]] std::string phone_of(const World& world, std::uint64_t person);

}  // namespace fsu::synth
