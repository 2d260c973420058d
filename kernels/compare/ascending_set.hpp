// A set of numbers below a bound that is listed in ascending order and emptied at once.
//
// One bit a number, and one bit for each word of those bits, so that adding is two stores whether
// the number is new or not, and listing goes over a 4096th of the bound and the numbers there are.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace fsu::compare {

class AscendingSet {
 public:
  explicit AscendingSet(std::size_t bound) : words_(bound / 64 + 1), used_(bound / 4096 + 1) {}

  void add(std::uint32_t number) {
    words_[number / 64] |= std::uint64_t{1} << (number % 64);
    used_[number / 4096] |= std::uint64_t{1} << (number / 64 % 64);
  }

  /// Adds all numbers to `list`, the smallest first, and forgets them; none is below `least`.
  void drain(std::uint32_t least, std::vector<std::uint32_t>& list) {
    for (std::size_t i = least / 4096; i < used_.size(); ++i) {
      for (std::uint64_t used = used_[i]; used != 0; used &= used - 1) {
        const std::size_t word = i * 64 + static_cast<std::size_t>(std::countr_zero(used));
        for (std::uint64_t bits = words_[word]; bits != 0; bits &= bits - 1) {
          list.push_back(static_cast<std::uint32_t>(word * 64) +
                         static_cast<std::uint32_t>(std::countr_zero(bits)));
        }
        words_[word] = 0;
      }
      used_[i] = 0;
    }
  }

 private:
  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t> used_;
};

}  // namespace fsu::compare
