// Which configured classes a text names: whole items, case ignored, one bit a class.
//
// Built from lists of items, one list a class; looks up a text of items with `|` between. Blanks
// around an item are trimmed, ASCII case is folded, blank items match nothing; an item matches as a
// whole or not at all (`CA` is not in `CAR KEY`). One item may stand in several classes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fsu::usage {

/// Classes as bits: class k is bit k.
using ClassMask = std::uint32_t;
inline constexpr std::size_t kMaxClasses = 32;

/// The items of one class.
using ItemList = std::vector<std::string>;

class ItemMasks {
 public:
  /// At most kMaxClasses lists; class k is the k-th.
  explicit ItemMasks(std::span<const ItemList> classes);

  /// The classes of one item, taken whole (a `|` in it is part of it).
  [[nodiscard]] ClassMask of_item(std::string_view item) const;

  /// The classes of all items of a text with `|` between.
  [[nodiscard]] ClassMask of_items(std::string_view text) const;

 private:
  std::unordered_map<std::string, ClassMask> masks_;
};

}  // namespace fsu::usage
