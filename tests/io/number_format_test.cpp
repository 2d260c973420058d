// Numbers as text: counts and hundredths, their ends, and what is no number.
#include "io/number_format.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

TEST(ParseCount, WholeNumbersFromZero) {
  EXPECT_EQ(parse_count("0"), 0);
  EXPECT_EQ(parse_count("007"), 7);
  EXPECT_EQ(parse_count("999999999999999"), 999999999999999);
}

TEST(ParseCount, NothingElse) {
  for (const std::string_view text :
       {"", "-1", "+1", "1.0", "1e3", " 1", "1 ", "x", "1,000", "9999999999999999", "0x10", "\?"}) {
    EXPECT_FALSE(parse_count(text)) << text;
  }
}

TEST(ParseHundredths, RoundsHalfUp) {
  EXPECT_EQ(parse_hundredths("0"), 0);
  EXPECT_EQ(parse_hundredths("182.5"), 18250);
  EXPECT_EQ(parse_hundredths("182.255"), 18226);
  EXPECT_EQ(parse_hundredths("182.2549999"), 18225);
  EXPECT_EQ(parse_hundredths("0.005"), 1);
  EXPECT_EQ(parse_hundredths("0.004999"), 0);
  EXPECT_EQ(parse_hundredths("0.995"), 100);
  EXPECT_EQ(parse_hundredths("1.05"), 105);
  EXPECT_EQ(parse_hundredths("007.10"), 710);
}

TEST(ParseHundredths, NothingElse) {
  for (const std::string_view text : {"", ".", "5.", ".5", "-1", "+1", "1.2.3", "1,5", "1e2", "1.x",
                                      "inf", "nan", " 1", "1.0 ", "1234567890123456"}) {
    EXPECT_FALSE(parse_hundredths(text)) << text;
  }
}

TEST(ParseHundredths, EveryNumberOfHundredthsComesBack) {
  Random random(1, 0, 0);
  for (int i = 0; i < 5000; ++i) {
    const std::int64_t value = random.between(0, 10000000);
    const std::string rest = std::to_string(value % 100);
    const std::string text =
        std::to_string(value / 100) + "." + (rest.size() == 1 ? "0" + rest : rest);
    EXPECT_EQ(parse_hundredths(text), value) << text;
    EXPECT_EQ(parse_hundredths(text + "4"), value);
    EXPECT_EQ(parse_hundredths(text + "5"), value + 1);
  }
}

}  // namespace
}  // namespace fsu::io
