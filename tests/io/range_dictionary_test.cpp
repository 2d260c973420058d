// The dictionary of a range against std::map.
#include "io/range_dictionary.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

std::string random_text(Random& random, std::size_t max_length) {
  std::string text(random.below(max_length + 1), ' ');
  for (char& c : text) c = static_cast<char>(random.chance(0.1) ? 0 : 'a' + random.below(3));
  return text;
}

TEST(RangeDictionary, AgreesWithAMap) {
  RangeDictionary dictionary;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed, 2, 0);
    dictionary.clear();
    std::map<std::string, std::uint32_t> codes;
    for (std::size_t i = 0; i < 2000; ++i) {
      const std::string text = random_text(random, 1 + seed);
      const auto [place, is_new] = codes.emplace(text, codes.size());
      // The map's own text lives as long as the dictionary is used.
      ASSERT_EQ(dictionary.find(key_of(text)), is_new ? RangeDictionary::kNone : place->second);
      ASSERT_EQ(dictionary.code_of(key_of(place->first)), place->second);
    }
    ASSERT_EQ(dictionary.size(), codes.size());
    for (const auto& [text, code] : codes) ASSERT_EQ(dictionary.keys()[code].text(), text);
  }
}

TEST(RangeDictionary, ManyAtATimeAreAsOneByOne) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed, 3, 0);
    std::vector<std::string> texts(random.below(3000));
    for (std::string& text : texts) text = random_text(random, 1 + seed);
    std::vector<TextKey> keys;
    for (const std::string& text : texts) keys.push_back(key_of(text));
    RangeDictionary dictionary;
    RangeDictionary one_by_one;
    std::vector<std::uint32_t> codes(texts.size());
    dictionary.codes_of(keys, codes.data());
    for (std::size_t i = 0; i < texts.size(); ++i) ASSERT_EQ(codes[i], one_by_one.code_of(keys[i]));
  }
}

TEST(RangeDictionary, TextsAddedUnseenAreNotFound) {
  RangeDictionary dictionary;
  EXPECT_EQ(dictionary.code_of(key_of("a")), 0U);
  EXPECT_EQ(dictionary.add_unseen(key_of("a")), 1U);
  EXPECT_EQ(dictionary.add_unseen(key_of("b")), 2U);
  EXPECT_EQ(dictionary.find(key_of("a")), 0U);
  EXPECT_EQ(dictionary.find(key_of("b")), RangeDictionary::kNone);
  EXPECT_EQ(dictionary.code_of(key_of("b")), 3U);
  EXPECT_EQ(dictionary.size(), 4U);
  dictionary.clear();
  EXPECT_EQ(dictionary.find(key_of("a")), RangeDictionary::kNone);
}

TEST(RangeDictionary, TextsThatDifferOnlyBehindTheirFirstSixteenBytes) {
  RangeDictionary dictionary;
  const std::string a = std::string(16, 'x') + "a";
  const std::string b = std::string(16, 'x') + "b";
  const std::string none = std::string(16, 'x');
  EXPECT_EQ(dictionary.code_of(key_of(a)), 0U);
  EXPECT_EQ(dictionary.code_of(key_of(b)), 1U);
  EXPECT_EQ(dictionary.code_of(key_of(none)), 2U);
  EXPECT_EQ(dictionary.code_of(key_of("")), 3U);
  EXPECT_EQ(dictionary.find(key_of(b)), 1U);
}

}  // namespace
}  // namespace fsu::io
