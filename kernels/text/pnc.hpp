// PNC IDs: canonical form as a number, checked by their check letter.
//
// Text in any form in use -> YYYY * 10^7 + serial, or 0 where it is blank or not valid: an ID that
// fails its check says nothing, it is never evidence of a different person. Forms: YYYY/N..NL and
// YY/N..NL with a serial of 1 to 7 digits, and without the slash YYYYNNNNNNNL or YYN..NL.
// Check letter: ZABCDEFGHJKLMNPQRTUVWXY[(YY * 10^7 + serial) mod 23]; it catches every wrong digit
// and every adjacent transposition, and one other error in 23 passes.
// Two-digit years 39 to 99 are 19YY, 00 to 38 are 20YY: a fixed turn, since one that moves with the
// clock would link the same data differently next year. A serial of 0 is a placeholder, not an ID.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fsu::text {

/// The canonical number of a PNC ID; 0 where blank or invalid. Case and outer blanks do not matter.
[[nodiscard]] std::uint64_t parse_pnc(std::string_view text);

/// The canonical form of an ID whose check letter is wrong: YYYY/NNNNNNN and the letter as given;
/// empty where the text has no form in use. It says nothing by itself, but one edit from a valid ID
/// it is probably that one.
[[nodiscard]] std::string mistyped_pnc(std::string_view text);

/// YYYY/NNNNNNNL of a canonical number; empty for 0.
[[nodiscard]] std::string format_pnc(std::uint64_t pnc);

}  // namespace fsu::text
