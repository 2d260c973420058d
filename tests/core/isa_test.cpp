#include "kernels/core/isa.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace fsu {
namespace {

TEST(Isa, NamesRoundTrip) {
  for (const Isa isa : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    EXPECT_EQ(parse_isa(isa_name(isa)), isa);
  }
  EXPECT_FALSE(parse_isa("").has_value());
  EXPECT_FALSE(parse_isa("AVX2").has_value());
}

/// In the tests of the label isa FSU_ISA is set; elsewhere the best path is in use.
TEST(Isa, TheEnvironmentChoosesThePath) {
  const char* const word = std::getenv("FSU_ISA");
  const auto wanted = word == nullptr ? std::nullopt : parse_isa(word);
  EXPECT_EQ(isa(), std::min(wanted.value_or(best_isa()), best_isa()));
}

TEST(Isa, AChoiceNeverExceedsTheMachine) {
  const Isa before = isa();
  set_isa(Isa::kPortable);
  EXPECT_EQ(isa(), Isa::kPortable);
  set_isa(Isa::kAvx512);
  EXPECT_EQ(isa(), best_isa());
  set_isa(before);
}

}  // namespace
}  // namespace fsu
