// Compares two identities: names, other forenames, date of birth, identifier.
//
// Identity of a mention or left record, identity of a person or right record -> one level for each
// of the four comparisons below, which are the first four of every model. The names are compared as
// dictionary ids (name_level, compare_names); a forename that is among the other's further
// forenames, or equals them written as one word, is close. Symmetric.
// Identifiers: one and two edits are levels of their own. An identifier that fails its check says
// nothing unless it is one edit from the other's valid one: then it is probably that one, mistyped.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kernels/compare/compare_names.hpp"
#include "kernels/compare/name_level.hpp"
#include "kernels/core/comparison.hpp"
#include "kernels/core/identities.hpp"
#include "kernels/core/string_column.hpp"
#include "kernels/text/edit_distance.hpp"

namespace fsu::compare {

/// Places of the comparisons among the levels of a pair; further fields follow.
enum Comparison : std::size_t { kNames, kOtherForenames, kDateOfBirth, kIdentifier };
inline constexpr std::size_t kNumIdentityComparisons = 4;

enum class OtherForenamesLevel : std::uint8_t { kMissing, kAgree, kDifferent };
enum class IdentifierLevel : std::uint8_t {
  kMissing,
  kSame,
  kOneEdit,
  kTwoEdits,
  kDifferent,
  kMistyped
};

/// True where both have a valid identifier and it is not the same.
[[nodiscard]] constexpr bool have_different_identifiers(const Levels& levels) {
  const auto level = static_cast<IdentifierLevel>(levels[kIdentifier]);
  return level == IdentifierLevel::kOneEdit || level == IdentifierLevel::kTwoEdits ||
         level == IdentifierLevel::kDifferent;
}

/// The descriptions of the four comparisons, in their order.
[[nodiscard]] std::vector<ComparisonSpec> identity_comparisons();

/// False where one's forename cannot be close to the other's by further forenames: it is none of
/// their words, and all forenames joined are not equal but for an edit. Both have a forename.
[[nodiscard]] bool may_agree_by_other_forenames(const NameTraits& traits, const Identity& left,
                                                const Identity& right);

/// Compares one identity with many; one object a thread.
class IdentityComparer {
 public:
  /// The traits and the dictionary of identifiers must outlive the comparer.
  IdentityComparer(const NameTraits& traits, const StringColumn& identifiers);

  void set_left(const Identity& left);

  /// Fills the first four levels.
  void compare(const Identity& right, Levels& levels) const;

 private:
  [[nodiscard]] std::uint8_t compare_names(const Identity& right) const;
  [[nodiscard]] NameLevel compare_forenames(const Identity& right) const;
  [[nodiscard]] bool agree_by_other_forenames(const Identity& right) const;
  [[nodiscard]] OtherForenamesLevel compare_other_forenames(const Identity& right) const;
  [[nodiscard]] IdentifierLevel compare_identifiers(const Identity& right) const;
  [[nodiscard]] std::string_view name(NameId id) const { return traits_->names()[id.index()]; }

  const NameTraits* traits_;
  const StringColumn* identifiers_;
  Identity left_;
  NameComparer forename_;
  NameComparer surname_;
  text::EditDistancePattern identifier_;  ///< of the valid one, else the mistyped one
};

}  // namespace fsu::compare
