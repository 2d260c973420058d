#include "io/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace fsu::io {
namespace {

/// Length of the sequence that `lead` begins and the range of its second byte; length 0 where it
/// begins none.
struct Sequence {
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

Sequence sequence_of(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  if (lead >= 0xF1 && lead <= 0xF3) return {4, 0x80, 0xBF};
  return {};
}

std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
  }
  while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
  return i;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  for (;;) {
    bytes.remove_prefix(ascii_prefix(bytes));
    if (bytes.empty()) return true;
    const Sequence sequence = sequence_of(static_cast<unsigned char>(bytes[0]));
    if (sequence.length == 0 || sequence.length > bytes.size()) return false;
    const auto second = static_cast<unsigned char>(bytes[1]);
    if (second < sequence.low || second > sequence.high) return false;
    for (std::size_t i = 2; i < sequence.length; ++i) {
      if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) return false;
    }
    bytes.remove_prefix(sequence.length);
  }
}

}  // namespace fsu::io
