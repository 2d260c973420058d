#include "kernels/text/letter_codes.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace fsu::text {
namespace {

constexpr std::size_t kFirstHighCode = 16;
constexpr std::uint8_t kHighBit = 0x80;

}  // namespace

LetterCodes::LetterCodes(const StringColumn& names) {
  std::array<std::uint64_t, 256> counts{};
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const char byte : names[i]) ++counts[static_cast<unsigned char>(byte)];
  }
  std::array<std::size_t, 256> order{};
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t byte) { return counts[byte]; });
  for (std::size_t code = 1; code < kNumLetterCodes; ++code) {
    const std::size_t byte = order[code - 1];
    if (counts[byte] == 0) break;
    stored_[byte] = static_cast<std::uint8_t>(code < kFirstHighCode ? code : code | kHighBit);
  }
}

bool LetterCodes::cover(std::string_view name) const {
  return std::ranges::all_of(name, [&](char byte) { return stored(byte) != 0; });
}

}  // namespace fsu::text
