#include "io/csv_scan_paths.hpp"

#include <cstring>

#include "kernels/core/isa.hpp"

#if FSU_HAS_X86_PATHS
#include <immintrin.h>
#endif

namespace fsu::io {
namespace {

std::uint64_t prefix_parity(std::uint64_t bits) {
  for (unsigned shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// One bit for each of eight bytes that is equal to `byte`, exactly.
std::uint64_t equal_bits(std::uint64_t word, unsigned char byte) {
  constexpr std::uint64_t kLow = 0x7F7F7F7F7F7F7F7FULL;
  const std::uint64_t different = word ^ (0x0101010101010101ULL * byte);
  const std::uint64_t high = ~(((different & kLow) + kLow) | different | kLow);
  return (high >> 7) * 0x0102040810204080ULL >> 56;
}

void mask_tile_portable(const char* text, std::size_t num_blocks, TileMasks& masks) {
  masks.odd_bytes = 0;
  for (std::size_t block = 0; block < num_blocks; ++block) {
    std::uint64_t quotes = 0;
    std::uint64_t commas = 0;
    std::uint64_t line_ends = 0;
    std::uint64_t carriage_returns = 0;
    for (unsigned i = 0; i < kScanBlock; i += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text + block * kScanBlock + i, sizeof word);
      quotes |= equal_bits(word, '"') << i;
      commas |= equal_bits(word, ',') << i;
      line_ends |= equal_bits(word, '\n') << i;
      carriage_returns |= equal_bits(word, '\r') << i;
      masks.odd_bytes |= (word & 0x8080808080808080ULL) | equal_bits(word, 0);
    }
    masks.quotes[block] = quotes;
    masks.parity[block] = quotes == 0 ? 0 : prefix_parity(quotes);
    masks.separators[block] = commas | line_ends;
    masks.line_ends[block] = line_ends;
    masks.carriage_returns[block] = carriage_returns;
  }
}

/// Inlined into each path, so that counting bits takes the path's own instructions.
[[gnu::always_inline]] inline void write_record_ends(std::uint64_t separators,
                                                     std::uint64_t line_ends, MarkEnds& ends) {
  for (; line_ends != 0; line_ends &= line_ends - 1) {
    const std::uint64_t before = separators & ((line_ends & (~line_ends + 1)) - 1);
    *ends.record_ends++ =
        ends.num_separators + static_cast<std::uint32_t>(__builtin_popcountll(before));
  }
}

[[gnu::always_inline]] inline void write_marks_by_bits(const TileMasks& masks,
                                                       std::size_t num_blocks, std::uint32_t offset,
                                                       MarkEnds& ends) {
  for (std::size_t block = 0; block < num_blocks; ++block, offset += kScanBlock) {
    write_record_ends(masks.separators[block], masks.line_ends[block], ends);
    std::uint32_t* out = ends.separators;
    for (std::uint64_t bits = masks.separators[block]; bits != 0; bits &= bits - 1)
      *out++ = offset + 1 + static_cast<std::uint32_t>(__builtin_ctzll(bits));
    ends.num_separators += static_cast<std::uint32_t>(out - ends.separators);
    ends.separators = out;
  }
}

void write_marks_portable(const TileMasks& masks, std::size_t num_blocks, std::uint32_t offset,
                          MarkEnds& ends) {
  write_marks_by_bits(masks, num_blocks, offset, ends);
}

#if FSU_HAS_X86_PATHS

FSU_TARGET_AVX2 std::uint64_t equal_mask_avx2(__m256i low, __m256i high, char byte) {
  const __m256i wanted = _mm256_set1_epi8(byte);
  const auto mask = [](__m256i equal) FSU_TARGET_AVX2 {
    return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(equal))};
  };
  return mask(_mm256_cmpeq_epi8(low, wanted)) | mask(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

FSU_TARGET_AVX2 std::uint64_t prefix_parity_clmul(std::uint64_t bits) {
  const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)),
                                               _mm_set1_epi8(static_cast<char>(0xFF)), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

FSU_TARGET_AVX2 void mask_tile_avx2(const char* text, std::size_t num_blocks, TileMasks& masks) {
  masks.odd_bytes = 0;
  for (std::size_t block = 0; block < num_blocks; ++block) {
    const char* const at = text + block * kScanBlock;
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
    const std::uint64_t quotes = equal_mask_avx2(low, high, '"');
    const std::uint64_t line_ends = equal_mask_avx2(low, high, '\n');
    masks.quotes[block] = quotes;
    masks.parity[block] = prefix_parity_clmul(quotes);
    masks.separators[block] = equal_mask_avx2(low, high, ',') | line_ends;
    masks.line_ends[block] = line_ends;
    masks.carriage_returns[block] = equal_mask_avx2(low, high, '\r');
    // Bytes of 0 or below, as signed numbers: NUL, and all above 127.
    const __m256i least = _mm256_min_epi8(low, high);
    masks.odd_bytes |= static_cast<std::uint32_t>(
        _mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8(1), least)));
  }
}

