// 64-bit hashes of bytes and integers: XXH3 (xxhash.com), the same on every machine.
//
// Used for tables in memory only; digests that leave the program are SHA-256 (io/digest).
#pragma once

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace fsu {

[[nodiscard]] inline std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

/// Mixes all 64 bits (the finalizer of SplitMix64, Steele, Lea and Flood 2014).
[[nodiscard]] constexpr std::uint64_t mix_bits(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

[[nodiscard]] constexpr std::uint64_t combine_hashes(std::uint64_t a, std::uint64_t b) {
  return mix_bits(a + 0x9e3779b97f4a7c15ULL + mix_bits(b));
}

}  // namespace fsu
