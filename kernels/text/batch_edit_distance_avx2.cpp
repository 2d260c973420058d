// The AVX2 path of batch_edit_distance: 32 names at a time.
#include "kernels/text/batch_edit_distance_paths.hpp"

#if FSU_HAS_X86_PATHS

#include "kernels/text/letter_lanes_avx2.hpp"

namespace fsu::text {
namespace {

using namespace avx2;

/// One column of the matrix for the names of a register.
struct Column {
  __m256i rises;
  __m256i falls;
  __m256i diagonal;
  __m256i last_matches;
};

FSU_INLINE_AVX2 __m256i invert(__m256i a) { return _mm256_xor_si256(a, _mm256_set1_epi8(-1)); }

template <std::size_t kTables>
FSU_INLINE_AVX2 void next_column(Column& column, __m256i matches) {
  const __m256i swap = _mm256_andnot_si256(column.diagonal, matches);
  const __m256i exchanged = _mm256_and_si256(add<kTables>(swap, swap), column.last_matches);
  const __m256i sum = add<kTables>(_mm256_and_si256(matches, column.rises), column.rises);
  const __m256i plain = _mm256_or_si256(_mm256_xor_si256(sum, column.rises), matches);
  const __m256i diagonal = _mm256_or_si256(plain, _mm256_or_si256(column.falls, exchanged));
  const __m256i rises =
      _mm256_or_si256(column.falls, invert(_mm256_or_si256(diagonal, column.rises)));
  const __m256i falls = _mm256_and_si256(diagonal, column.rises);
  // Twice and one more, for the first row, is less the complement.
  const __m256i across_rises = subtract<kTables>(rises, invert(rises));
  column.rises =
      _mm256_or_si256(add<kTables>(falls, falls), invert(_mm256_or_si256(diagonal, across_rises)));
  column.falls = _mm256_and_si256(across_rises, diagonal);
  column.diagonal = diagonal;
  column.last_matches = matches;
}

/// The distances of 32 names, as bytes.
template <std::size_t kTables>
FSU_INLINE_AVX2 __m256i measure_lanes(const EditTask& task, const MaskTables<kTables>& tables,
                                      const std::uint8_t* columns) {
  const __m256i zero = _mm256_setzero_si256();
  Column column[kTables];
  for (std::size_t i = 0; i < kTables; ++i) {
    column[i] = {_mm256_set1_epi8(-1), zero, zero, zero};
  }
  for (std::size_t j = 0; j < task.length; ++j) {
    const Lanes<kTables> matches = look_up<kTables>(tables, load(columns + j * kColumnNames));
    for (std::size_t i = 0; i < kTables; ++i) next_column<kTables>(column[i], matches.part[i]);
  }
  const __m256i query_bytes = repeat(task.query_bytes);
  Lanes<kTables> rises;
  Lanes<kTables> falls;
  for (std::size_t i = 0; i < kTables; ++i) {
    rises.part[i] = count_bits<kTables>(_mm256_and_si256(column[i].rises, query_bytes));
    falls.part[i] = count_bits<kTables>(_mm256_and_si256(column[i].falls, query_bytes));
  }
  const __m256i length = _mm256_set1_epi8(static_cast<char>(task.length));
  return _mm256_sub_epi8(_mm256_add_epi8(length, narrow<kTables>(rises)), narrow<kTables>(falls));
}

template <std::size_t kTables>
FSU_INLINE_AVX2 void measure_block(const EditTask& task, const MaskTables<kTables>& tables,
                                   std::size_t block, EditBlock& distances) {
  const std::uint8_t* const columns = task.columns + block * task.length * kColumnNames;
  for (std::size_t lane = 0; lane < kColumnNames; lane += kLaneNames) {
    store(distances.distances.data() + lane, measure_lanes<kTables>(task, tables, columns + lane));
  }
}

template <std::size_t kTables>
FSU_TARGET_AVX2 void measure_avx2(const EditTask& task, EditBlock* distances) {
  const MaskTables<kTables> tables = load_tables<kTables>(*task.query);
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    measure_block<kTables>(task, tables, block, distances[block]);
  }
}

/// The lanes whose byte is at most the limit, as bits.
FSU_INLINE_AVX2 std::uint32_t at_most(const std::uint8_t* distances, __m256i limit) {
  const __m256i values = load(distances);
  return static_cast<std::uint32_t>(
      _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(values, limit), values)));
}

template <std::size_t kTables>
FSU_TARGET_AVX2 void find_avx2(const EditTask& task, std::uint8_t max_edits,
                               std::vector<EditFind>& finds) {
  const MaskTables<kTables> tables = load_tables<kTables>(*task.query);
  const __m256i limit = _mm256_set1_epi8(static_cast<char>(max_edits));
  EditFind find;
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    measure_block<kTables>(task, tables, block, find.distances);
    const std::uint8_t* const distances = find.distances.distances.data();
    const std::uint64_t high = at_most(distances + kLaneNames, limit);
    find.lanes = high << kLaneNames | at_most(distances, limit);
    if (find.lanes == 0) continue;
    find.block = static_cast<std::uint32_t>(block);
    finds.push_back(find);
  }
}

template <std::size_t kTables>
constexpr EditPath kPath = {measure_avx2<kTables>, find_avx2<kTables>};

}  // namespace

EditPath avx2_edit_path(std::size_t num_tables_log2) {
  constexpr std::array kPaths = {kPath<1>, kPath<2>, kPath<4>, kPath<8>};
  return kPaths[num_tables_log2];
}

}  // namespace fsu::text

#endif
