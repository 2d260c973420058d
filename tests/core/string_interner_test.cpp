// The interner against std::map, and keys of texts by both ways.
#include "kernels/core/string_interner.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu {
namespace {

/// Few letters, so that texts come again; lengths around those that keys hold.
std::string random_text(Random& random, std::size_t max_length) {
  std::string text(random.below(max_length + 1), ' ');
  for (char& c : text) c = static_cast<char>(random.chance(0.2) ? 0 : 'a' + random.below(2));
  return text;
}

TEST(TextKey, DoesNotDependOnWhatStandsBehindTheText) {
  for (std::uint64_t seed = 0; seed < 5000; ++seed) {
    Random random(seed, 1, 0);
    const std::string text = random_text(random, 60);
    std::string padded = text;
    for (std::size_t i = 0; i < kTextPadding; ++i) padded += static_cast<char>(random.below(256));
    const TextKey by_copy = key_of(text);
    const TextKey in_place = key_of_padded(std::string_view(padded).substr(0, text.size()));
    ASSERT_TRUE(by_copy == in_place) << text.size();
    ASSERT_EQ(by_copy.hash, in_place.hash) << text.size();
  }
}

TEST(StringInterner, AgreesWithAMap) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed, 2, 0);
    StringInterner interner;
    std::map<std::string, std::uint32_t> expected;
    for (int round = 0; round < 5; ++round) {
      std::vector<std::string> texts(random.below(2000));
      for (std::string& text : texts) text = random_text(random, 1 + seed);
      std::vector<TextKey> keys;
      for (const std::string& text : texts) keys.push_back(key_of(text));
      std::vector<std::uint32_t> codes(texts.size());
      interner.codes_of(keys, codes);
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto place = expected.emplace(texts[i], expected.size()).first;
        ASSERT_EQ(codes[i], place->second);
      }
    }
    const StringColumn strings = interner.take();
    ASSERT_EQ(strings.size(), expected.size());
    for (const auto& [text, code] : expected) ASSERT_EQ(strings[code], text);
    EXPECT_EQ(interner.strings().size(), 0U);
  }
}

TEST(StringInterner, TextsWhoseKeysAreAlikeAreApart) {
  StringInterner interner;
  const std::string sixteen(16, 'x');
  // A short text's length stands where the last byte of a text of sixteen does.
  const std::vector<std::string> texts = {"",
                                          std::string(1, '\0'),
                                          std::string(15, '\0'),
                                          std::string(15, '\0') + '\x0F',
                                          sixteen,
                                          sixteen + "a",
                                          sixteen + "b",
                                          std::string(15, 'x'),
                                          sixteen + "a" + sixteen};
  for (std::uint32_t i = 0; i < texts.size(); ++i) EXPECT_EQ(interner.code_of(key_of(texts[i])), i);
  for (std::uint32_t i = 0; i < texts.size(); ++i) EXPECT_EQ(interner.code_of(key_of(texts[i])), i);
}

TEST(StringInterner, TextsOfOneHashAreApart) {
  StringInterner interner;
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i)
    texts.push_back(std::to_string(i) + (i % 2 ? " a longer text" : ""));
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    TextKey key = key_of(texts[i]);
    key.hash = i % 3;
    ASSERT_EQ(interner.code_of(key), i);
  }
}

}  // namespace
}  // namespace fsu
