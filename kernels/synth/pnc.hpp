// PNC IDs: YYYY/NNNNNNND, where D = "ZABCDEFGHJKLMNPQRTUVWXY"[(YY * 10^7 + NNNNNNN) mod 23].
//
// The generator writes the long form and the shorter forms that people type. Each serial belongs
// to one person, so no two people share an ID.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fsu::synth {

struct PncId {
  int year = 0;
  std::uint32_t serial = 0;

  [[nodiscard]] bool is_missing() const { return year == 0; }
};

/// The forms in which an ID is found in logs.
enum class PncForm { kLong, kLongNoSlash, kShort, kShortNoSlash, kLongYearShortSerial };
inline constexpr std::size_t kNumPncForms = 5;

[[nodiscard]] char pnc_check_letter(const PncId& id);

/// The ID as text; empty where missing.
[[nodiscard]] std::string format_pnc(const PncId& id, PncForm form = PncForm::kLong);

/// A CRO number NNNNNN/YYD of the same year and last six digits, with its own check letter; empty
/// where the PNC ID is missing.
[[nodiscard]] std::string format_cro(const PncId& id);

/// True for a long form with its right check letter.
[[nodiscard]] bool is_valid_long_pnc(std::string_view text);

}  // namespace fsu::synth
