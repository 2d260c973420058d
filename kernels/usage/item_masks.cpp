#include "kernels/usage/item_masks.hpp"

#include "kernels/core/check.hpp"

namespace fsu::usage {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// Without blanks around it, ASCII letters in lower case.
std::string folded(std::string_view item) {
  const std::size_t first = item.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  item = item.substr(first, item.find_last_not_of(kBlanks) - first + 1);
  std::string text(item);
  for (char& letter : text) {
    if ('A' <= letter && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

}  // namespace

ItemMasks::ItemMasks(std::span<const ItemList> classes) {
  FSU_CHECK(classes.size() <= kMaxClasses);
  for (std::size_t index = 0; index < classes.size(); ++index) {
    for (const std::string& item : classes[index]) {
      std::string key = folded(item);
      if (!key.empty()) masks_[std::move(key)] |= ClassMask{1} << index;
    }
  }
}

ClassMask ItemMasks::of_item(std::string_view item) const {
  const auto found = masks_.find(folded(item));
  return found == masks_.end() ? 0 : found->second;
}

ClassMask ItemMasks::of_items(std::string_view text) const {
  ClassMask mask = 0;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    mask |= of_item(text.substr(0, bar));
    if (bar == std::string_view::npos) break;
    text.remove_prefix(bar + 1);
  }
  return mask;
}

}  // namespace fsu::usage
