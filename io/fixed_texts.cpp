#include "io/fixed_texts.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <utility>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

static_assert(std::endian::native == std::endian::little, "the last byte of a word is its highest");

constexpr std::size_t kStep = kFixedTextPadding;
constexpr std::size_t kBlockTexts = 1 << 14;

/// Copies whole steps, at least `size` bytes.
inline void copy_steps(const void* from, std::size_t size, void* to) {
  for (std::size_t at = 0; at < size; at += kStep)
    std::memcpy(static_cast<char*>(to) + at, static_cast<const char*>(from) + at, kStep);
}

/// The text, and NUL up to the width; whole steps.
inline void pack_text_in_steps(std::string_view text, std::size_t width, std::byte* item) {
  copy_steps(text.data(), text.size(), item);
  std::byte* at = item + text.size();
  for (; at < item + width; at += kStep) std::memset(at, 0, kStep);
}

inline void pack_text(std::string_view text, std::size_t width, std::byte* item) {
  if (!text.empty()) std::memcpy(item, text.data(), text.size());
  std::memset(item + text.size(), 0, width - text.size());
}

/// Bytes up to the last one that is not NUL; words of 8 bytes from the end, the last one's bytes
/// behind the width left out.
inline std::size_t length_without_padding(const std::byte* item, std::size_t width) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  std::size_t at = (width - 1) / kWord * kWord;
  std::uint64_t word = 0;
  std::memcpy(&word, item + at, kWord);
  word &= ~std::uint64_t{0} >> (8 * (at + kWord - width));
  while (word == 0 && at > 0) {
    at -= kWord;
    std::memcpy(&word, item + at, kWord);
  }
  return at + kWord - static_cast<std::size_t>(std::countl_zero(word)) / 8;
}

std::uint64_t unpadded_bytes(const std::byte* items, const Block& block, std::size_t width) {
  std::uint64_t sum = 0;
  for (std::size_t i = block.begin; i < block.end; ++i)
    sum += length_without_padding(items + i * width, width);
  return sum;
}

/// Writes texts one after another to `bytes`, exactly as many as they have, and where each ends,
/// counted from `base`, to `ends`.
void unpack_texts(const std::byte* items, std::size_t width, std::uint64_t base,
                  std::span<char> bytes, std::span<std::uint64_t> ends) {
  std::size_t used = 0;
  for (std::uint64_t& end : ends) {
    const std::size_t length = length_without_padding(items, width);
    char* const to = bytes.data() + used;
    // Behind these bytes those of the next block may be written at the same time.
    if (used + length + kStep <= bytes.size()) {
      copy_steps(items, length, to);
    } else if (length > 0) {
      std::memcpy(to, items, length);
    }
    used += length;
    end = base + used;
    items += width;
  }
}

}  // namespace

void pack_texts(const StringColumn& texts, std::size_t begin, std::size_t end, std::size_t width,
                std::span<std::byte> items) {
  FSU_CHECK(width > 0 && items.size() >= (end - begin) * width + kFixedTextPadding);
  if (begin == end) return;
  const char* const arena_end = texts.arena_end();
  std::byte* item = items.data();
  for (std::size_t row = begin; row < end; ++row, item += width) {
    const std::string_view text = texts[row];
    FSU_CHECK(text.size() <= width && (text.empty() || text.back() != '\0'));
    if (static_cast<std::size_t>(arena_end - text.data()) >= text.size() + kStep) {
      pack_text_in_steps(text, width, item);
    } else {
      pack_text(text, width, item);
    }
  }
}

StringColumn unpacked_texts(const std::byte* items, std::size_t num_items, std::size_t width) {
  std::vector<std::uint64_t> begins(num_blocks(num_items, kBlockTexts) + 1, 0);
  for_blocks(num_items, kBlockTexts, [&](const Block& block) {
    begins[block.index + 1] = unpadded_bytes(items, block, width);
  });
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<char> bytes(begins.back());
  std::vector<std::uint64_t> ends(num_items);
  for_blocks(num_items, kBlockTexts, [&](const Block& block) {
    const std::uint64_t begin = begins[block.index];
    unpack_texts(items + block.begin * width, width, begin,
                 std::span(bytes).subspan(begin, begins[block.index + 1] - begin),
                 std::span(ends).subspan(block.begin, block.end - block.begin));
  });
  return StringColumn({bytes.data(), bytes.size()}, ends);
}

}  // namespace fsu::io
