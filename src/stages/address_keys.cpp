#include "src/stages/address_keys.hpp"

#include "src/stages/dense_ids.hpp"

namespace fsu::stages {
namespace {

/// Prefixes keep the three kinds apart and in order.
std::string key_text(const AddressColumns& columns, std::size_t row) {
  if (!columns.address_id[row].empty()) return "1" + std::string(columns.address_id[row]);
  const std::string text = normalised_address(columns.address[row]);
  if (!text.empty()) return "2" + text;
  return columns.lpa[row].empty() ? std::string() : "3" + std::string(columns.lpa[row]);
}

bool is_letter_or_digit(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

}  // namespace

std::string normalised_address(std::string_view text) {
  std::string result;
  for (const char raw : text) {
    const auto c = static_cast<unsigned char>(raw >= 'a' && raw <= 'z' ? raw - 'a' + 'A' : raw);
    if (is_letter_or_digit(c)) {
      result.push_back(static_cast<char>(c));
    } else if (!result.empty() && result.back() != ' ') {
      result.push_back(' ');
    }
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::vector<usage::AddressKey> address_keys(const AddressColumns& columns) {
  StringColumn texts;
  for (std::size_t row = 0; row < columns.address_id.size(); ++row)
    texts.push_back(key_text(columns, row));
  return dense_ids<usage::AddressKey>(texts).ids;
}

}  // namespace fsu::stages
