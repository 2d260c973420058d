// AVX-512 lanes for names in columns: a mask of 8, 16, 32 or 64 bits for each of 64 names.
//
// One byte of the masks of 64 letters is one vpermb on a table of 32; the bytes of wider masks are
// interleaved by unpacking, so the lanes of a register stand in another order than the names.
// `narrow` packs a number of a lane back to bytes in the order of the names. kTables is the bytes
// of a mask, and the registers of one Lanes.
#pragma once

#include "kernels/core/isa.hpp"

#if FSU_HAS_X86_PATHS
#include <immintrin.h>

#include <array>
#include <cstdint>

#include "kernels/text/query_masks.hpp"

#define FSU_INLINE_AVX512 FSU_TARGET_AVX512 __attribute__((always_inline)) inline

namespace fsu::text::avx512 {

template <std::size_t kTables>
struct Lanes {
  __m512i part[kTables];
};

template <std::size_t kTables>
struct MaskTables {
  __m512i table[kTables];
};

template <std::size_t kTables>
FSU_INLINE_AVX512 MaskTables<kTables> load_tables(const QueryMasks& query) {
  MaskTables<kTables> tables;
  for (std::size_t i = 0; i < kTables; ++i) {
    tables.table[i] = _mm512_zextsi256_si512(
        _mm256_load_si256(reinterpret_cast<const __m256i*>(query.tables[i].data())));
  }
  return tables;
}

FSU_INLINE_AVX512 __m512i load_column(const std::uint8_t* column) {
  return _mm512_loadu_si512(column);
}

template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i add(__m512i a, __m512i b) {
  if constexpr (kTables == 1) return _mm512_add_epi8(a, b);
  if constexpr (kTables == 2) return _mm512_add_epi16(a, b);
  if constexpr (kTables == 4) return _mm512_add_epi32(a, b);
  if constexpr (kTables == 8) return _mm512_add_epi64(a, b);
}

template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i subtract(__m512i a, __m512i b) {
  if constexpr (kTables == 1) return _mm512_sub_epi8(a, b);
  if constexpr (kTables == 2) return _mm512_sub_epi16(a, b);
  if constexpr (kTables == 4) return _mm512_sub_epi32(a, b);
  if constexpr (kTables == 8) return _mm512_sub_epi64(a, b);
}

template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i count_bits(__m512i a) {
  if constexpr (kTables == 1) return _mm512_popcnt_epi8(a);
  if constexpr (kTables == 2) return _mm512_popcnt_epi16(a);
  if constexpr (kTables == 4) return _mm512_popcnt_epi32(a);
  if constexpr (kTables == 8) return _mm512_popcnt_epi64(a);
}

/// All bits of a lane where a and b have one in common, else none.
template <std::size_t kTables>
FSU_INLINE_AVX512 __mmask64 share_bit(__m512i a, __m512i b) {
  if constexpr (kTables == 1) return _mm512_test_epi8_mask(a, b);
  if constexpr (kTables == 2) return _mm512_test_epi16_mask(a, b);
  if constexpr (kTables == 4) return _mm512_test_epi32_mask(a, b);
  if constexpr (kTables == 8) return _mm512_test_epi64_mask(a, b);
}

/// a where the mask is set and b where it is not.
template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i choose(__mmask64 mask, __m512i a, __m512i b) {
  if constexpr (kTables == 1) return _mm512_mask_mov_epi8(b, mask, a);
  if constexpr (kTables == 2) return _mm512_mask_mov_epi16(b, static_cast<__mmask32>(mask), a);
  if constexpr (kTables == 4) return _mm512_mask_mov_epi32(b, static_cast<__mmask16>(mask), a);
  if constexpr (kTables == 8) return _mm512_mask_mov_epi64(b, static_cast<__mmask8>(mask), a);
}

template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i repeat(std::uint64_t word) {
  return _mm512_set1_epi64(static_cast<long long>(word));
}

/// Four bytes a mask: interleaves those of each name.
FSU_INLINE_AVX512 Lanes<4> interleave(__m512i b0, __m512i b1, __m512i b2, __m512i b3) {
  const __m512i low01 = _mm512_unpacklo_epi8(b0, b1);
  const __m512i high01 = _mm512_unpackhi_epi8(b0, b1);
  const __m512i low23 = _mm512_unpacklo_epi8(b2, b3);
  const __m512i high23 = _mm512_unpackhi_epi8(b2, b3);
  return {{_mm512_unpacklo_epi16(low01, low23), _mm512_unpackhi_epi16(low01, low23),
           _mm512_unpacklo_epi16(high01, high23), _mm512_unpackhi_epi16(high01, high23)}};
}

/// The masks of a column's letters.
template <std::size_t kTables>
FSU_INLINE_AVX512 Lanes<kTables> look_up(const MaskTables<kTables>& tables, __m512i codes) {
  __m512i bytes[kTables];
  for (std::size_t i = 0; i < kTables; ++i)
    bytes[i] = _mm512_permutexvar_epi8(codes, tables.table[i]);
  if constexpr (kTables == 1) return {{bytes[0]}};
  if constexpr (kTables == 2) {
    return {{_mm512_unpacklo_epi8(bytes[0], bytes[1]), _mm512_unpackhi_epi8(bytes[0], bytes[1])}};
  }
  if constexpr (kTables == 4) return interleave(bytes[0], bytes[1], bytes[2], bytes[3]);
  if constexpr (kTables == 8) {
    const Lanes<4> low = interleave(bytes[0], bytes[1], bytes[2], bytes[3]);
    const Lanes<4> high = interleave(bytes[4], bytes[5], bytes[6], bytes[7]);
    Lanes<8> lanes;
    for (std::size_t i = 0; i < 4; ++i) {
      lanes.part[2 * i] = _mm512_unpacklo_epi32(low.part[i], high.part[i]);
      lanes.part[2 * i + 1] = _mm512_unpackhi_epi32(low.part[i], high.part[i]);
    }
    return lanes;
  }
}

/// Numbers below 256 of all lanes, as bytes in the order of the names.
template <std::size_t kTables>
FSU_INLINE_AVX512 __m512i narrow(const Lanes<kTables>& lanes) {
  const __m512i* const part = lanes.part;
  if constexpr (kTables == 1) return part[0];
  if constexpr (kTables == 2) return _mm512_packus_epi16(part[0], part[1]);
  if constexpr (kTables == 4) {
    return _mm512_packus_epi16(_mm512_packus_epi32(part[0], part[1]),
                               _mm512_packus_epi32(part[2], part[3]));
  }
  if constexpr (kTables == 8) {
    constexpr int kLowHalves = 0x88;
    Lanes<4> words;
    for (std::size_t i = 0; i < 4; ++i) {
      words.part[i] = _mm512_castps_si512(_mm512_shuffle_ps(
          _mm512_castsi512_ps(part[2 * i]), _mm512_castsi512_ps(part[2 * i + 1]), kLowHalves));
    }
    return narrow<4>(words);
  }
}

}  // namespace fsu::text::avx512

#endif
