// Compares the identity of a mention with those of people: levels, and from them the pattern.
//
// Names. Equal ids: exact. Forename and surname each equal to the other of the other side: both
// swapped, one joint event that the forename's level carries. Else, first that holds: an initial
// (one side a single letter, the other's first); Jaro-Winkler at least 0.92: close; the forename
// among the other forenames of the other side, or a surname that shares a whole word with a
// compound one; Jaro-Winkler at least 0.82: near; different.
// PNC IDs: equal or different. There is no "one digit off": the check letter catches every such
// error, so two valid IDs a digit apart are two IDs (often of people booked one behind the other).
// Missing on either side is level 0 throughout.
#pragma once

#include <cstdint>

#include "kernels/core/identities.hpp"
#include "kernels/core/pattern.hpp"
#include "kernels/core/string_column.hpp"
#include "kernels/text/jaro_winkler.hpp"

namespace fsu::compare {

inline constexpr double kCloseSimilarity = 0.92;
inline constexpr double kNearSimilarity = 0.82;

/// Compares one mention with many people; one object a thread.
class IdentityComparer {
 public:
  /// `names` is the dictionary of both sides; it must outlive the comparer.
  explicit IdentityComparer(const StringColumn& names) : names_(&names) {}

  void set_mention(const Identity& mention);

  /// Levels of the mention against a person's identity.
  [[nodiscard]] Agreement compare(const Identity& person) const;

 private:
  [[nodiscard]] ForenameLevel compare_forenames(const Identity& person) const;
  [[nodiscard]] SurnameLevel compare_surnames(const Identity& person) const;
  [[nodiscard]] OtherForenamesLevel compare_other_forenames(const Identity& person) const;
  [[nodiscard]] bool is_among(NameId name, NameId other_forenames) const;

  const StringColumn* names_;
  Identity mention_;
  text::JaroWinklerPattern forename_pattern_;
  text::JaroWinklerPattern surname_pattern_;
};

}  // namespace fsu::compare
