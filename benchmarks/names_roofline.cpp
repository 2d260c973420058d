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

constexpr std::size_t kEditChains = 4;  // as many as leave all their state in registers

struct EditState512 {
  __m512i rises, falls, diagonal, last_matches;
};

FSU_TARGET_AVX512 unsigned run_edits_avx512() {
  const __m512i table = _mm512_set1_epi32(0x01020408);
  const __m512i ones = _mm512_set1_epi8(-1);
  EditState512 chains[kEditChains];
  for (std::size_t i = 0; i < kEditChains; ++i) {
    const __m512i start = _mm512_set1_epi8(static_cast<char>(i));
    chains[i] = {ones, start, start, start};
  }
  for (std::size_t step = 0; step < kSteps; ++step) {
    for (EditState512& state : chains) {
      const __m512i matches = _mm512_permutexvar_epi8(state.falls, table);
      const __m512i swap = _mm512_andnot_si512(state.diagonal, matches);
      const __m512i sum = _mm512_add_epi8(_mm512_and_si512(matches, state.rises), state.rises);
      const __m512i either = _mm512_or_si512(matches, state.falls);
      const __m512i plain = _mm512_ternarylogic_epi64(sum, state.rises, either, 0xbe);
      const __m512i twice = _mm512_add_epi8(swap, swap);
      state.diagonal = _mm512_ternarylogic_epi64(plain, twice, state.last_matches, 0xf8);
      const __m512i rises =
          _mm512_ternarylogic_epi64(state.falls, state.diagonal, state.rises, 0xf1);
      const __m512i falls = _mm512_and_si512(state.diagonal, state.rises);
      const __m512i across = _mm512_sub_epi8(rises, _mm512_xor_si512(rises, ones));
      const __m512i twice_falls = _mm512_add_epi8(falls, falls);
      state.rises = _mm512_ternarylogic_epi64(twice_falls, state.diagonal, across, 0xf1);
      state.falls = _mm512_and_si512(across, state.diagonal);
      state.last_matches = matches;
    }
  }
  __m512i sum = ones;
  for (const EditState512& state : chains) {
    sum = _mm512_xor_si512(sum, _mm512_xor_si512(state.rises, state.falls));
  }
  return static_cast<unsigned>(_mm_cvtsi128_si32(_mm512_castsi512_si128(sum)));
}

struct EditState256 {
  __m256i rises, falls, diagonal, last_matches;
};

FSU_TARGET_AVX2 unsigned run_edits_avx2() {
  const __m256i table = _mm256_set1_epi32(0x01020408);
  const __m256i flip = _mm256_set1_epi8(static_cast<char>(0x80));
  const __m256i ones = _mm256_set1_epi8(-1);
  EditState256 chains[kEditChains];
  for (std::size_t i = 0; i < kEditChains; ++i) {
    const __m256i start = _mm256_set1_epi8(static_cast<char>(i));
    chains[i] = {ones, start, start, start};
  }
  for (std::size_t step = 0; step < 2 * kSteps; ++step) {
    for (EditState256& state : chains) {
      const __m256i low = _mm256_shuffle_epi8(table, state.falls);
      const __m256i high = _mm256_shuffle_epi8(table, _mm256_xor_si256(state.falls, flip));
      const __m256i matches = _mm256_or_si256(low, high);
      const __m256i swap = _mm256_andnot_si256(state.diagonal, matches);
      const __m256i sum = _mm256_add_epi8(_mm256_and_si256(matches, state.rises), state.rises);
      const __m256i either = _mm256_or_si256(matches, state.falls);
      const __m256i plain = _mm256_or_si256(_mm256_xor_si256(sum, state.rises), either);
      const __m256i twice = _mm256_add_epi8(swap, swap);
      state.diagonal = _mm256_or_si256(plain, _mm256_and_si256(twice, state.last_matches));
      const __m256i none = _mm256_xor_si256(_mm256_or_si256(state.diagonal, state.rises), ones);
      const __m256i rises = _mm256_or_si256(state.falls, none);
      const __m256i falls = _mm256_and_si256(state.diagonal, state.rises);
      const __m256i across = _mm256_sub_epi8(rises, _mm256_xor_si256(rises, ones));
      const __m256i below = _mm256_xor_si256(_mm256_or_si256(state.diagonal, across), ones);
      state.rises = _mm256_or_si256(_mm256_add_epi8(falls, falls), below);
      state.falls = _mm256_and_si256(across, state.diagonal);
      state.last_matches = matches;
    }
  }
  __m256i sum = ones;
  for (const EditState256& state : chains) {
    sum = _mm256_xor_si256(sum, _mm256_xor_si256(state.rises, state.falls));
  }
  return static_cast<unsigned>(_mm_cvtsi128_si32(_mm256_castsi256_si128(sum)));
}

/// The fastest of some runs.
double seconds_of(unsigned (*run)()) {
  double best = 1e9;
  for (int repetition = 0; repetition < 20; ++repetition) {
    const auto begin = std::chrono::steady_clock::now();
    volatile unsigned result = run();
    static_cast<void>(result);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    best = std::min(best, time.count());
  }
  return best;
}

}  // namespace

double seconds_per_column(Isa isa) {
  if (isa == Isa::kPortable) return 0;
  return seconds_of(isa == Isa::kAvx512 ? run_avx512 : run_avx2) /
         static_cast<double>(kSteps * kChains);
}

double seconds_per_edit_column(Isa isa) {
  if (isa == Isa::kPortable) return 0;
  return seconds_of(isa == Isa::kAvx512 ? run_edits_avx512 : run_edits_avx2) /
         static_cast<double>(kSteps * kEditChains);
}
#else
double seconds_per_column(Isa) { return 0; }
double seconds_per_edit_column(Isa) { return 0; }
#endif

}  // namespace fsu
