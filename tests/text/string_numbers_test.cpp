#include "kernels/text/string_numbers.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::text {
namespace {

/// Equal strings have equal numbers, others have others, and all numbers are used.
void check(const std::vector<std::string>& strings) {
  const std::vector<std::string_view> list(strings.begin(), strings.end());
  const StringNumbers numbers = number_strings(list);
  ASSERT_EQ(numbers.of.size(), strings.size());
  std::map<std::string, std::uint32_t> number_of;
  std::set<std::uint32_t> used;
  for (std::size_t i = 0; i < strings.size(); ++i) {
    const auto [known, is_new] = number_of.emplace(strings[i], numbers.of[i]);
    ASSERT_EQ(known->second, numbers.of[i]) << strings[i];
    ASSERT_EQ(used.insert(numbers.of[i]).second, is_new) << strings[i];
    ASSERT_LT(numbers.of[i], numbers.num_distinct);
  }
  EXPECT_EQ(used.size(), numbers.num_distinct);
}

std::vector<std::string> sample_strings(std::size_t count) {
  std::vector<std::string> strings;
  for (std::size_t i = 0; i < count; ++i) {
    Random random(3, 1, i);
    std::string text(random.below(5), 'A');
    for (char& letter : text) letter = static_cast<char>('A' + random.below(12));
    strings.push_back(text);
  }
  return strings;
}

TEST(StringNumbers, Degenerate) {
  check({});
  check({""});
  check({"", "", ""});
  check(std::vector<std::string>(1000, "SMITH"));
  check({"A", std::string("A\0", 2), std::string("\0", 1), ""});
}

TEST(StringNumbers, EqualNumbersAreEqualStrings) { check(sample_strings(100'000)); }

TEST(StringNumbers, DoNotDependOnThreads) {
  const std::vector<std::string> strings = sample_strings(70'000);
  const std::vector<std::string_view> list(strings.begin(), strings.end());
  const StringNumbers expected = number_strings(list);
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    ASSERT_EQ(number_strings(list).of, expected.of) << test::describe(setting);
  }
}

}  // namespace
}  // namespace fsu::text
