// Ranks of texts among the distinct ones, in byte order.
//
// Texts in any order, equal ones among them -> the rank of each, and where each distinct one is
// first seen. They are grouped by their first 24 bytes (key_groups), which is all of most names,
// numbers and ids; only groups whose texts go on behind them are ordered by comparing texts. Blank
// texts have no rank. Columns say the same of their strings: of a coded one the dictionary is
// ranked, as far as rows use it, of a sorted one the runs. Nothing depends on the thread count.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "kernels/core/parallel.hpp"
#include "kernels/core/string_column.hpp"
#include "kernels/core/unset_vector.hpp"

namespace fsu {

inline constexpr std::uint32_t kNoRank = 0xffffffff;

struct TextRanks {
  UnsetVector<std::uint32_t> of;     ///< by text; kNoRank where it is blank
  UnsetVector<std::uint32_t> first;  ///< by rank: the first text that has it
};

[[nodiscard]] TextRanks rank_texts(std::span<const std::string_view> texts);

struct StringRanks {
  StringColumn distinct;                            ///< in byte order, without the blank one
  std::vector<UnsetVector<std::uint32_t>> columns;  ///< the rank of each string; kNoRank of a blank
};

/// Ranks of the strings of several columns over all of them.
[[nodiscard]] StringRanks rank_strings(std::span<const StringColumn* const> columns);

/// The distinct non-blank strings of several columns, in byte order.
[[nodiscard]] inline StringColumn distinct_strings(std::span<const StringColumn* const> columns) {
  return std::move(rank_strings(columns).distinct);
}

/// By position of a coded column's dictionary, 1 where a row that counts has the string, else 0.
template <class Counts>
[[nodiscard]] std::vector<std::uint8_t> strings_in_use(const StringColumn& coded,
                                                       const Counts& counts) {
  constexpr std::size_t kBlockRows = std::size_t{1} << 16;
  std::vector<std::uint8_t> in_use(coded.dictionary().size());
  for_blocks(coded.size(), kBlockRows, [&](const Block& block) {
    for (std::size_t row = block.begin; row < block.end; ++row) {
      const std::atomic_ref<std::uint8_t> is_in_use(in_use[coded.codes()[row]]);
      if (is_in_use.load(std::memory_order_relaxed) == 0 && counts(row)) {
        is_in_use.store(1, std::memory_order_relaxed);
      }
    }
  });
  return in_use;
}
[[nodiscard]] inline std::vector<std::uint8_t> strings_in_use(const StringColumn& coded) {
  return strings_in_use(coded, [](std::size_t) { return true; });
}

}  // namespace fsu
