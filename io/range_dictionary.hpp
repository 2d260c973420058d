// The distinct texts of one column within one range of a file, numbered as they first appear.
//
// Texts are views: they lie in the file's text or in memory that lives as long. Open addressing
// with linear probing, at most half full. The dictionary of a column over all ranges
// (kernels/core/string_interner) is asked only once for each entry. Where texts hardly repeat,
// looking for them costs more than it saves: they are then added unseen, and the dictionary of all
// ranges finds out which are the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/text_key.hpp"

namespace fsu::io {

class RangeDictionary {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  RangeDictionary() { clear(); }

  /// Forgets all texts and keeps the memory.
  void clear();

  /// Entries; each text once, unless it was added unseen.
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] std::span<const TextKey> keys() const { return keys_; }

  /// The code of a text, or kNone.
  [[nodiscard]] std::uint32_t find(const TextKey& key) const { return slots_[slot_of(key)].code; }

  /// The code of a text; an unknown one gets the next code, and must live as long as the entries.
  [[nodiscard]] std::uint32_t code_of(const TextKey& key) {
    const std::size_t at = slot_of(key);
    if (slots_[at].code != kNone) return slots_[at].code;
    return add(key, at);
  }

  /// The codes of many texts, as by code_of one by one.
  void codes_of(std::span<const TextKey> texts, std::uint32_t* codes);

  /// Adds a text without looking for it; its code is the next one.
  std::uint32_t add_unseen(const TextKey& key) {
    keys_.push_back(key);
    return static_cast<std::uint32_t>(keys_.size()) - 1;
  }

 private:
  struct Slot {
    std::uint32_t code = kNone;
    std::uint32_t hash = 0;
  };

  /// The slot that holds the text, or the free one where it belongs.
  [[nodiscard]] std::size_t slot_of(const TextKey& key) const {
    std::size_t at = key.hash & mask_;
    while (slots_[at].code != kNone &&
           (slots_[at].hash != key.hash || !(keys_[slots_[at].code] == key))) {
      at = (at + 1) & mask_;
    }
    return at;
  }

  std::uint32_t add(const TextKey& key, std::size_t at);
  void grow();

  std::vector<TextKey> keys_;
  std::vector<Slot> slots_;
  std::size_t num_found_by_slot_ = 0;
  std::size_t mask_ = 0;
};

}  // namespace fsu::io