FSU_TARGET_AVX2 void write_marks_avx2(const TileMasks& masks, std::size_t num_blocks,
                                      std::uint32_t offset, MarkEnds& ends) {
  write_marks_by_bits(masks, num_blocks, offset, ends);
}

FSU_TARGET_AVX512 void mask_tile_avx512(const char* text, std::size_t num_blocks,
                                        TileMasks& masks) {
  masks.odd_bytes = 0;
  for (std::size_t block = 0; block < num_blocks; ++block) {
    const __m512i bytes = _mm512_loadu_si512(text + block * kScanBlock);
    const std::uint64_t quotes = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'));
    const std::uint64_t line_ends = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n'));
    masks.quotes[block] = quotes;
    masks.parity[block] = prefix_parity_clmul(quotes);
    masks.separators[block] = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(',')) | line_ends;
    masks.line_ends[block] = line_ends;
    masks.carriage_returns[block] = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r'));
    masks.odd_bytes |= _mm512_cmplt_epi8_mask(bytes, _mm512_set1_epi8(1));
  }
}

/// The numbers of sixteen bytes plus `base`. (Masked forms, since g++ 12 warns falsely of the plain
/// ones: GCC bug 105593.)
template <int kPart>
FSU_TARGET_AVX512 __m512i offsets_of(__m512i places, __m512i base) {
  const __m128i part = _mm512_maskz_extracti32x4_epi32(0xF, places, kPart);
  return _mm512_add_epi32(base, _mm512_maskz_cvtepu8_epi32(0xFFFF, part));
}

/// Compresses the numbers 1 to 64 by the mask: up to 64 offsets with a store for each 16.
FSU_TARGET_AVX512 void write_marks_avx512(const TileMasks& masks, std::size_t num_blocks,
                                          std::uint32_t offset, MarkEnds& ends) {
  alignas(64) unsigned char one_to_64[kScanBlock];
  for (unsigned i = 0; i < kScanBlock; ++i) one_to_64[i] = static_cast<unsigned char>(i + 1);
  const __m512i numbers = _mm512_load_si512(one_to_64);
  for (std::size_t block = 0; block < num_blocks; ++block, offset += kScanBlock) {
    const std::uint64_t separators = masks.separators[block];
    write_record_ends(separators, masks.line_ends[block], ends);
    const auto count = static_cast<std::uint32_t>(__builtin_popcountll(separators));
    const __m512i places = _mm512_maskz_compress_epi8(separators, numbers);
    const __m512i base = _mm512_set1_epi32(static_cast<int>(offset));
    _mm512_storeu_si512(ends.separators, offsets_of<0>(places, base));
    if (count > 16) {
      _mm512_storeu_si512(ends.separators + 16, offsets_of<1>(places, base));
      _mm512_storeu_si512(ends.separators + 32, offsets_of<2>(places, base));
      _mm512_storeu_si512(ends.separators + 48, offsets_of<3>(places, base));
    }
    ends.separators += count;
    ends.num_separators += count;
  }
}

#endif

}  // namespace

ScanPath scan_path() {
#if FSU_HAS_X86_PATHS
  if (isa() == Isa::kAvx512) return {mask_tile_avx512, write_marks_avx512};
  if (isa() == Isa::kAvx2) return {mask_tile_avx2, write_marks_avx2};
#endif
  return {mask_tile_portable, write_marks_portable};
}

}  // namespace fsu::io
