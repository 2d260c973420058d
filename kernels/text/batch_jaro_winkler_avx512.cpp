// The AVX-512 path of batch_jaro_winkler: four instructions a column for 64 names and 8-bit lanes.
#include "kernels/text/batch_jaro_winkler_paths.hpp"

#if FSU_HAS_X86_PATHS

#include "kernels/text/letter_lanes_avx512.hpp"

namespace fsu::text {
namespace {

using namespace avx512;

constexpr int kFreeOnes = 0x40;    // a & b & ~c
constexpr int kWithLowest = 0xf8;  // a | (b & c)

/// What a pass over a block's columns leaves behind for the next.
template <std::size_t kTables>
struct Trace {
  Lanes<kTables> found[kMaxColumnLength];
  __mmask64 matched[kMaxColumnLength][kTables];
};

/// The query's positions that the names of a block take.
template <std::size_t kTables, bool kTraced>
FSU_INLINE_AVX512 Lanes<kTables> match(const JaroTask& task, const MaskTables<kTables>& tables,
                                       const std::uint8_t* columns, Trace<kTables>* trace) {
  const __m512i zero = _mm512_setzero_si512();
  Lanes<kTables> taken;
  for (std::size_t i = 0; i < kTables; ++i) taken.part[i] = zero;
  for (std::size_t j = 0; j < task.num_matched_columns; ++j) {
    const __m512i window = repeat<kTables>(task.windows[j]);
    const Lanes<kTables> found = look_up<kTables>(tables, load_column(columns + j * kColumnNames));
    for (std::size_t i = 0; i < kTables; ++i) {
      const __m512i free =
          _mm512_ternarylogic_epi64(found.part[i], window, taken.part[i], kFreeOnes);
      const __m512i negative = subtract<kTables>(zero, free);
      taken.part[i] = _mm512_ternarylogic_epi64(taken.part[i], free, negative, kWithLowest);
      if constexpr (kTraced) trace->matched[j][i] = share_bit<kTables>(free, free);
    }
    if constexpr (kTraced) trace->found[j] = found;
  }
  return taken;
}

template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i count_matches(const Lanes<kTables>& taken) {
  Lanes<kTables> counts;
  for (std::size_t i = 0; i < kTables; ++i) counts.part[i] = count_bits<kTables>(taken.part[i]);
  return narrow<kTables>(counts);
}

template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i count_out_of_order(const JaroTask& task, const Trace<kTables>& trace,
                                             Lanes<kTables> taken) {
  const __m512i zero = _mm512_setzero_si512();
  const __m512i minus_one = _mm512_set1_epi8(-1);
  Lanes<kTables> counts;
  for (std::size_t i = 0; i < kTables; ++i) counts.part[i] = zero;
  for (std::size_t j = 0; j < task.num_matched_columns; ++j) {
    for (std::size_t i = 0; i < kTables; ++i) {
      const __mmask64 matched = trace.matched[j][i];
      const __m512i first = _mm512_and_si512(taken.part[i], subtract<kTables>(zero, taken.part[i]));
      const __mmask64 differs = matched & ~share_bit<kTables>(trace.found[j].part[i], first);
      const __m512i more = subtract<kTables>(counts.part[i], minus_one);
      counts.part[i] = choose<kTables>(differs, more, counts.part[i]);
      taken.part[i] =
          choose<kTables>(matched, _mm512_xor_si512(taken.part[i], first), taken.part[i]);
    }
  }
  return narrow<kTables>(counts);
}

FSU_INLINE_AVX512 __mmask64 equal_letters(const std::uint8_t* column, std::uint8_t letter) {
  return _mm512_cmpeq_epi8_mask(load_column(column), _mm512_set1_epi8(static_cast<char>(letter)));
}

FSU_INLINE_AVX512 __m512i count_prefix(const JaroTask& task, const std::uint8_t* columns) {
  __m512i count = _mm512_setzero_si512();
  __mmask64 equal = ~__mmask64{0};
  for (std::size_t j = 0; j < 4 && j < task.length; ++j) {
    equal &= equal_letters(columns + j * kColumnNames, task.query->first_letters[j]);
    count = _mm512_mask_sub_epi8(count, equal, count, _mm512_set1_epi8(-1));
  }
  return count;
}

template <std::size_t kTables>
FSU_INLINE_AVX512 void count_block(const JaroTask& task, const MaskTables<kTables>& tables,
                                   const std::uint8_t* columns, JaroBlock& counts) {
  Trace<kTables> trace;
  const Lanes<kTables> taken = match<kTables, true>(task, tables, columns, &trace);
  _mm512_store_si512(counts.matches.data(), count_matches<kTables>(taken));
  _mm512_store_si512(counts.out_of_order.data(), count_out_of_order<kTables>(task, trace, taken));
  _mm512_store_si512(counts.prefix.data(), count_prefix(task, columns));
}

template <std::size_t kTables>
FSU_TARGET_AVX512 void count_avx512(const JaroTask& task, JaroBlock* counts) {
  const MaskTables<kTables> tables = load_tables<kTables>(*task.query);
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    count_block<kTables>(task, tables, task.columns + block * task.length * kColumnNames,
                         counts[block]);
  }
}

template <std::size_t kTables>
FSU_TARGET_AVX512 void find_avx512(const JaroTask& task, std::vector<JaroFind>& finds) {
  const MaskTables<kTables> tables = load_tables<kTables>(*task.query);
  const __m512i at_other = _mm512_set1_epi8(static_cast<char>(task.min_matches[0]));
  const __m512i at_equal = _mm512_set1_epi8(static_cast<char>(task.min_matches[1]));
  JaroBlock counts;
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    const std::uint8_t* const columns = task.columns + block * task.length * kColumnNames;
    const __m512i matches =
        count_matches<kTables>(match<kTables, false>(task, tables, columns, nullptr));
    const __mmask64 equal = equal_letters(columns, task.query->first_letters[0]);
    const __mmask64 enough =
        _mm512_cmpge_epu8_mask(matches, _mm512_mask_mov_epi8(at_other, equal, at_equal));
    if (enough == 0) continue;
    count_block<kTables>(task, tables, columns, counts);
    const auto place = static_cast<std::uint32_t>(task.first_place + block * kColumnNames);
    add_jaro_finds(counts, enough, place, finds);
  }
}

template <std::size_t kTables>
constexpr JaroPath kPath = {count_avx512<kTables>, find_avx512<kTables>};

}  // namespace

JaroPath avx512_jaro_path(std::size_t num_tables_log2) {
  constexpr std::array kPaths = {kPath<1>, kPath<2>, kPath<4>, kPath<8>};
  return kPaths[num_tables_log2];
}

}  // namespace fsu::text

#endif
