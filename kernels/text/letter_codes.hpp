// Codes 1 to 31 for the bytes that a dictionary's names are made of; 0 for all others.
//
// The 31 most frequent byte values have codes (capitals, the blank and four more in a dictionary of
// folded names); ties go to the lower value, so the codes depend on the dictionary alone. Stored
// beside one another, a code below 16 is the byte itself, others have the upper half 9: the lower
// six bits index a table of 64 (vpermb), and the top bit tells which table of 16 to use (pshufb).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "kernels/core/string_column.hpp"

namespace fsu::text {

inline constexpr std::size_t kNumLetterCodes = 32;  ///< with 0 for no letter

class LetterCodes {
 public:
  explicit LetterCodes(const StringColumn& names);

  /// Code of a byte, 0 to 31.
  [[nodiscard]] std::size_t code(char byte) const { return stored(byte) % kNumLetterCodes; }
  /// The code as it is stored.
  [[nodiscard]] std::uint8_t stored(char byte) const {
    return stored_[static_cast<unsigned char>(byte)];
  }
  /// True where all bytes have codes.
  [[nodiscard]] bool cover(std::string_view name) const;

 private:
  std::array<std::uint8_t, 256> stored_{};
};

}  // namespace fsu::text
