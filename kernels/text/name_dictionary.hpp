// Provisional ids of the distinct names of a block of records, in the order of first sight.
//
// Cheap and local to the block; ranks in byte order over all blocks (kernels/core/text_ranks)
// replace the ids, which then no longer depend on the order in which names were seen.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "kernels/core/ids.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::text {

/// A set of strings with ids from 0 in the order of insertion; open addressing, linear probing.
class NameInterner {
 public:
  NameInterner() : slots_(kFirstCapacity, kEmpty) {}

  /// The id of a name, new or old.
  std::uint32_t intern(std::string_view name);
  [[nodiscard]] const StringColumn& names() const { return names_; }
  /// The names by id; the interner is not used again.
  [[nodiscard]] StringColumn take() { return std::move(names_); }

 private:
  static constexpr std::uint32_t kEmpty = 0xffffffff;
  static constexpr std::size_t kFirstCapacity = 1024;

  [[nodiscard]] std::size_t find_slot(std::string_view name) const;
  void grow();

  StringColumn names_;
  std::vector<std::uint32_t> slots_;  ///< ids; a power of two, at most half full
};

}  // namespace fsu::text
