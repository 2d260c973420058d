// The blocking keys of a record: hashes of what one or two of its fields say.
//
// Keys of different meaning stand in different indexes, so a key holds values only. A hash that
// happens to be shared adds a candidate and loses none.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/core/hash.hpp"
#include "kernels/core/identities.hpp"

namespace fsu::blocking {

/// Two of year, month and day, as a number; 0 where one of them is not known.
using DateParts = std::array<std::uint32_t, 3>;

/// Year and month, year and day, month and day.
[[nodiscard]] inline DateParts date_parts(int year, int month, int day) {
  const auto join = [](int kind, int a, int b) {
    return a == 0 || b == 0 ? 0U : static_cast<std::uint32_t>((kind * 10000 + a) * 100 + b);
  };
  return {join(1, year, month), join(2, year, day), join(3, month, day)};
}

[[nodiscard]] inline DateParts date_parts(std::int32_t date) {
  return date_parts(year_of(date), month_of(date), day_of(date));
}

/// The same with day and month exchanged.
[[nodiscard]] inline DateParts exchanged_date_parts(std::int32_t date) {
  return date_parts(year_of(date), day_of(date), month_of(date));
}

[[nodiscard]] inline std::uint64_t key_of(std::uint64_t value) { return mix_bits(value + 1); }
[[nodiscard]] inline std::uint64_t key_of(std::uint64_t a, std::uint64_t b) {
  return combine_hashes(a, b);
}

[[nodiscard]] inline std::uint64_t full_name_key(NameId forename, NameId surname) {
  return key_of(forename.value, surname.value);
}

[[nodiscard]] inline std::uint64_t field_key(std::size_t field, ValueId value) {
  return key_of(field, value.value);
}

/// A key needs at least as many bytes of an identifier to say something.
inline constexpr std::size_t kMinIdentifierLength = 4;

/// Keys of a text with one byte left out, and of the whole: texts one edit apart share one, also
/// where a byte is missing or two neighbours are exchanged. Distinct: a run of one byte leaves one
/// text.
inline void append_deletion_keys(std::string_view text, std::vector<std::uint64_t>& keys) {
  keys.push_back(hash_bytes(text));
  std::string rest;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && text[i] == text[i - 1]) continue;
    rest.assign(text.substr(0, i)).append(text.substr(i + 1));
    keys.push_back(hash_bytes(rest));
  }
}

/// Keys of the first, middle and last third of an identifier.
[[nodiscard]] inline std::array<std::uint64_t, 3> part_keys(std::string_view text) {
  const std::size_t third = (text.size() + 2) / 3;
  std::array<std::uint64_t, 3> keys{};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::size_t begin = i + 1 == keys.size() && text.size() > third
                                  ? text.size() - third
                                  : std::min(i * third, text.size());
    keys[i] = hash_bytes(text.substr(begin, third), 2 + i);
  }
  return keys;
}

}  // namespace fsu::blocking
