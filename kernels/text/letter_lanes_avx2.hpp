// AVX2 lanes for names in columns: a mask of 8, 16, 32 or 64 bits for each of 32 names.
//
// One byte of the masks of 32 letters is two pshufb on tables of 16, which give zero where the top
// bit of an index is set: codes from 16 on are stored with that bit, and the second table is
// indexed with it flipped. The bytes of wider masks are interleaved by unpacking, so the lanes of a
// register stand in another order than the names; `narrow` packs a number of a lane back to bytes
// in the order of the names. kTables is the bytes of a mask, and the registers of one Lanes.
#pragma once

#include "kernels/core/isa.hpp"

#if FSU_HAS_X86_PATHS
#include <immintrin.h>

#include <array>
#include <cstdint>

#include "kernels/text/query_masks.hpp"

#define FSU_INLINE_AVX2 FSU_TARGET_AVX2 __attribute__((always_inline)) inline

namespace fsu::text::avx2 {

inline constexpr std::size_t kLaneNames = 32;

template <std::size_t kTables>
struct Lanes {
  __m256i part[kTables];
};

/// Each table in its two halves, either repeated.
template <std::size_t kTables>
struct MaskTables {
  __m256i low[kTables];
  __m256i high[kTables];
};

FSU_INLINE_AVX2 __m256i load(const std::uint8_t* bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}

FSU_INLINE_AVX2 void store(std::uint8_t* bytes, __m256i values) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(bytes), values);
}

template <std::size_t kTables>
FSU_INLINE_AVX2 MaskTables<kTables> load_tables(const QueryMasks& query) {
  MaskTables<kTables> tables;
  for (std::size_t i = 0; i < kTables; ++i) {
    const __m256i table = load(query.tables[i].data());
    tables.low[i] = _mm256_permute2x128_si256(table, table, 0x00);
    tables.high[i] = _mm256_permute2x128_si256(table, table, 0x11);
  }
  return tables;
}

template <std::size_t kTables>
FSU_INLINE_AVX2 __m256i add(__m256i a, __m256i b) {
  if constexpr (kTables == 1) return _mm256_add_epi8(a, b);
  if constexpr (kTables == 2) return _mm256_add_epi16(a, b);
  if constexpr (kTables == 4) return _mm256_add_epi32(a, b);
  if constexpr (kTables == 8) return _mm256_add_epi64(a, b);
}

template <std::size_t kTables>
FSU_INLINE_AVX2 __m256i subtract(__m256i a, __m256i b) {
  if constexpr (kTables == 1) return _mm256_sub_epi8(a, b);
  if constexpr (kTables == 2) return _mm256_sub_epi16(a, b);
  if constexpr (kTables == 4) return _mm256_sub_epi32(a, b);
  if constexpr (kTables == 8) return _mm256_sub_epi64(a, b);
}

/// All bits of a lane where it is zero, else none.
template <std::size_t kTables>
FSU_INLINE_AVX2 __m256i is_zero(__m256i a) {
  const __m256i zero = _mm256_setzero_si256();
  if constexpr (kTables == 1) return _mm256_cmpeq_epi8(a, zero);
  if constexpr (kTables == 2) return _mm256_cmpeq_epi16(a, zero);
  if constexpr (kTables == 4) return _mm256_cmpeq_epi32(a, zero);
  if constexpr (kTables == 8) return _mm256_cmpeq_epi64(a, zero);
}

template <std::size_t kTables>
FSU_INLINE_AVX2 __m256i count_bits(__m256i a) {
  const __m256i counts = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                          0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i half = _mm256_set1_epi8(0x0f);
  const __m256i low = _mm256_shuffle_epi8(counts, _mm256_and_si256(a, half));
  const __m256i high = _mm256_shuffle_epi8(counts, _mm256_and_si256(_mm256_srli_epi16(a, 4), half));
  const __m256i bytes = _mm256_add_epi8(low, high);
  if constexpr (kTables == 1) return bytes;
  if constexpr (kTables == 8) return _mm256_sad_epu8(bytes, _mm256_setzero_si256());
  const __m256i words = _mm256_maddubs_epi16(bytes, _mm256_set1_epi8(1));
  if constexpr (kTables == 2) return words;
  if constexpr (kTables == 4) return _mm256_madd_epi16(words, _mm256_set1_epi16(1));
}

