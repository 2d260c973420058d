// Random numbers as a pure function of (seed, stream, index): the same on any number of threads.
//
// Random(seed, stream, index) starts a short sequence that belongs to one object (person 17's name,
// log 4's time); sequences of different objects are independent, so objects can be made in any
// order. The generator is SplitMix64 (Steele, Lea and Flood 2014) from a mixed start. Only integer
// arithmetic and one exact division are used, so values do not depend on the processor's libm.
#pragma once

#include <cstdint>

#include "kernels/core/check.hpp"
#include "kernels/core/hash.hpp"
#include "kernels/core/uint128.hpp"

namespace fsu {

class Random {
 public:
  /// The seed is not mixed before it meets the mixed stream: were both mixed, they would be
  /// interchangeable.
  constexpr Random(std::uint64_t seed, std::uint64_t stream, std::uint64_t index)
      : state_(combine_hashes(combine_hashes(seed, stream), index)) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    return mix_bits(state_);
  }

  /// Uniform in [0, bound), bound > 0: the high half of a 64 x 64 bit product (Lemire 2019, without
  /// the rejection step: the bias is below bound / 2^64).
  constexpr std::uint64_t below(std::uint64_t bound) {
    FSU_DCHECK(bound > 0);
    return static_cast<std::uint64_t>((static_cast<UInt128>(next()) * bound) >> 64);
  }

  /// Uniform in [low, high], both ends included; fewer than 2^64 numbers. Unsigned, since the
  /// distance of two int64 may be more than one.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    const std::uint64_t distance =
        static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + below(distance + 1));
  }

  /// Uniform in [0, 1), a multiple of 2^-53.
  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

  /// True with the given probability.
  constexpr bool chance(double probability) { return uniform() < probability; }

 private:
  std::uint64_t state_;
};

}  // namespace fsu
