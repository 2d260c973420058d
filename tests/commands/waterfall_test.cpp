// The waterfall: lines of random patterns of a random model sum up to the pattern's weight exactly,
// and what is printed.
#include "src/commands/waterfall.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::commands {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(Waterfall, LinesSumUpToTheWeightOfThePattern) {
  for (const std::size_t num_fields : {0U, 1U, 4U}) {
    const model::Model model = test::random_model(num_fields, 17);
    Random random(5, 5, num_fields);
    for (int i = 0; i < 2000; ++i) {
      const Levels levels = test::random_levels(model, random);
      const auto lines = pattern_lines(model, levels);
      EXPECT_EQ(total_weight(lines), model::pattern_weight(model, levels));
      EXPECT_EQ(lines.size(), 1 + model.comparisons.size() + (num_fields > 0 ? 1 : 0));
    }
  }
}

TEST(Waterfall, MissingLevelsWeighNothingAndHaveNoShares) {
  const model::Model model = test::random_model(2, 3);
  Levels missing{};
  for (std::size_t i = 0; i < model.comparisons.size(); ++i)
    missing[i] = test::missing_level(model.comparisons[i].spec);
  for (const WaterfallLine& line : pattern_lines(model, missing)) {
    if (line.label == "prior" || line.label == "dependence") continue;
    EXPECT_EQ(line.weight, 0) << line.label;
    EXPECT_FALSE(line.m.has_value());
  }
}

TEST(Waterfall, PrintsEachLineWithTheSumSoFar) {
  std::vector<WaterfallLine> lines = {{"prior", "one pair true in 1024 pairs", -10 * kWeightOne},
                                      {"names", "same", 11 * kWeightOne, 0.5, 0.0005}};
  const std::string text = render_waterfall(lines);
  EXPECT_TRUE(has(text, "prior  one pair true in 1024 pairs               -10.00  -10.00")) << text;
  EXPECT_TRUE(has(text, "names  same                         0.5  0.0005  +11.00   +1.00")) << text;
  EXPECT_TRUE(has(text, "total +1.00 bits, probability 0.666667")) << text;
  EXPECT_FALSE(has(text, "left"));
}

TEST(Waterfall, ValuesStandThereOnlyWhereTheyWereGivenAndSteerNoTerminal) {
  std::vector<WaterfallLine> lines = {{"prior", "", 0}, {"names", "near", 0}};
  lines[1].left_value = "ANNA\x1b[31m";
  lines[1].right_value = "ANNE";
  const std::string text = render_waterfall(lines);
  EXPECT_TRUE(has(text, "value  left")) << text;
  EXPECT_TRUE(has(text, "ANNA?[31m")) << text;
  EXPECT_TRUE(has(text, "ANNE"));
}

TEST(Waterfall, OfNothing) {
  EXPECT_EQ(total_weight({}), 0);
  EXPECT_TRUE(has(render_waterfall({}), "total +0.00 bits, probability 0.5"));
}

}  // namespace
}  // namespace fsu::commands
