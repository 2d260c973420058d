#include "kernels/text/jaro_winkler.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kernels/core/random.hpp"
#include "tests/text/jaro_winkler_reference.hpp"

namespace fsu::text {
namespace {

TEST(JaroWinkler, KnownValues) {
  EXPECT_NEAR(jaro_winkler("MARTHA", "MARHTA"), 0.961111, 1e-6);
  EXPECT_NEAR(jaro_winkler("DIXON", "DICKSONX"), 0.813333, 1e-6);
  EXPECT_NEAR(jaro_winkler("DWAYNE", "DUANE"), 0.84, 1e-6);
}

TEST(JaroWinkler, Degenerate) {
  EXPECT_EQ(jaro_winkler("", ""), 1.0);
  EXPECT_EQ(jaro_winkler("", "A"), 0.0);
  EXPECT_EQ(jaro_winkler("A", ""), 0.0);
  EXPECT_EQ(jaro_winkler("A", "A"), 1.0);
  EXPECT_EQ(jaro_winkler("A", "B"), 0.0);
  EXPECT_EQ(jaro_winkler(std::string(64, 'A'), std::string(64, 'A')), 1.0);
}

TEST(JaroWinkler, CountsTheFirst64BytesOnly) {
  EXPECT_EQ(jaro_winkler(std::string(64, 'A') + "X", std::string(64, 'A') + "YZ"), 1.0);
}

std::string random_name(Random& random, std::uint64_t max_length, std::uint64_t alphabet) {
  std::string name(random.below(max_length + 1), 'A');
  for (char& letter : name) letter = static_cast<char>('A' + random.below(alphabet));
  return name;
}

TEST(JaroWinkler, EqualsTheReferenceToTheLastBit) {
  JaroWinklerPattern pattern;  // one object for all: a name must leave no trace of the last
  for (std::uint64_t i = 0; i < 60'000; ++i) {
    Random random(1, 0, i);
    const std::uint64_t max_length = i % 3 == 0 ? 70 : 12;
    const std::uint64_t alphabet = 1 + random.below(8);
    const std::string a = random_name(random, max_length, alphabet);
    std::string b = random_name(random, max_length, alphabet);
    if (i % 4 == 0 && !a.empty()) {  // near names: one letter changed
      b = a;
      b[random.below(b.size())] = 'Q';
    }
    pattern.set(a);
    ASSERT_EQ(pattern.similarity(b), reference_jaro_winkler(a, b)) << a << " and " << b;
  }
}

}  // namespace
}  // namespace fsu::text
