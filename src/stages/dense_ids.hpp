// Dense ids of the texts of one column: the rank of each among the distinct ones, in byte order.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "kernels/core/id_index.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/string_index.hpp"
#include "kernels/core/text_ranks.hpp"

namespace fsu::stages {

/// The dense id of each text by an index of names, an IdIndex or a StringIndex; none where it is
/// blank or unknown.
template <class AnyId, class Index>
[[nodiscard]] std::vector<AnyId> find_all(const StringColumn& texts, const Index& index) {
  static_assert(kNoRank == AnyId::kNoneValue);
  constexpr std::size_t kBlockRows = 16384;
  std::vector<AnyId> ids(texts.size());
  for_blocks(texts.size(), kBlockRows, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (const auto found = index.find(texts[i])) ids[i] = AnyId{*found};
    }
  });
  return ids;
}

template <class AnyId>
struct DenseIds {
  StringColumn names;      ///< distinct, in byte order
  std::vector<AnyId> ids;  ///< one a row; none where blank
};

[[nodiscard]] inline StringColumn distinct_of(const StringColumn& texts) {
  return distinct_strings(std::array<const StringColumn*, 1>{&texts});
}

template <class AnyId>
[[nodiscard]] DenseIds<AnyId> dense_ids(const StringColumn& texts) {
  StringRanks ranks = rank_strings(std::array<const StringColumn*, 1>{&texts});
  DenseIds<AnyId> result{std::move(ranks.distinct), {}};
  result.ids.reserve(texts.size());
  for (const std::uint32_t rank : ranks.columns.front()) result.ids.push_back(AnyId{rank});
  return result;
}

}  // namespace fsu::stages
