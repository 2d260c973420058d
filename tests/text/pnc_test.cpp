#include "kernels/text/pnc.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fsu::text {
namespace {

struct Example {
  std::string written;
  std::string canonical;  ///< empty: not valid
};

class PncExample : public testing::TestWithParam<Example> {};

TEST_P(PncExample, IsReadAsItsCanonicalForm) {
  EXPECT_EQ(format_pnc(parse_pnc(GetParam().written)), GetParam().canonical) << GetParam().written;
}

INSTANTIATE_TEST_SUITE_P(
    Valid, PncExample,
    testing::Values(Example{"81/34U", "1981/0000034U"}, Example{"02/73319Z", "2002/0073319Z"},
                    Example{"00/223R", "2000/0000223R"}, Example{"79/163001B", "1979/0163001B"},
                    Example{"033Y", "2003/0000003Y"}, Example{"67/9893091D", "1967/9893091D"},
                    Example{"20020073319Z", "2002/0073319Z"},
                    Example{"2023/0000001A", "2023/0000001A"},
                    Example{"2024/1234567K", "2024/1234567K"},
                    Example{"2015/0001234U", "2015/0001234U"}));

INSTANTIATE_TEST_SUITE_P(Forms, PncExample,
                         testing::Values(Example{"2002/0073319Z", "2002/0073319Z"},
                                         Example{"2002/73319Z", "2002/0073319Z"},
                                         Example{"02/0073319Z", "2002/0073319Z"},
                                         Example{"0273319Z", "2002/0073319Z"},
                                         Example{"02/73319z", "2002/0073319Z"},
                                         Example{"  02/73319Z ", "2002/0073319Z"},
                                         Example{"19790163001B", "1979/0163001B"},
                                         Example{"2079/0163001B", "2079/0163001B"}));

INSTANTIATE_TEST_SUITE_P(WrongLetter, PncExample,
                         testing::Values(Example{"20030011985Z", ""}, Example{"20120052494O", ""},
                                         Example{"20230583843N", ""}, Example{"2001/0171310S", ""},
                                         Example{"2003/1234567A", ""}));

INSTANTIATE_TEST_SUITE_P(WrongShape, PncExample,
                         testing::Values(Example{"", ""}, Example{" ", ""}, Example{"Z", ""},
                                         Example{"/", ""}, Example{"1Z", ""}, Example{"02Z", ""},
                                         Example{"02/Z", ""}, Example{"16/11/2018", ""},
                                         Example{"111111/11A", ""}, Example{"SF68/945674U", ""},
                                         Example{"2003/A", ""}, Example{"203/1234567A", ""},
                                         Example{"203/1234567Q", ""}, Example{"TOTALLYINVALID", ""},
                                         Example{"1X23/1234567A", ""}, Example{"1923[1234567A", ""},
                                         Example{"1923/1Z34567A", ""},
                                         Example{"1923/1234567AA", ""}, Example{"20020073319", ""},
                                         Example{"0073319", ""}, Example{"2000/0000000Z", ""},
                                         Example{"1802/73319Z", ""}, Example{"02/00073319Z", ""}));

TEST(Pnc, TwoDigitYearsTurnAt39) {
  EXPECT_EQ(format_pnc(parse_pnc("39/1U")).substr(0, 4), "1939");
  EXPECT_EQ(format_pnc(parse_pnc("38/1D")).substr(0, 4), "2038");
}

TEST(Pnc, OneWrongDigitIsAlwaysCaught) {
  const std::string valid = "2002/0073319Z";
  for (std::size_t at = 2; at + 1 < valid.size(); ++at) {  // the century takes no part
    if (valid[at] == '/') continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string wrong = valid;
      wrong[at] = digit;
      EXPECT_EQ(parse_pnc(wrong) != 0, digit == valid[at]) << wrong;
    }
  }
}

TEST(Pnc, CenturyDistinguishesIds) {
  EXPECT_EQ(parse_pnc("79/163001B"), parse_pnc("19790163001B"));
  EXPECT_NE(parse_pnc("1979/0163001B"), parse_pnc("2079/0163001B"));
  EXPECT_EQ(parse_pnc("1980/0163001B"), 0u);
}

TEST(MistypedPnc, IsTheCanonicalFormWithTheLetterAsGiven) {
  EXPECT_EQ(mistyped_pnc("2003/1234567A"), "2003/1234567A");
  EXPECT_EQ(mistyped_pnc("03/1234567a"), "2003/1234567A");
  EXPECT_EQ(mistyped_pnc(" 20030011985Z "), "2003/0011985Z");
  EXPECT_EQ(mistyped_pnc("02/73319X"), "2002/0073319X");
  EXPECT_EQ(mistyped_pnc("81/34A"), "1981/0000034A");
}

TEST(MistypedPnc, IsEmptyWhereTheTextHasNoFormInUse) {
  for (const std::string_view text :
       {"", " ", "Z", "/", "02/Z", "16/11/2018", "111111/11A", "2003/A", "203/1234567A",
        "TOTALLYINVALID", "1923/1234567AA", "20020073319", "2000/0000000A", "1802/73319A",
        "02/00073319A", "2003/12345671", "2003/1234567/"}) {
    EXPECT_EQ(mistyped_pnc(text), "") << text;
  }
}

/// A valid ID with one wrong digit is no ID, and its mistyped form differs by that digit alone.
TEST(MistypedPnc, OneWrongDigitStaysOneEditAway) {
  const std::string valid = "2002/0073319Z";
  ASSERT_NE(parse_pnc(valid), 0u);
  for (std::size_t at = 2; at + 1 < valid.size(); ++at) {
    if (valid[at] == '/') continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string wrong = valid;
      wrong[at] = digit;
      if (wrong == valid) continue;
      EXPECT_EQ(parse_pnc(wrong), 0u) << wrong;
      EXPECT_EQ(mistyped_pnc(wrong), wrong);
    }
  }
}

}  // namespace
}  // namespace fsu::text
