// A bijection of [0, size): x -> (multiplier * x + offset) mod size, and its inverse.
//
// It scatters ranks over people and people over id numbers, so that neither tells the other, with
// no table in memory. The multiplier is coprime to the size. Precondition: 1 <= size < 2^31 (the
// products stay below 2^62), argument < size.
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/random.hpp"

namespace fsu::synth {

class Permutation {
 public:
  Permutation() = default;

  /// A bijection of [0, size) drawn from `random`.
  Permutation(std::uint64_t size, Random random) : size_(size) {
    FSU_CHECK(size >= 1 && size < (std::uint64_t{1} << 31));
    multiplier_ = size <= 2 ? 1 : 1 + random.below(size - 1);
    while (std::gcd(multiplier_, size) != 1) multiplier_ = multiplier_ % (size - 1) + 1;
    inverse_ = inverse_of(multiplier_, size);
    offset_ = random.below(size);
  }

  [[nodiscard]] std::uint64_t size() const { return size_; }

  [[nodiscard]] std::uint64_t operator()(std::uint64_t x) const {
    FSU_DCHECK(x < size_);
    return (multiplier_ * x + offset_) % size_;
  }

  /// The x whose image is `y`.
  [[nodiscard]] std::uint64_t invert(std::uint64_t y) const {
    FSU_DCHECK(y < size_);
    return inverse_ * ((y + size_ - offset_) % size_) % size_;
  }

 private:
  /// Extended Euclid: the number whose product with `a` is 1 modulo `size`.
  static std::uint64_t inverse_of(std::uint64_t a, std::uint64_t size) {
    const auto modulus = static_cast<std::int64_t>(size);
    std::int64_t previous = 0, current = 1;
    std::int64_t remainder = modulus, divisor = static_cast<std::int64_t>(a % size);
    while (divisor > 1) {
      const std::int64_t quotient = remainder / divisor;
      remainder = std::exchange(divisor, remainder - quotient * divisor);
      previous = std::exchange(current, previous - quotient * current);
    }
    return static_cast<std::uint64_t>((current % modulus + modulus) % modulus);
  }

  std::uint64_t size_ = 1;
  std::uint64_t multiplier_ = 1;
  std::uint64_t inverse_ = 0;
  std::uint64_t offset_ = 0;
};

}  // namespace fsu::synth
