// Splitting against a walk over the characters, and trimming by cases.
#include "kernels/core/split.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kernels/core/random.hpp"

namespace fsu {
namespace {

using Parts = std::vector<std::string_view>;

std::vector<std::string> walk(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

TEST(Split, OfFewParts) {
  EXPECT_EQ(split("", ','), (Parts{""}));
  EXPECT_EQ(split("a", ','), (Parts{"a"}));
  EXPECT_EQ(split(",", ','), (Parts{"", ""}));
  EXPECT_EQ(split("a,,b,", ','), (Parts{"a", "", "b", ""}));
  EXPECT_EQ(split_filled("", ' '), Parts{});
  EXPECT_EQ(split_filled("  ", ' '), Parts{});
  EXPECT_EQ(split_filled(" a  b ", ' '), (Parts{"a", "b"}));
}

TEST(Split, AgreesWithAWalkOverTheCharacters) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    Random random(seed, 1, 0);
    std::string text(random.below(12), ' ');
    for (char& c : text) c = "ab|"[random.below(3)];
    std::vector<std::string> expected = walk(text, '|');
    const Parts all = split(text, '|');
    EXPECT_EQ(std::vector<std::string>(all.begin(), all.end()), expected) << text;
    std::erase(expected, "");
    const Parts filled = split_filled(text, '|');
    EXPECT_EQ(std::vector<std::string>(filled.begin(), filled.end()), expected) << text;
  }
}

TEST(Trimmed, TakesSpacesAndTabsFromTheEndsAlone) {
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed(" \t "), "");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed("\t a \tb  "), "a \tb");
  EXPECT_EQ(trimmed("a\n"), "a\n");
}

}  // namespace
}  // namespace fsu
