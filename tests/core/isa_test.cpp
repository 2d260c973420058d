#include "kernels/core/isa.hpp"

#include <gtest/gtest.h>

namespace fsu {
namespace {

TEST(Isa, NamesRoundTrip) {
  for (const Isa isa : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    EXPECT_EQ(parse_isa(isa_name(isa)), isa);
  }
  EXPECT_FALSE(parse_isa("").has_value());
  EXPECT_FALSE(parse_isa("AVX2").has_value());
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
