#include "kernels/text/edit_distance.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kernels/core/random.hpp"
#include "tests/text/edit_distance_reference.hpp"

namespace fsu::text {
namespace {

TEST(EditDistance, KnownValues) {
  EXPECT_EQ(edit_distance("KITTEN", "SITTING"), 3);
  EXPECT_EQ(edit_distance("BRAIN", "BRIAN"), 1);
  EXPECT_EQ(edit_distance("SMITH", "SMYTHE"), 2);
  EXPECT_EQ(edit_distance("JOHN", "JON"), 1);
}

TEST(EditDistance, NoByteTakesPartInTwoEdits) {
  EXPECT_EQ(edit_distance("CA", "ABC"), 3);  // unrestricted Damerau-Levenshtein has 2
}

TEST(EditDistance, Degenerate) {
  EXPECT_EQ(edit_distance("", ""), 0);
  EXPECT_EQ(edit_distance("", "ABC"), 3);
  EXPECT_EQ(edit_distance("ABC", ""), 3);
  EXPECT_EQ(edit_distance("A", "A"), 0);
  EXPECT_EQ(edit_distance("A", "B"), 1);
  for (const std::size_t length : {std::size_t{63}, std::size_t{64}, std::size_t{65}}) {
    const std::string name(length, 'A');
    EXPECT_EQ(edit_distance(name, name), 0) << length;
    EXPECT_EQ(edit_distance(name, name + "B"), 1) << length;
    EXPECT_EQ(edit_distance(name + "BC", name + "CB"), 1) << length;
    EXPECT_EQ(edit_distance(name, std::string(length, 'B')), static_cast<int>(length));
  }
}

TEST(EditDistance, BytesAreCompared) {
  EXPECT_EQ(edit_distance("\xc3\x96", "\xc3\x84"), 1);
  EXPECT_EQ(edit_distance(std::string("\0A", 2), "A"), 1);
}

std::string random_name(Random& random, std::uint64_t max_length, std::uint64_t alphabet) {
  std::string name(random.below(max_length + 1), 'A');
  for (char& letter : name) letter = static_cast<char>('A' + random.below(alphabet));
  return name;
}

/// Up to four random edits.
std::string near_name(Random& random, std::string name) {
  for (std::uint64_t edits = random.below(5); edits > 0; --edits) {
    const std::size_t at = random.below(name.size() + 1);
    const std::uint64_t kind = random.below(4);
    if (kind == 0) name.insert(at, 1, 'C');
    if (kind == 1 && at < name.size()) name.erase(at, 1);
    if (kind == 2 && at < name.size()) name[at] = 'B';
    if (kind == 3 && at + 1 < name.size()) std::swap(name[at], name[at + 1]);
  }
  return name;
}

TEST(EditDistance, EqualsTheReference) {
  EditDistancePattern pattern;  // one object for all: a name must leave no trace of the last
  for (std::uint64_t i = 0; i < 60'000; ++i) {
    Random random(1, 0, i);
    const std::uint64_t max_length = i % 5 == 0 ? 80 : 12;
    const std::uint64_t alphabet = 1 + random.below(6);
    const std::string a = random_name(random, max_length, alphabet);
    const std::string b =
        i % 2 == 0 ? near_name(random, a) : random_name(random, max_length, alphabet);
    const int expected = reference_edit_distance(a, b);
    pattern.set(a);
    ASSERT_EQ(pattern.distance(b), expected) << a << " and " << b;
    pattern.set(b);
    ASSERT_EQ(pattern.distance(a), expected) << b << " and " << a;
  }
}

}  // namespace
}  // namespace fsu::text
