#include "benchmarks/names_roofline.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

#if FSU_HAS_X86_PATHS
#include <immintrin.h>
#endif

namespace fsu {

#if FSU_HAS_X86_PATHS
namespace {

constexpr std::size_t kSteps = 200'000;
constexpr std::size_t kChains = 8;

FSU_TARGET_AVX512 unsigned run_avx512() {
  const __m512i table = _mm512_set1_epi32(0x01020408);
  const __m512i window = _mm512_set1_epi8(0x3f);
  const __m512i zero = _mm512_setzero_si512();
  __m512i taken[kChains];
  for (std::size_t i = 0; i < kChains; ++i) taken[i] = _mm512_set1_epi8(static_cast<char>(i));
  for (std::size_t step = 0; step < kSteps; ++step) {
    for (std::size_t i = 0; i < kChains; ++i) {
      const __m512i found = _mm512_maskz_permutexvar_epi8(~__mmask64{0}, taken[i], table);
      const __m512i free = _mm512_ternarylogic_epi64(found, window, taken[i], 0x40);
      const __m512i negative = _mm512_sub_epi8(zero, free);
      taken[i] = _mm512_ternarylogic_epi64(taken[i], free, negative, 0xf8);
    }
  }
  __m512i sum = zero;
  for (std::size_t i = 0; i < kChains; ++i) sum = _mm512_xor_si512(sum, taken[i]);
  return static_cast<unsigned>(_mm_cvtsi128_si32(_mm512_castsi512_si128(sum)));
}

FSU_TARGET_AVX2 unsigned run_avx2() {
  const __m256i table = _mm256_set1_epi32(0x01020408);
  const __m256i window = _mm256_set1_epi8(0x3f);
  const __m256i flip = _mm256_set1_epi8(static_cast<char>(0x80));
  const __m256i zero = _mm256_setzero_si256();
  __m256i taken[kChains];
  for (std::size_t i = 0; i < kChains; ++i) taken[i] = _mm256_set1_epi8(static_cast<char>(i));
  for (std::size_t step = 0; step < 2 * kSteps; ++step) {
    for (std::size_t i = 0; i < kChains; ++i) {
      const __m256i low = _mm256_shuffle_epi8(table, taken[i]);
      const __m256i high = _mm256_shuffle_epi8(window, _mm256_xor_si256(taken[i], flip));
      const __m256i found = _mm256_and_si256(_mm256_or_si256(low, high), window);
      const __m256i free = _mm256_andnot_si256(taken[i], found);
      const __m256i lowest = _mm256_and_si256(free, _mm256_sub_epi8(zero, free));
      taken[i] = _mm256_or_si256(taken[i], lowest);
    }
  }
  __m256i sum = zero;
  for (std::size_t i = 0; i < kChains; ++i) sum = _mm256_xor_si256(sum, taken[i]);
  return static_cast<unsigned>(_mm_cvtsi128_si32(_mm256_castsi256_si128(sum)));
}

}  // namespace

double seconds_per_column(Isa isa) {
  if (isa == Isa::kPortable) return 0;
  double best = 1e9;
  for (int repetition = 0; repetition < 20; ++repetition) {
    const auto begin = std::chrono::steady_clock::now();
    volatile unsigned result = isa == Isa::kAvx512 ? run_avx512() : run_avx2();
    static_cast<void>(result);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    best = std::min(best, time.count());
  }
  return best / static_cast<double>(kSteps * kChains);
}
#else
double seconds_per_column(Isa) { return 0; }
#endif

}  // namespace fsu
