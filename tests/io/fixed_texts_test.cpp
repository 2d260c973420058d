// Texts of one width against padding and cutting one by one, at every width and length around the
// steps that they are moved in.
#include "io/fixed_texts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

StringColumn random_texts(std::size_t num_texts, std::size_t width, double share_empty) {
  StringColumn texts;
  for (std::size_t i = 0; i < num_texts; ++i) {
    Random random(width, num_texts, i);
    std::string text(random.chance(share_empty) ? 0 : random.below(width + 1), 'x');
    for (char& letter : text) letter = static_cast<char>(random.between(-128, 127));
    while (!text.empty() && text.back() == '\0') text.pop_back();
    texts.push_back(text);
  }
  return texts;
}

std::string padded(const StringColumn& texts, std::size_t begin, std::size_t end,
                   std::size_t width) {
  std::string items;
  for (std::size_t i = begin; i < end; ++i) {
    items += texts[i];
    items.append(width - texts[i].size(), '\0');
  }
  return items;
}

std::string packed(const StringColumn& texts, std::size_t begin, std::size_t end,
                   std::size_t width) {
  std::vector<std::byte> items((end - begin) * width + kFixedTextPadding, std::byte{0x55});
  pack_texts(texts, begin, end, width, items);
  return {reinterpret_cast<const char*>(items.data()), (end - begin) * width};
}

void expect_round_trip(const StringColumn& texts, std::size_t width) {
  std::string items = packed(texts, 0, texts.size(), width);
  ASSERT_EQ(items, padded(texts, 0, texts.size(), width));
  items.append(kFixedTextPadding, 'y');
  const StringColumn back =
      unpacked_texts(reinterpret_cast<const std::byte*>(items.data()), texts.size(), width);
  ASSERT_EQ(back.size(), texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) ASSERT_EQ(back[i], texts[i]);
}

TEST(FixedTexts, ArePaddedAndCutAtEveryWidth) {
  for (std::size_t width = 1; width <= 70; ++width) {
    for (const std::size_t num_texts : std::vector<std::size_t>{0, 1, 2, 40}) {
      for (const double share_empty : {0.0, 0.5, 1.0}) {
        SCOPED_TRACE(width);
        expect_round_trip(random_texts(num_texts, width, share_empty), width);
      }
    }
  }
}

TEST(FixedTexts, TakeAnyRange) {
  const StringColumn texts = random_texts(50, 11, 0.2);
  for (std::size_t begin = 0; begin <= 50; begin += 7) {
    for (std::size_t end = begin; end <= 50; ++end)
      ASSERT_EQ(packed(texts, begin, end, 11), padded(texts, begin, end, 11));
  }
}

TEST(FixedTexts, AreUnpackedInManyBlocksWithAnyThreads) {
  const StringColumn texts = random_texts(100'000, 9, 0.1);
  for (const int threads : {1, 2, 3}) {
    set_num_threads(threads);
    expect_round_trip(texts, 9);
  }
  set_num_threads(0);
}

TEST(FixedTexts, RefuseWhatTheyCannotHold) {
  StringColumn texts;
  for (const std::string& text : {std::string("abc"), std::string("ab") + '\0'})
    texts.push_back(text);
  std::vector<std::byte> items(100);
  EXPECT_THROW(pack_texts(texts, 0, 1, 2, items), InternalError);
  EXPECT_THROW(pack_texts(texts, 1, 2, 3, items), InternalError);
  EXPECT_NO_THROW(pack_texts(texts, 0, 1, 3, items));
}

}  // namespace
}  // namespace fsu::io
