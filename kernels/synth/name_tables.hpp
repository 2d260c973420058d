// The names a force is made with: weighted lists of each group, and rare names for their tails.
//
// They are the project's own lists, or, for the British group, fuller ones given by the user. The
// middle names of the built-in lists are kept apart by group and sex without a name in common, so
// that a force without errors can tell any two people apart by them (person.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/core/random.hpp"
#include "kernels/synth/rare_names.hpp"
#include "kernels/synth/weighted_choice.hpp"

namespace fsu::synth {

/// A name and its weight relative to the others of its list.
struct WeightedName {
  std::string name;
  std::uint64_t weight = 0;
};

/// Lists that replace those of the British group; an empty one replaces nothing.
struct FullerLists {
  std::vector<WeightedName> male;
  std::vector<WeightedName> female;
  std::vector<WeightedName> surnames;
};

class NameTables {
 public:
  /// The built-in tables, with the given lists in place of their British ones.
  explicit NameTables(const FullerLists& fuller = {});

  /// Draws a name, common or rare.
  [[nodiscard]] std::string draw(NameGroup group, NameKind kind, Random& random) const;

  /// Distinct middle names of a group and sex; no two of these lists share a name.
  [[nodiscard]] const std::vector<std::string_view>& middle_names(NameGroup group,
                                                                  NameKind sex) const;

 private:
  struct List {
    std::vector<std::string> names;
    WeightedChoice choice;  ///< one item more than names: the rare ones
  };

  [[nodiscard]] static List make_list(const std::vector<WeightedName>& names,
                                      std::uint64_t rare_weight);
  [[nodiscard]] static List list_of(NameGroup group, NameKind kind, const FullerLists& fuller);

  std::array<std::array<List, 3>, kNumNameGroups> lists_;
  std::array<std::array<std::vector<std::string_view>, 2>, kNumNameGroups> middle_names_;
};

/// Draws the origin of a household's names by its share in the force.
[[nodiscard]] NameGroup draw_name_group(Random& random);

}  // namespace fsu::synth
