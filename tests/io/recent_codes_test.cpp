// Recent codes against a map: an entry that holds a text has its code, of this range.
#include "io/recent_codes.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

TEST(RecentCodes, ShortTextsAreTheirBytesAndZeros) {
  const std::string padded = "0123456789abcdef" + std::string(kTextPadding, 'x');
  for (std::size_t size = 0; size <= ShortText::kMostBytes; ++size) {
    const ShortText text = ShortText::of_padded(std::string_view(padded).substr(0, size));
    std::array<char, 16> bytes{};
    std::copy_n(padded.begin(), size, bytes.begin());
    EXPECT_EQ(text.first, text_key_detail::load_word(bytes.data()));
    EXPECT_EQ(text.second, text_key_detail::load_word(bytes.data() + 8));
  }
}

TEST(RecentCodes, HoldWhatWasPutInThisRange) {
  RecentCodes recent;
  recent.make_room();
  std::size_t num_held = 0;
  for (std::uint32_t range = 0; range < 4; ++range) {
    recent.begin_range();
    std::map<std::string, std::uint32_t> codes;
    for (std::uint64_t i = 0; i < 100'000; ++i) {
      Random random(range, 1, i);
      std::string text(random.below(3) == 0 ? random.below(17) : random.below(4), 'a');
      for (char& c : text) c = static_cast<char>('a' + random.below(26));
      const std::string padded = text + std::string(kTextPadding, 'z');
      const ShortText key = ShortText::of_padded(std::string_view(padded).substr(0, text.size()));
      RecentCodes::Entry& entry = recent.entry_of(key);
      if (recent.holds(entry, key)) {
        ++num_held;
        ASSERT_TRUE(codes.contains(text)) << text;
        ASSERT_EQ(entry.code, codes[text]);
        continue;
      }
      const auto code = static_cast<std::uint32_t>(codes.size());
      recent.put(entry, key, codes.emplace(text, code).first->second);
      ASSERT_TRUE(recent.holds(entry, key));
    }
  }
  EXPECT_GT(num_held, 100'000U);
}

}  // namespace
}  // namespace fsu::io
