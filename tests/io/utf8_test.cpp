// UTF-8 against a slow twin that decodes and encodes again.
#include "io/utf8.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

std::string encode(std::uint32_t code) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000)
    return {byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)),
          byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
}

/// Takes the code point that 1 to 4 bytes at the begin encode in their only right form.
bool take_code_point(std::string_view& bytes) {
  for (std::size_t length = 1; length <= 4 && length <= bytes.size(); ++length) {
    constexpr std::uint32_t kLeadBits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t code = static_cast<unsigned char>(bytes[0]) & kLeadBits[length];
    for (std::size_t i = 1; i < length; ++i)
      code = code << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3F);
    const bool is_character = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    if (is_character && encode(code) == bytes.substr(0, length)) {
      bytes.remove_prefix(length);
      return true;
    }
  }
  return false;
}

bool is_valid_slowly(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!take_code_point(bytes)) return false;
  }
  return true;
}

TEST(Utf8, EveryCharacterAndNoSurrogate) {
  for (std::uint32_t code = 0; code <= 0x110010; code += code < 0x3000 ? 1 : 7) {
    const bool is_character = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    ASSERT_EQ(is_valid_utf8(encode(code)), is_character) << code;
  }
}

TEST(Utf8, EveryPairOfBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
      ASSERT_EQ(is_valid_utf8(bytes), is_valid_slowly(bytes)) << first << " " << second;
    }
  }
}

TEST(Utf8, RandomBytesNearTheEndsOfSequences) {
  constexpr std::string_view kBytes =
      "a\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xED\xEE\xEF\xF0\xF1\xF4\xF5\xFF";
  Random random(1, 0, 0);
  int num_valid = 0;
  for (int i = 0; i < 200000; ++i) {
    std::string bytes(random.below(3) * 8, 'x');  // around the eight-byte steps
    for (std::uint64_t k = random.below(5); k > 0; --k)
      bytes += kBytes[random.below(kBytes.size())];
    bytes += random.chance(0.5) ? "y" : "";
    const bool expected = is_valid_slowly(bytes);
    num_valid += expected ? 1 : 0;
    ASSERT_EQ(is_valid_utf8(bytes), expected);
  }
  EXPECT_GT(num_valid, 10000);
}

TEST(Utf8, EmptyAndCutShort) {
  EXPECT_TRUE(is_valid_utf8(""));
  const std::string text = "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80";
  EXPECT_TRUE(is_valid_utf8(text));
  for (std::size_t length = 0; length <= text.size(); ++length)
    EXPECT_EQ(is_valid_utf8(text.substr(0, length)), is_valid_slowly(text.substr(0, length)));
}

}  // namespace
}  // namespace fsu::io
