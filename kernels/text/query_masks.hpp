// One name as the masks of its positions, a mask a letter code: what it is compared with columns
// by.
//
// Bit i of the mask of code c says that byte i of the name has code c (its first 64 bytes; bytes
// without a code are in no mask, and match nothing). The masks are also kept byte by byte, in as
// many tables as the name needs: 1 for names of up to 8 bytes, 2 to 16, 4 to 32, 8 to 64, so that a
// byte of the masks of 64 letters is one table look-up in a register.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "kernels/text/letter_codes.hpp"
#include "kernels/text/name_columns.hpp"

namespace fsu::text {

struct QueryMasks {
  std::size_t length = 0;                       ///< at most 64
  std::size_t num_tables_log2 = 0;              ///< of 1, 2, 4 or 8 tables
  std::array<std::uint8_t, 4> first_letters{};  ///< codes as stored in columns; 0: none
  std::array<std::uint64_t, kNumLetterCodes> masks{};
  alignas(32) std::array<std::array<std::uint8_t, kNumLetterCodes>, 8> tables{};
};

/// Masks of the first 64 bytes of a name by the codes of a dictionary.
[[nodiscard]] QueryMasks make_query_masks(std::string_view name, const LetterCodes& codes);

}  // namespace fsu::text
