#include "kernels/text/fold_latin.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace fsu::text {
namespace {

/// Code points [first, last] and what stands for each: letters, " " (separator) or "" (removed).
struct Fold {
  char32_t first;
  char32_t last;
  std::string_view folded;
};

constexpr std::array kFolds = std::to_array<Fold>({
    {0x80, 0xB3, " "},     {0xB4, 0xB4, ""},      {0xB5, 0xBF, " "},     {0xC0, 0xC5, "A"},
    {0xC6, 0xC6, "AE"},    {0xC7, 0xC7, "C"},     {0xC8, 0xCB, "E"},     {0xCC, 0xCF, "I"},
    {0xD0, 0xD0, "D"},     {0xD1, 0xD1, "N"},     {0xD2, 0xD6, "O"},     {0xD7, 0xD7, " "},
    {0xD8, 0xD8, "O"},     {0xD9, 0xDC, "U"},     {0xDD, 0xDD, "Y"},     {0xDE, 0xDE, "TH"},
    {0xDF, 0xDF, "SS"},    {0xE0, 0xE5, "A"},     {0xE6, 0xE6, "AE"},    {0xE7, 0xE7, "C"},
    {0xE8, 0xEB, "E"},     {0xEC, 0xEF, "I"},     {0xF0, 0xF0, "D"},     {0xF1, 0xF1, "N"},
    {0xF2, 0xF6, "O"},     {0xF7, 0xF7, " "},     {0xF8, 0xF8, "O"},     {0xF9, 0xFC, "U"},
    {0xFD, 0xFD, "Y"},     {0xFE, 0xFE, "TH"},    {0xFF, 0xFF, "Y"},     {0x100, 0x105, "A"},
    {0x106, 0x10D, "C"},   {0x10E, 0x111, "D"},   {0x112, 0x11B, "E"},   {0x11C, 0x123, "G"},
    {0x124, 0x127, "H"},   {0x128, 0x131, "I"},   {0x132, 0x133, "IJ"},  {0x134, 0x135, "J"},
    {0x136, 0x138, "K"},   {0x139, 0x142, "L"},   {0x143, 0x14B, "N"},   {0x14C, 0x151, "O"},
    {0x152, 0x153, "OE"},  {0x154, 0x159, "R"},   {0x15A, 0x161, "S"},   {0x162, 0x167, "T"},
    {0x168, 0x173, "U"},   {0x174, 0x175, "W"},   {0x176, 0x178, "Y"},   {0x179, 0x17E, "Z"},
    {0x17F, 0x17F, "S"},   {0x1A0, 0x1A1, "O"},   {0x1AF, 0x1B0, "U"},   {0x218, 0x219, "S"},
    {0x21A, 0x21B, "T"},   {0x2B9, 0x2BD, ""},    {0x300, 0x36F, ""},    {0x1EA0, 0x1EB7, "A"},
    {0x1EB8, 0x1EC7, "E"}, {0x1EC8, 0x1ECB, "I"}, {0x1ECC, 0x1EE3, "O"}, {0x1EE4, 0x1EF1, "U"},
    {0x1EF2, 0x1EF9, "Y"}, {0x2000, 0x2017, " "}, {0x2018, 0x201B, ""},  {0x201C, 0x206F, " "},
    {0xFEFF, 0xFEFF, ""},
});

struct CodePoint {
  char32_t value = 0;
  std::size_t num_bytes = 0;  ///< 0 where the bytes are not UTF-8
};

/// The code point of two bytes or more at the start of `text`.
CodePoint decode_multibyte(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t num_bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (num_bytes == 0 || lead > 0xF4 || text.size() < num_bytes) return {};
  char32_t value = lead & (0x7Fu >> num_bytes);
  for (std::size_t i = 1; i < num_bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0u) != 0x80u) return {};
    value = (value << 6) | (byte & 0x3Fu);
  }
  return {value, num_bytes};
}

void append_ascii(char sign, Digits digits, std::string& folded) {
  if (sign >= 'A' && sign <= 'Z') {
    folded += sign;
  } else if (sign >= 'a' && sign <= 'z') {
    folded += static_cast<char>(sign - 'a' + 'A');
  } else if (sign >= '0' && sign <= '9') {
    if (digits == Digits::kKept) folded += sign;
  } else if (sign != '\'' && sign != '`') {
    folded += ' ';
  }
}

void append_other(CodePoint point, std::string_view bytes, std::string& folded) {
  const auto* fold = std::lower_bound(
      kFolds.begin(), kFolds.end(), point.value,
      [](const Fold& candidate, char32_t value) { return candidate.last < value; });
  if (fold != kFolds.end() && fold->first <= point.value) {
    folded += fold->folded;
  } else {
    folded += bytes;
  }
}

}  // namespace

void append_folded(std::string_view text, std::string& folded, Digits digits) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char sign = text[i];
    if (static_cast<unsigned char>(sign) < 0x80) {
      if (sign == '(' || sign == '[') ++depth;
      if (depth == 0) append_ascii(sign, digits, folded);
      if ((sign == ')' || sign == ']') && depth > 0 && --depth == 0) folded += ' ';
      ++i;
      continue;
    }
    const CodePoint point = decode_multibyte(text.substr(i));
    if (point.num_bytes > 0 && depth == 0) {
      append_other(point, text.substr(i, point.num_bytes), folded);
    }
    i += std::max<std::size_t>(point.num_bytes, 1);
  }
}

}  // namespace fsu::text
