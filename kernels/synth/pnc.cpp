#include "kernels/synth/pnc.hpp"

#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr std::string_view kLetters = "ZABCDEFGHJKLMNPQRTUVWXY";
constexpr std::size_t kLongLength = 13;
constexpr std::uint64_t kSerials = 10'000'000;

/// The digits of a run of text as a number; nothing else than digits may stand there.
bool read_digits(std::string_view text, std::uint64_t& number) {
  number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return true;
}

}  // namespace

char pnc_check_letter(const PncId& id) {
  const std::uint64_t number = static_cast<std::uint64_t>(id.year % 100) * kSerials + id.serial;
  return kLetters[number % kLetters.size()];
}

std::string format_pnc(const PncId& id, PncForm form) {
  if (id.is_missing()) return {};
  const bool has_long_year = form == PncForm::kLong || form == PncForm::kLongNoSlash ||
                             form == PncForm::kLongYearShortSerial;
  const bool has_slash = form != PncForm::kLongNoSlash && form != PncForm::kShortNoSlash;
  const bool has_long_serial = form == PncForm::kLong || form == PncForm::kLongNoSlash;
  std::string text;
  append_number(text, static_cast<std::uint64_t>(has_long_year ? id.year : id.year % 100), 2);
  if (has_slash) text += '/';
  append_number(text, id.serial, has_long_serial ? 7 : 1);
  return text += pnc_check_letter(id);
}

std::string format_cro(const PncId& id) {
  constexpr std::uint64_t kCroSerials = 1'000'000;
  if (id.is_missing()) return {};
  const std::uint64_t serial = id.serial % kCroSerials;
  const auto year = static_cast<std::uint64_t>(id.year % 100);
  std::string text;
  append_number(text, serial, 6);
  append_number(text += '/', year, 2);
  return text += kLetters[(year * kCroSerials + serial) % kLetters.size()];
}

bool is_valid_long_pnc(std::string_view text) {
  std::uint64_t year = 0, serial = 0;
  if (text.size() != kLongLength || text[4] != '/') return false;
  if (!read_digits(text.substr(0, 4), year) || !read_digits(text.substr(5, 7), serial))
    return false;
  return text.back() ==
         pnc_check_letter({static_cast<int>(year), static_cast<std::uint32_t>(serial)});
}

}  // namespace fsu::synth
