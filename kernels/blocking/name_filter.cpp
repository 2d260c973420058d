#include "kernels/blocking/name_filter.hpp"

#include <algorithm>
#include <bit>

#include "kernels/core/check.hpp"
#include "kernels/core/isa.hpp"

#if FSU_HAS_X86_PATHS
#include <immintrin.h>
#endif

namespace fsu::blocking {
namespace {

constexpr std::size_t kBitsPerName = 8;
constexpr std::size_t kLeastNames = 64;
/// A vector is stored whole, though only its first names count.
constexpr std::size_t kMostLanes = 16;

/// What a path needs of a filter.
struct FilterView {
  const std::uint32_t* words;
  std::uint32_t multiplier;
  int shift;
};

/// Names [begin, ...) of the list -> `kept`, behind the `num_kept` that are there.
std::size_t keep_portable(const FilterView& filter, std::span<const NameId> names,
                          std::size_t begin, NameId* kept, std::size_t num_kept) {
  for (std::size_t i = begin; i < names.size(); ++i) {
    const std::uint32_t bit = names[i].value * filter.multiplier >> filter.shift;
    kept[num_kept] = names[i];
    num_kept += filter.words[bit / 32] >> bit % 32 & 1;
  }
  return num_kept;
}

#if FSU_HAS_X86_PATHS

FSU_TARGET_AVX2 std::size_t keep_avx2(const FilterView& filter, std::span<const NameId> names,
                                      NameId* kept) {
  constexpr std::size_t kLanes = 8;
  const __m256i multiplier = _mm256_set1_epi32(static_cast<int>(filter.multiplier));
  const __m128i shift = _mm_cvtsi32_si128(filter.shift);
  std::size_t num_kept = 0;
  std::size_t i = 0;
  for (; i + kLanes <= names.size(); i += kLanes) {
    const __m256i values = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(names.data() + i));
    const __m256i bits = _mm256_srl_epi32(_mm256_mullo_epi32(values, multiplier), shift);
    const __m256i words = _mm256_i32gather_epi32(reinterpret_cast<const int*>(filter.words),
                                                 _mm256_srli_epi32(bits, 5), 4);
    const __m256i low = _mm256_and_si256(bits, _mm256_set1_epi32(31));
    const __m256i at_top = _mm256_sllv_epi32(words, _mm256_sub_epi32(_mm256_set1_epi32(31), low));
    auto passing = static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(at_top)));
    for (; passing != 0; passing &= passing - 1) {
      kept[num_kept++] = names[i + static_cast<std::size_t>(std::countr_zero(passing))];
    }
  }
  return keep_portable(filter, names, i, kept, num_kept);
}

FSU_TARGET_AVX512 std::size_t keep_avx512(const FilterView& filter, std::span<const NameId> names,
                                          NameId* kept) {
  constexpr std::size_t kLanes = 16;
  // Forms without a mask begin with undefined lanes, which GCC 12 warns of.
  constexpr __mmask16 kAllLanes = 0xffff;
  const __m512i multiplier = _mm512_set1_epi32(static_cast<int>(filter.multiplier));
  const __m128i shift = _mm_cvtsi32_si128(filter.shift);
  const __m512i one = _mm512_set1_epi32(1);
  std::size_t num_kept = 0;
  std::size_t i = 0;
  for (; i + kLanes <= names.size(); i += kLanes) {
    const __m512i values = _mm512_loadu_si512(names.data() + i);
    const __m512i hashes = _mm512_mullo_epi32(values, multiplier);
    const __m512i bits = _mm512_maskz_srl_epi32(kAllLanes, hashes, shift);
    const __m512i words =
        _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), kAllLanes,
                                    _mm512_maskz_srli_epi32(kAllLanes, bits, 5), filter.words, 4);
    const __m512i low = _mm512_and_si512(bits, _mm512_set1_epi32(31));
    const __mmask16 passing =
        _mm512_test_epi32_mask(words, _mm512_maskz_sllv_epi32(kAllLanes, one, low));
    _mm512_storeu_si512(kept + num_kept, _mm512_maskz_compress_epi32(passing, values));
    num_kept += static_cast<std::size_t>(std::popcount(static_cast<std::uint32_t>(passing)));
  }
  return keep_portable(filter, names, i, kept, num_kept);
}

#endif

std::size_t keep(const FilterView& filter, std::span<const NameId> names, NameId* kept) {
#if FSU_HAS_X86_PATHS
  switch (isa()) {
    case Isa::kAvx512:
      return keep_avx512(filter, names, kept);
    case Isa::kAvx2:
      return keep_avx2(filter, names, kept);
    case Isa::kPortable:
      break;
  }
#endif
  return keep_portable(filter, names, 0, kept, 0);
}

}  // namespace

void NameFilter::reset(std::size_t num_names) {
  const std::size_t num_bits = std::bit_ceil(kBitsPerName * std::max(num_names, kLeastNames));
  FSU_CHECK(num_bits <= std::size_t{1} << 32);
  shift_ = 32 - std::countr_zero(num_bits);
  words_.assign(num_bits / 32, 0);
}

std::span<const NameId> NameFilter::keep_possible(std::span<const NameId> names,
                                                  std::vector<NameId>& buffer) const {
  if (buffer.size() < names.size() + kMostLanes) buffer.resize(names.size() + kMostLanes);
  const std::size_t num_kept = keep({words_.data(), kMultiplier, shift_}, names, buffer.data());
  return std::span(buffer).first(num_kept);
}

}  // namespace fsu::blocking
