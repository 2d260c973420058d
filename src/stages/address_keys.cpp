#include "src/stages/address_keys.hpp"

#include <utility>

#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

/// The form of a text behind a prefix, which keeps the kinds apart and in order.
std::string prefixed(char prefix, std::string_view text) {
  return text.empty() ? std::string() : prefix + std::string(text);
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

void add_addresses(const StringColumn& ids, const StringColumn& texts,
                   std::vector<ComparedTexts>& columns) {
  columns.push_back(compared_texts(
      ids, [](std::string_view id) { return prefixed('1', id); },
      [](std::size_t) { return true; }));
  columns.push_back(compared_texts(
      texts, [](std::string_view text) { return prefixed('2', normalised_address(text)); },
      [&](std::size_t row) { return ids[row].empty(); }));
}

std::vector<usage::AddressKey> address_keys(const AddressColumns& columns) {
  constexpr std::size_t kBlockRows = std::size_t{1} << 15;
  std::vector<ComparedTexts> texts;
  add_addresses(columns.address_id, columns.address, texts);
  const auto has_address = [&](std::size_t row) {
    return !columns.address_id[row].empty() || !texts[1].forms[texts[1].form_of(row)].empty();
  };
  ComparedTexts areas = compared_texts(
      columns.lpa, [](std::string_view lpa) { return prefixed('3', lpa); },
      [&](std::size_t row) { return !has_address(row); });
  texts.push_back(std::move(areas));
  const SharedValues shared = share_values(texts);
  std::vector<usage::AddressKey> keys(columns.address_id.size());
  for_blocks(keys.size(), kBlockRows, [&](const Block& block) {
    for (std::size_t row = block.begin; row < block.end; ++row) {
      for (auto column = shared.columns.rbegin(); column != shared.columns.rend(); ++column) {
        if (!(*column)[row].is_none()) keys[row] = usage::AddressKey{(*column)[row].value};
      }
    }
  });
  return keys;
}

}  // namespace fsu::stages
