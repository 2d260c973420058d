// The instruction-set paths of batch_edit_distance: what a path is asked and what it answers.
//
// A task is one query against consecutive blocks of names of one length. The columns of Hyyro's
// matrix (edit_distance) are held for 64 names at a time, in lanes of 8, 16, 32 or 64 bits as the
// query's length needs. No distance is kept on the way: that of the last column is the length of
// the names plus the rises down the column less the falls, two counts of bits at the end.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kernels/core/isa.hpp"
#include "kernels/text/query_masks.hpp"

namespace fsu::text {

struct EditTask {
  const QueryMasks* query = nullptr;
  const std::uint8_t* columns = nullptr;  ///< of the first block
  std::size_t num_blocks = 0;
  std::size_t length = 0;         ///< of the names
  std::uint64_t query_bytes = 0;  ///< a bit for each of the query, in every lane of the word
};

/// The distances of 64 names.
struct EditBlock {
  alignas(64) std::array<std::uint8_t, kColumnNames> distances;
};

/// A block with names within the limit, as bits.
struct EditFind {
  std::uint32_t block = 0;  ///< of the task
  std::uint64_t lanes = 0;
  EditBlock distances;
};

/// Fills one block of distances a block of names.
using MeasureEdits = void (*)(const EditTask& task, EditBlock* distances);
/// Adds the blocks that hold names of at most so many edits; those of code 0 count too.
using FindEdits = void (*)(const EditTask& task, std::uint8_t max_edits,
                           std::vector<EditFind>& finds);

struct EditPath {
  MeasureEdits measure = nullptr;
  FindEdits find = nullptr;
};

/// The path in use, for queries of that many tables (2 to the power of).
[[nodiscard]] EditPath edit_path(std::size_t num_tables_log2);
/// The lowest bits, 1 to 64 of them, of every lane of 8 << `lanes_log2` bits.
[[nodiscard]] std::uint64_t low_bits_of_lanes(std::size_t num_bits, std::size_t lanes_log2);

[[nodiscard]] EditPath portable_edit_path(std::size_t num_tables_log2);
#if FSU_HAS_X86_PATHS
[[nodiscard]] EditPath avx2_edit_path(std::size_t num_tables_log2);
[[nodiscard]] EditPath avx512_edit_path(std::size_t num_tables_log2);
#endif

}  // namespace fsu::text
