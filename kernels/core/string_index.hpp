// Finds the position of a string in a column of distinct strings: a hash table over the column.
//
// Open addressing with linear probing, at most half full; slots hold the position and 32 bits of
// the hash, so that a look-up rarely touches a wrong string. The column must outlive the index and
// not change.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "kernels/core/string_column.hpp"

namespace fsu {

class StringIndex {
 public:
  /// Indexes all strings of `column`, which must be distinct.
  explicit StringIndex(const StringColumn& column);

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;

 private:
  struct Slot {
    std::uint32_t position = kEmpty;
    std::uint32_t hash_bits = 0;
  };
  static constexpr std::uint32_t kEmpty = 0xFFFFFFFF;

  const StringColumn* column_;
  std::vector<Slot> slots_;
  std::uint64_t mask_ = 0;
};

}  // namespace fsu
