// Option values: numbers, dates, shares and choices, their limits, and all that is wrong at once.
#include "src/cli/option_values.hpp"

#include <gtest/gtest.h>

#include "tests/cli/error_message.hpp"

namespace fsu::cli {
namespace {

/// One option `x` with a value, from the command line.
GivenOptions given(const std::string& value, bool is_from_file = false) {
  GivenOptions options;
  options.values["x"] = {value, is_from_file, is_from_file ? 7 : 0};
  return options;
}

template <class Read>
bool is_refused(const std::string& value, const Read& read) {
  const GivenOptions options = given(value);
  OptionValues values(options);
  const auto result = read(values);
  EXPECT_EQ(values.problems().empty(), result.has_value()) << value;
  return !result.has_value();
}

TEST(OptionValues, AbsentOptionsAreNoProblem) {
  const GivenOptions none;
  OptionValues values(none);
  EXPECT_FALSE(values.whole("x", 0, 5));
  EXPECT_FALSE(values.real("x", 0, 5));
  EXPECT_FALSE(values.date("x"));
  EXPECT_FALSE(values.reject_limit("x"));
  EXPECT_FALSE(values.is_on("x"));
  EXPECT_EQ(values.text("x", "otherwise"), "otherwise");
  EXPECT_NO_THROW(values.throw_problems());
}

TEST(OptionValues, WholeNumbersWithinTheirLimits) {
  const auto read = [](OptionValues& values) { return values.whole("x", -5, 12); };
  for (const std::string value : {"-5", "0", "12"}) EXPECT_FALSE(is_refused(value, read)) << value;
  for (const std::string value :
       {"-6", "13", "", "x", "1.0", "1 ", " 1", "+1", "1e1", "99999999999999999999"}) {
    EXPECT_TRUE(is_refused(value, read)) << value;
  }
}

TEST(OptionValues, RealNumbersWithinTheirLimits) {
  const auto read = [](OptionValues& values) { return values.real("x", 0, 1); };
  for (const std::string value : {"0", "1", "0.5", "1e-3", "1.0"})
    EXPECT_FALSE(is_refused(value, read)) << value;
  for (const std::string value : {"-0.1", "1.1", "", "x", "0.5x", "nan", "inf", "0,5"})
    EXPECT_TRUE(is_refused(value, read)) << value;
}

TEST(OptionValues, InstructionSetsThatTheMachineHas) {
  const auto read_on = [](Isa best) {
    return [best](OptionValues& values) { return values.instruction_set("x", best); };
  };
  for (const std::string value : {"portable", "avx2", "avx512"})
    EXPECT_FALSE(is_refused(value, read_on(Isa::kAvx512))) << value;
  for (const std::string value : {"", "AVX2", "sse", "avx2 "})
    EXPECT_TRUE(is_refused(value, read_on(Isa::kAvx512))) << value;
  EXPECT_FALSE(is_refused("avx2", read_on(Isa::kAvx2)));
  EXPECT_TRUE(is_refused("avx512", read_on(Isa::kAvx2)));
  EXPECT_TRUE(is_refused("avx2", read_on(Isa::kPortable)));
  EXPECT_FALSE(is_refused("portable", read_on(Isa::kPortable)));
  const GivenOptions options = given("avx512");
  OptionValues values(options);
  EXPECT_FALSE(values.instruction_set("x", Isa::kAvx2));
  test::expect_has(test::message_of(ErrorKind::kUsage, [&] { values.throw_problems(); }),
                   "--x avx512: this machine does not have it, but portable, avx2");
}

TEST(OptionValues, DatesMustBeWhole) {
  const auto read = [](OptionValues& values) { return values.date("x"); };
  for (const std::string value : {"2024-02-29", "1900-01-01", "2199-12-31"})
    EXPECT_FALSE(is_refused(value, read)) << value;
  for (const std::string value : {"2023-02-29", "2024", "2024-02", "2024-02-\?\?", "01/02/2024",
                                  "1899-12-31", "2200-01-01", "", "today"}) {
    EXPECT_TRUE(is_refused(value, read)) << value;
  }
}

TEST(OptionValues, RejectLimitsAreRowsOrShares) {
  const auto read = [](OptionValues& values) { return values.reject_limit("x"); };
  for (const std::string value : {"-1", "x", "", "%", "101%", "-1%", "nan%", "1.5", "5 %", "1%%"})
    EXPECT_TRUE(is_refused(value, read)) << value;

  const auto limit_of = [](const std::string& value) {
    const GivenOptions options = given(value);
    return OptionValues(options).reject_limit("x").value();
  };
  EXPECT_TRUE(limit_of("0").is_exceeded(1, 1000000));
  EXPECT_FALSE(limit_of("0").is_exceeded(0, 0));
  EXPECT_FALSE(limit_of("3").is_exceeded(3, 3));
  EXPECT_TRUE(limit_of("3").is_exceeded(4, 1000));
  EXPECT_FALSE(limit_of("1%").is_exceeded(1, 100));
  EXPECT_TRUE(limit_of("1%").is_exceeded(2, 199));
  EXPECT_FALSE(limit_of("1%").is_exceeded(0, 0));
  EXPECT_FALSE(limit_of("0.5%").is_exceeded(1, 200));
  EXPECT_TRUE(limit_of("0%").is_exceeded(1, 100000));
  EXPECT_FALSE(limit_of("100%").is_exceeded(7, 7));
}

TEST(OptionValues, SwitchesAreOnOrOff) {
  for (const auto& [value, is_on] : std::vector<std::pair<std::string, bool>>{{"1", true},
                                                                              {"true", true},
                                                                              {"yes", true},
                                                                              {"0", false},
                                                                              {"false", false},
                                                                              {"no", false}}) {
    const GivenOptions options = given(value);
    OptionValues values(options);
    EXPECT_EQ(values.is_on("x"), is_on) << value;
    EXPECT_TRUE(values.problems().empty());
  }
  const GivenOptions options = given("maybe");
  OptionValues values(options);
  EXPECT_FALSE(values.is_on("x"));
  EXPECT_EQ(values.problems().size(), 1U);
}

TEST(OptionValues, ChoicesAreWords) {
  const auto read = [](OptionValues& values) {
    return values.choice<int>("x", {{"one", 1}, {"two", 2}});
  };
  const GivenOptions two = given("two");
  OptionValues values(two);
  EXPECT_EQ(read(values), 2);
  for (const std::string value : {"", "One", "three", "one "}) EXPECT_TRUE(is_refused(value, read));
}

TEST(OptionValues, APathThatIsNeededMayNotBeEmpty) {
  for (const GivenOptions& options : {GivenOptions{}, given("")}) {
    OptionValues values(options);
    static_cast<void>(values.required_path("x"));
    test::expect_has(test::message_of(ErrorKind::kUsage, [&] { values.throw_problems(); }),
                     "--x is needed");
  }
}

TEST(OptionValues, WhereAValueCameFromDecidesTheExitCode) {
  for (const bool is_from_file : {false, true}) {
    const GivenOptions options = given("x", is_from_file);
    OptionValues values(options);
    static_cast<void>(values.whole("x", 0, 1));
    const std::string message =
        test::message_of(is_from_file ? ErrorKind::kConfiguration : ErrorKind::kUsage,
                         [&] { values.throw_problems(); });
    EXPECT_EQ(message.find("line 7") != std::string::npos, is_from_file);
  }
}

TEST(OptionValues, EarlierProblemsAreToldToo) {
  GivenOptions options = given("x");
  options.problems = {{"first of all", true}};
  OptionValues values(options);
  static_cast<void>(values.whole("x", 0, 1));
  values.add_file_problem("at last");
  const std::string message = test::message_of(ErrorKind::kUsage, [&] { values.throw_problems(); });
  for (const std::string_view part : {"first of all", "--x x: must be a whole number", "at last"})
    test::expect_has(message, part);
}

}  // namespace
}  // namespace fsu::cli
