// The AVX-512 path of batch_edit_distance: sixteen instructions a column for 64 names and 8-bit
// lanes.
#include "kernels/text/batch_edit_distance_paths.hpp"

#if FSU_HAS_X86_PATHS

#include "kernels/text/letter_lanes_avx512.hpp"

namespace fsu::text {
namespace {

using namespace avx512;

// Truth tables of ternary operations on (a, b, c).
constexpr int kExclusiveOrWith = 0x3c | 0xaa;  // (a ^ b) | c
constexpr int kOrBoth = 0xf8;                  // a | (b & c)
constexpr int kOrNeither = 0xf1;               // a | ~(b | c)

/// One column of the matrix for the names of a register.
struct Column {
  __m512i rises;
  __m512i falls;
  __m512i diagonal;
  __m512i last_matches;
};

template <std::size_t kTables>
FSU_INLINE_AVX512 void next_column(Column& column, __m512i matches) {
  const __m512i swap = _mm512_andnot_si512(column.diagonal, matches);
  const __m512i sum = add<kTables>(_mm512_and_si512(matches, column.rises), column.rises);
  const __m512i plain = _mm512_ternarylogic_epi64(
      sum, column.rises, _mm512_or_si512(matches, column.falls), kExclusiveOrWith);
  const __m512i diagonal =
      _mm512_ternarylogic_epi64(plain, add<kTables>(swap, swap), column.last_matches, kOrBoth);
  const __m512i rises = _mm512_ternarylogic_epi64(column.falls, diagonal, column.rises, kOrNeither);
  const __m512i falls = _mm512_and_si512(diagonal, column.rises);
  // Twice and one more, for the first row, is less the complement.
  const __m512i across_rises =
      subtract<kTables>(rises, _mm512_xor_si512(rises, _mm512_set1_epi8(-1)));
  column.rises =
      _mm512_ternarylogic_epi64(add<kTables>(falls, falls), diagonal, across_rises, kOrNeither);
  column.falls = _mm512_and_si512(across_rises, diagonal);
  column.diagonal = diagonal;
  column.last_matches = matches;
}

/// The distances of the names of a block, as bytes.
template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i measure_block(const EditTask& task, const MaskTables<kTables>& tables,
                                        const std::uint8_t* columns) {
  const __m512i zero = _mm512_setzero_si512();
  Column column[kTables];
  for (std::size_t i = 0; i < kTables; ++i) {
    column[i] = {_mm512_set1_epi8(-1), zero, zero, zero};
  }
  for (std::size_t j = 0; j < task.length; ++j) {
    const Lanes<kTables> matches =
        look_up<kTables>(tables, load_column(columns + j * kColumnNames));
    for (std::size_t i = 0; i < kTables; ++i) next_column<kTables>(column[i], matches.part[i]);
  }
  const __m512i query_bytes = repeat<kTables>(task.query_bytes);
  Lanes<kTables> rises;
  Lanes<kTables> falls;
  for (std::size_t i = 0; i < kTables; ++i) {
    rises.part[i] = count_bits<kTables>(_mm512_and_si512(column[i].rises, query_bytes));
    falls.part[i] = count_bits<kTables>(_mm512_and_si512(column[i].falls, query_bytes));
  }
  const __m512i length = _mm512_set1_epi8(static_cast<char>(task.length));
  return _mm512_sub_epi8(_mm512_add_epi8(length, narrow<kTables>(rises)), narrow<kTables>(falls));
}

template <std::size_t kTables>
FSU_TARGET_AVX512 void measure_avx512(const EditTask& task, EditBlock* distances) {
  const MaskTables<kTables> tables = load_tables<kTables>(*task.query);
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    const std::uint8_t* const columns = task.columns + block * task.length * kColumnNames;
    _mm512_store_si512(distances[block].distances.data(),
                       measure_block<kTables>(task, tables, columns));
  }
}

template <std::size_t kTables>
FSU_TARGET_AVX512 void find_avx512(const EditTask& task, std::uint8_t max_edits,
                                   std::vector<EditFind>& finds) {
  const MaskTables<kTables> tables = load_tables<kTables>(*task.query);
  const __m512i limit = _mm512_set1_epi8(static_cast<char>(max_edits));
  EditFind find;
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    const std::uint8_t* const columns = task.columns + block * task.length * kColumnNames;
    const __m512i distances = measure_block<kTables>(task, tables, columns);
    find.lanes = _mm512_cmple_epu8_mask(distances, limit);
    if (find.lanes == 0) continue;
    find.block = static_cast<std::uint32_t>(block);
    _mm512_store_si512(find.distances.distances.data(), distances);
    finds.push_back(find);
  }
}

template <std::size_t kTables>
constexpr EditPath kPath = {measure_avx512<kTables>, find_avx512<kTables>};

}  // namespace

EditPath avx512_edit_path(std::size_t num_tables_log2) {
  constexpr std::array kPaths = {kPath<1>, kPath<2>, kPath<4>, kPath<8>};
  return kPaths[num_tables_log2];
}

}  // namespace fsu::text

#endif
