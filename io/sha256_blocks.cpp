#include "io/sha256_blocks.hpp"

#include "kernels/core/check.hpp"
#include "kernels/core/isa.hpp"

#if FSU_HAS_X86_PATHS
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace fsu::io {

#if FSU_HAS_X86_PATHS
namespace {

#define FSU_TARGET_SHA __attribute__((target("sha,sse4.1")))

/// The first 32 bits of the fractions of the cube roots of the first 64 primes.
alignas(16) constexpr std::uint32_t kRoundConstants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// A stream's state as the instructions want it, and the last 16 words of its message.
struct Lane {
  __m128i abef;
  __m128i cdgh;
  __m128i words[4];
};

FSU_TARGET_SHA inline __m128i load(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

FSU_TARGET_SHA inline void load_state(const Sha256State& state, Lane& lane) {
  const __m128i dcba = load(state.data());
  const __m128i hgfe = load(state.data() + 4);
  const __m128i cdab = _mm_shuffle_epi32(dcba, 0xb1);
  const __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1b);
  lane.abef = _mm_alignr_epi8(cdab, efgh, 8);
  lane.cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
}

FSU_TARGET_SHA inline void store_state(const Lane& lane, Sha256State& state) {
  const __m128i feba = _mm_shuffle_epi32(lane.abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(lane.cdgh, 0xb1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(dchg, feba, 8));
}

/// Rounds 4 * group to 4 * group + 3; from the fifth group on with words made of earlier ones.
FSU_TARGET_SHA inline void four_rounds(Lane& lane, const unsigned char* block, int group) {
  __m128i& words = lane.words[group % 4];
  if (group < 4) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    words = _mm_shuffle_epi8(load(block + 16 * group), big_endian);
  } else {
    const __m128i seven_back =
        _mm_alignr_epi8(lane.words[(group + 3) % 4], lane.words[(group + 2) % 4], 4);
    words = _mm_sha256msg2_epu32(
        _mm_add_epi32(_mm_sha256msg1_epu32(words, lane.words[(group + 1) % 4]), seven_back),
        lane.words[(group + 3) % 4]);
  }
  const __m128i sums = _mm_add_epi32(words, load(kRoundConstants + 4 * group));
  lane.cdgh = _mm_sha256rnds2_epu32(lane.cdgh, lane.abef, sums);
  lane.abef = _mm_sha256rnds2_epu32(lane.abef, lane.cdgh, _mm_shuffle_epi32(sums, 0x0e));
}

FSU_TARGET_SHA inline void add_state(const Lane& before, Lane& lane) {
  lane.abef = _mm_add_epi32(lane.abef, before.abef);
  lane.cdgh = _mm_add_epi32(lane.cdgh, before.cdgh);
}

FSU_TARGET_SHA void hash_one(const Sha256Stream& stream, std::size_t num_blocks) {
  Lane lane;
  load_state(stream.state, lane);
  const unsigned char* block = stream.bytes;
  for (; num_blocks > 0; --num_blocks, block += kSha256BlockBytes) {
    const Lane before = lane;
#pragma GCC unroll 16
    for (int group = 0; group < 16; ++group) four_rounds(lane, block, group);
    add_state(before, lane);
  }
  store_state(lane, stream.state);
}

FSU_TARGET_SHA void hash_two(const Sha256Stream& first, const Sha256Stream& second,
                             std::size_t num_blocks) {
  Lane a;
  Lane b;
  load_state(first.state, a);
  load_state(second.state, b);
  for (std::size_t at = 0; at < num_blocks * kSha256BlockBytes; at += kSha256BlockBytes) {
    const Lane a_before = a;
    const Lane b_before = b;
#pragma GCC unroll 16
    for (int group = 0; group < 16; ++group) {
      four_rounds(a, first.bytes + at, group);
      four_rounds(b, second.bytes + at, group);
    }
    add_state(a_before, a);
    add_state(b_before, b);
  }
  store_state(a, first.state);
  store_state(b, second.state);
}

/// The SHA instructions are of the old encoding, which keeps the upper parts of its registers. What
/// other code (ISA-L's, between two calls) left there makes each of them wait for more than it
/// uses: without this the whole table writer took a fourth longer on Zen 4.
FSU_TARGET_AVX2 void clear_upper_halves() { _mm256_zeroupper(); }

bool detect() {
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  // Leaf 7, bit 29 of EBX: the SHA extensions (Intel SDM, CPUID).
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx >> 29 & 1U) != 0 &&
         best_isa() != Isa::kPortable;
}

}  // namespace

bool has_sha256_instructions() {
  static const bool has = detect();
  return has && isa() != Isa::kPortable;
}

void hash_blocks(const Sha256Stream& stream, std::size_t num_blocks) {
  clear_upper_halves();
  hash_one(stream, num_blocks);
}

void hash_blocks_of_two(const Sha256Stream& first, const Sha256Stream& second,
                        std::size_t num_blocks) {
  clear_upper_halves();
  hash_two(first, second, num_blocks);
}

#else

bool has_sha256_instructions() { return false; }

void hash_blocks(const Sha256Stream& /*stream*/, std::size_t /*num_blocks*/) {
  throw InternalError("this build has no SHA instructions");
}

void hash_blocks_of_two(const Sha256Stream& /*first*/, const Sha256Stream& /*second*/,
                        std::size_t /*num_blocks*/) {
  throw InternalError("this build has no SHA instructions");
}

#endif

}  // namespace fsu::io
