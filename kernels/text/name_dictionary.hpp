// The dictionary of distinct names: a name's id is its rank in byte order.
//
// NameInterner gives provisional ids in the order of first sight; it is cheap and local to a block
// of records. rank_names orders the names of an interner, after which ids no longer depend on the
// order in which names were seen.
#pragma once

#include <cstdint>
#include <string_view>
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

 private:
  static constexpr std::uint32_t kEmpty = 0xffffffff;
  static constexpr std::size_t kFirstCapacity = 1024;

  [[nodiscard]] std::size_t find_slot(std::string_view name) const;
  void grow();

  StringColumn names_;
  std::vector<std::uint32_t> slots_;  ///< ids; a power of two, at most half full
};

struct RankedNames {
  StringColumn names;               ///< in byte order
  std::vector<std::uint32_t> rank;  ///< rank of each provisional id
};

/// Orders distinct names by bytes.
[[nodiscard]] RankedNames rank_names(const StringColumn& distinct_names);

}  // namespace fsu::text
