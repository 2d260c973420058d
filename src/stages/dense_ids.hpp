// Dense ids of the texts of one column: the rank of each among the distinct ones, in byte order.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/parallel.hpp"
#include "kernels/core/string_index.hpp"
#include "kernels/core/string_runs.hpp"

namespace fsu::stages {

/// The dense id of each text by an index of names; none where it is blank or unknown.
template <class AnyId>
[[nodiscard]] std::vector<AnyId> find_all(const StringColumn& texts, const StringIndex& index) {
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

/// The same of a sorted column by its runs, of which a blank one is the first.
template <class AnyId>
[[nodiscard]] DenseIds<AnyId> ids_of_runs(const StringColumn& texts,
                                          std::span<const std::uint32_t> begins) {
  constexpr std::size_t kBlockRuns = 4096;
  const std::size_t num_runs = begins.size() - 1;
  const std::size_t num_blank = num_runs > 0 && texts[0].empty() ? 1 : 0;
  DenseIds<AnyId> result{texts.gather(begins.subspan(num_blank, num_runs - num_blank)), {}};
  result.ids.resize(texts.size());
  for_blocks(num_runs, kBlockRuns, [&](const Block& block) {
    for (std::size_t run = std::max(block.begin, num_blank); run < block.end; ++run) {
      const AnyId id{static_cast<std::uint32_t>(run - num_blank)};
      for (std::uint32_t row = begins[run]; row < begins[run + 1]; ++row) result.ids[row] = id;
    }
  });
  return result;
}

template <class AnyId>
[[nodiscard]] DenseIds<AnyId> dense_ids(const StringColumn& texts) {
  if (const auto runs = sorted_runs(texts)) return ids_of_runs<AnyId>(texts, *runs);
  DenseIds<AnyId> result{distinct_of(texts), {}};
  result.ids = find_all<AnyId>(texts, StringIndex(result.names));
  return result;
}

}  // namespace fsu::stages
