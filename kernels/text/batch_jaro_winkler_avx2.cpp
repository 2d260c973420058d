// The AVX2 path of batch_jaro_winkler: 32 names at a time.
#include "kernels/text/batch_jaro_winkler_paths.hpp"

#if FSU_HAS_X86_PATHS

#include "kernels/text/letter_lanes_avx2.hpp"

namespace fsu::text {
namespace {

using namespace avx2;

/// What a pass over the columns leaves behind for the next: the masks that were looked up, and the
/// lanes that found no match, all bits set.
template <std::size_t kTables>
struct Trace {
  Lanes<kTables> found[kMaxColumnLength];
  Lanes<kTables> unmatched[kMaxColumnLength];
};

/// The query's positions that 32 names take.
template <std::size_t kTables, bool kTraced>
FSU_INLINE_AVX2 Lanes<kTables> match(const JaroTask& task, const MaskTables<kTables>& tables,
                                     const std::uint8_t* columns, Trace<kTables>* trace) {
  const __m256i zero = _mm256_setzero_si256();
  Lanes<kTables> taken;
  for (std::size_t i = 0; i < kTables; ++i) taken.part[i] = zero;
  for (std::size_t j = 0; j < task.num_matched_columns; ++j) {
    const __m256i window = repeat(task.windows[j]);
    const Lanes<kTables> found = look_up<kTables>(tables, load(columns + j * kColumnNames));
    for (std::size_t i = 0; i < kTables; ++i) {
      const __m256i free =
          _mm256_andnot_si256(taken.part[i], _mm256_and_si256(found.part[i], window));
      const __m256i lowest = _mm256_and_si256(free, subtract<kTables>(zero, free));
      taken.part[i] = _mm256_or_si256(taken.part[i], lowest);
      if constexpr (kTraced) trace->unmatched[j].part[i] = is_zero<kTables>(free);
    }
    if constexpr (kTraced) trace->found[j] = found;
  }
  return taken;
}

template <std::size_t kTables>
FSU_INLINE_AVX2 __m256i count_matches(const Lanes<kTables>& taken) {
  Lanes<kTables> counts;
  for (std::size_t i = 0; i < kTables; ++i) counts.part[i] = count_bits<kTables>(taken.part[i]);
  return narrow<kTables>(counts);
}

template <std::size_t kTables>
FSU_INLINE_AVX2 __m256i count_out_of_order(const JaroTask& task, const Trace<kTables>& trace,
                                           Lanes<kTables> taken) {
  const __m256i zero = _mm256_setzero_si256();
  Lanes<kTables> counts;
  for (std::size_t i = 0; i < kTables; ++i) counts.part[i] = zero;
  for (std::size_t j = 0; j < task.num_matched_columns; ++j) {
    for (std::size_t i = 0; i < kTables; ++i) {
      const __m256i unmatched = trace.unmatched[j].part[i];
      const __m256i first = _mm256_and_si256(taken.part[i], subtract<kTables>(zero, taken.part[i]));
      const __m256i differs = is_zero<kTables>(_mm256_and_si256(trace.found[j].part[i], first));
      counts.part[i] = subtract<kTables>(counts.part[i], _mm256_andnot_si256(unmatched, differs));
      taken.part[i] = _mm256_xor_si256(taken.part[i], _mm256_andnot_si256(unmatched, first));
    }
  }
  return narrow<kTables>(counts);
}

FSU_INLINE_AVX2 __m256i equal_letters(const std::uint8_t* column, std::uint8_t letter) {
  return _mm256_cmpeq_epi8(load(column), _mm256_set1_epi8(static_cast<char>(letter)));
}

FSU_INLINE_AVX2 __m256i count_prefix(const JaroTask& task, const std::uint8_t* columns) {
  __m256i count = _mm256_setzero_si256();
  __m256i equal = _mm256_set1_epi8(-1);
  for (std::size_t j = 0; j < 4 && j < task.length; ++j) {
    equal = _mm256_and_si256(
        equal, equal_letters(columns + j * kColumnNames, task.query->first_letters[j]));
    count = _mm256_sub_epi8(count, equal);
  }
  return count;
}

template <std::size_t kTables>
FSU_INLINE_AVX2 void count_block(const JaroTask& task, const MaskTables<kTables>& tables,
                                 const std::uint8_t* columns, JaroBlock& counts) {
  Trace<kTables> trace;
  for (std::size_t lane = 0; lane < kColumnNames; lane += kLaneNames) {
    const Lanes<kTables> taken = match<kTables, true>(task, tables, columns + lane, &trace);
    store(counts.matches.data() + lane, count_matches<kTables>(taken));
    store(counts.out_of_order.data() + lane, count_out_of_order<kTables>(task, trace, taken));
    store(counts.prefix.data() + lane, count_prefix(task, columns + lane));
  }
}

template <std::size_t kTables>
FSU_TARGET_AVX2 void count_avx2(const JaroTask& task, JaroBlock* counts) {
  const MaskTables<kTables> tables = load_tables<kTables>(*task.query);
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    count_block<kTables>(task, tables, task.columns + block * task.length * kColumnNames,
                         counts[block]);
  }
}

/// The lanes with enough matches, as bits.
template <std::size_t kTables>
FSU_INLINE_AVX2 std::uint32_t find_enough(const JaroTask& task, const MaskTables<kTables>& tables,
                                          const std::uint8_t* columns) {
  const __m256i matches =
      count_matches<kTables>(match<kTables, false>(task, tables, columns, nullptr));
  const __m256i needed =
      _mm256_blendv_epi8(_mm256_set1_epi8(static_cast<char>(task.min_matches[0])),
                         _mm256_set1_epi8(static_cast<char>(task.min_matches[1])),
                         equal_letters(columns, task.query->first_letters[0]));
  return static_cast<std::uint32_t>(
      _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(matches, needed), matches)));
}

template <std::size_t kTables>
FSU_TARGET_AVX2 void find_avx2(const JaroTask& task, std::vector<JaroFind>& finds) {
  const MaskTables<kTables> tables = load_tables<kTables>(*task.query);
  JaroBlock counts;
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    const std::uint8_t* const columns = task.columns + block * task.length * kColumnNames;
    const std::uint64_t low = find_enough<kTables>(task, tables, columns);
    const std::uint64_t high = find_enough<kTables>(task, tables, columns + kLaneNames);
    const std::uint64_t enough = high << kLaneNames | low;
    if (enough == 0) continue;
    count_block<kTables>(task, tables, columns, counts);
    const auto place = static_cast<std::uint32_t>(task.first_place + block * kColumnNames);
    add_jaro_finds(counts, enough, place, finds);
  }
}

template <std::size_t kTables>
constexpr JaroPath kPath = {count_avx2<kTables>, find_avx2<kTables>};

}  // namespace

JaroPath avx2_jaro_path(std::size_t num_tables_log2) {
  constexpr std::array kPaths = {kPath<1>, kPath<2>, kPath<4>, kPath<8>};
  return kPaths[num_tables_log2];
}

}  // namespace fsu::text

#endif
