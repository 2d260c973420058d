// PNC IDs: check letters by known examples, every form, every single slip found.
#include "kernels/synth/pnc.hpp"

#include <gtest/gtest.h>

#include "kernels/core/random.hpp"

namespace fsu::synth {
namespace {

TEST(Pnc, GivesTheKnownCheckLetters) {
  EXPECT_EQ(format_pnc({1981, 34}), "1981/0000034U");
  EXPECT_EQ(format_pnc({2002, 73319}), "2002/0073319Z");
  EXPECT_EQ(format_pnc({1979, 163001}), "1979/0163001B");
  EXPECT_EQ(format_pnc({1967, 9893091}), "1967/9893091D");
  EXPECT_EQ(format_pnc({2024, 1234567}), "2024/1234567K");
  EXPECT_EQ(format_pnc({2015, 1234}), "2015/0001234U");
}

TEST(Pnc, WritesEveryForm) {
  const PncId id{2002, 73319};
  EXPECT_EQ(format_pnc(id, PncForm::kLongNoSlash), "20020073319Z");
  EXPECT_EQ(format_pnc(id, PncForm::kShort), "02/73319Z");
  EXPECT_EQ(format_pnc(id, PncForm::kShortNoSlash), "0273319Z");
  EXPECT_EQ(format_pnc(id, PncForm::kLongYearShortSerial), "2002/73319Z");
  EXPECT_EQ(format_pnc({}), "");
}

TEST(Pnc, WritesCroNumbersWithTheirLetter) {
  EXPECT_EQ(format_cro({1991, 65656}), "065656/91H");
  EXPECT_EQ(format_cro({}), "");
}

TEST(Pnc, TellsAnyDigitSlipByItsLetter) {
  Random random(1, 1, 1);
  for (int i = 0; i < 200; ++i) {
    const PncId id{static_cast<int>(random.between(1970, 2025)),
                   static_cast<std::uint32_t>(random.below(10'000'000))};
    std::string text = format_pnc(id);
    ASSERT_TRUE(is_valid_long_pnc(text));
    const std::size_t at = 5 + random.below(7);
    text[at] = static_cast<char>('0' + (text[at] - '0' + random.between(1, 9)) % 10);
    EXPECT_FALSE(is_valid_long_pnc(text)) << text;
  }
  for (const char* wrong : {"", "2002/73319Z", "20020073319Z ", "2002/007331AZ", "2002/0073319O"})
    EXPECT_FALSE(is_valid_long_pnc(wrong)) << wrong;
}

}  // namespace
}  // namespace fsu::synth
