// The instruction-set paths of batch_jaro_winkler: what a path is asked and what it answers.
//
// A task is one query against consecutive blocks of names of one length. For 64 names at a time the
// masks of each column's letters are looked up in the query's tables, cut to the column's window
// and to the query's bytes that are still free, and the lowest bit left is taken, in lanes of 8,
// 16, 32 or 64 bits as the query's length needs. Counting those out of order is a second pass, made
// only where a name has enough matches.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kernels/core/isa.hpp"
#include "kernels/text/query_masks.hpp"

namespace fsu::text {

struct JaroTask {
  const QueryMasks* query = nullptr;
  const std::uint8_t* columns = nullptr;  ///< of the first block
  std::size_t num_blocks = 0;
  std::size_t length = 0;               ///< of the names
  std::size_t num_matched_columns = 0;  ///< columns behind these have an empty window
  std::uint32_t first_place = 0;        ///< of the first block
  /// Windows of the columns, repeated through the word in lanes of the query.
  std::array<std::uint64_t, kMaxColumnLength> windows{};
  /// Matches that a name needs to be found, by its first byte: another one than the query's, equal.
  std::array<std::uint8_t, 2> min_matches{};
};

/// The counts of 64 names.
struct JaroBlock {
  alignas(64) std::array<std::uint8_t, kColumnNames> matches;
  alignas(64) std::array<std::uint8_t, kColumnNames> out_of_order;
  alignas(64) std::array<std::uint8_t, kColumnNames> prefix;
};

/// A name with enough matches.
struct JaroFind {
  std::uint32_t place = 0;
  std::uint8_t matches = 0;
  std::uint8_t out_of_order = 0;
  std::uint8_t prefix = 0;
};

/// Fills one block of counts a block of names.
using CountJaro = void (*)(const JaroTask& task, JaroBlock* counts);
/// Adds the names with enough matches, in order of their places; those of code 0 too.
using FindJaro = void (*)(const JaroTask& task, std::vector<JaroFind>& finds);

struct JaroPath {
  CountJaro count = nullptr;
  FindJaro find = nullptr;
};

/// The path for queries of that many tables (2 to the power of).
[[nodiscard]] JaroPath portable_jaro_path(std::size_t num_tables_log2);
#if FSU_HAS_X86_PATHS
[[nodiscard]] JaroPath avx2_jaro_path(std::size_t num_tables_log2);
[[nodiscard]] JaroPath avx512_jaro_path(std::size_t num_tables_log2);
#endif

/// Adds those lanes of a block that are set in `lanes`.
void add_jaro_finds(const JaroBlock& counts, std::uint64_t lanes, std::uint32_t first_place,
                    std::vector<JaroFind>& finds);

}  // namespace fsu::text