FSU_INLINE_AVX2 __m256i repeat(std::uint64_t word) {
  return _mm256_set1_epi64x(static_cast<long long>(word));
}

/// Four bytes a mask: interleaves those of each name.
FSU_INLINE_AVX2 Lanes<4> interleave(__m256i b0, __m256i b1, __m256i b2, __m256i b3) {
  const __m256i low01 = _mm256_unpacklo_epi8(b0, b1);
  const __m256i high01 = _mm256_unpackhi_epi8(b0, b1);
  const __m256i low23 = _mm256_unpacklo_epi8(b2, b3);
  const __m256i high23 = _mm256_unpackhi_epi8(b2, b3);
  return {{_mm256_unpacklo_epi16(low01, low23), _mm256_unpackhi_epi16(low01, low23),
           _mm256_unpacklo_epi16(high01, high23), _mm256_unpackhi_epi16(high01, high23)}};
}

/// The masks of a column's letters.
template <std::size_t kTables>
FSU_INLINE_AVX2 Lanes<kTables> look_up(const MaskTables<kTables>& tables, __m256i codes) {
  const __m256i flipped = _mm256_xor_si256(codes, _mm256_set1_epi8(static_cast<char>(0x80)));
  __m256i bytes[kTables];
  for (std::size_t i = 0; i < kTables; ++i) {
    bytes[i] = _mm256_or_si256(_mm256_shuffle_epi8(tables.low[i], codes),
                               _mm256_shuffle_epi8(tables.high[i], flipped));
  }
  if constexpr (kTables == 1) return {{bytes[0]}};
  if constexpr (kTables == 2) {
    return {{_mm256_unpacklo_epi8(bytes[0], bytes[1]), _mm256_unpackhi_epi8(bytes[0], bytes[1])}};
  }
  if constexpr (kTables == 4) return interleave(bytes[0], bytes[1], bytes[2], bytes[3]);
  if constexpr (kTables == 8) {
    const Lanes<4> low = interleave(bytes[0], bytes[1], bytes[2], bytes[3]);
    const Lanes<4> high = interleave(bytes[4], bytes[5], bytes[6], bytes[7]);
    Lanes<8> lanes;
    for (std::size_t i = 0; i < 4; ++i) {
      lanes.part[2 * i] = _mm256_unpacklo_epi32(low.part[i], high.part[i]);
      lanes.part[2 * i + 1] = _mm256_unpackhi_epi32(low.part[i], high.part[i]);
    }
    return lanes;
  }
}

/// Numbers below 256 of all lanes, as bytes in the order of the names.
template <std::size_t kTables>
FSU_INLINE_AVX2 __m256i narrow(const Lanes<kTables>& lanes) {
  const __m256i* const part = lanes.part;
  if constexpr (kTables == 1) return part[0];
  if constexpr (kTables == 2) return _mm256_packus_epi16(part[0], part[1]);
  if constexpr (kTables == 4) {
    return _mm256_packus_epi16(_mm256_packus_epi32(part[0], part[1]),
                               _mm256_packus_epi32(part[2], part[3]));
  }
  if constexpr (kTables == 8) {
    constexpr int kLowHalves = 0x88;
    Lanes<4> words;
    for (std::size_t i = 0; i < 4; ++i) {
      words.part[i] = _mm256_castps_si256(_mm256_shuffle_ps(
          _mm256_castsi256_ps(part[2 * i]), _mm256_castsi256_ps(part[2 * i + 1]), kLowHalves));
    }
    return narrow<4>(words);
  }
}

}  // namespace fsu::text::avx2

#endif
