#include "kernels/blocking/passes.hpp"

#include <algorithm>

namespace fsu::blocking {

void BlockingCounts::merge(const BlockingCounts& other) {
  for (std::size_t pass = 0; pass < kNumPasses; ++pass) {
    passes[pass].pairs += other.passes[pass].pairs;
    passes[pass].new_pairs += other.passes[pass].new_pairs;
    passes[pass].oversized_pairs += other.passes[pass].oversized_pairs;
    passes[pass].largest_block =
        std::max(passes[pass].largest_block, other.passes[pass].largest_block);
  }
}

std::uint64_t BlockingCounts::num_oversized() const {
  std::uint64_t sum = 0;
  for (const PassCounts& pass : passes) sum += pass.oversized_pairs;
  return sum;
}

}  // namespace fsu::blocking
