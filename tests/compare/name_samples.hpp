// Dictionaries to compare names in: random names of few letters, with near ones, compounds and
// given names among them, so that every rule holds for some pairs.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kernels/core/random.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::compare {

template <class Names>
StringColumn to_column(const Names& names) {
  StringColumn column;
  for (const std::string& name : names) column.push_back(name);
  return column;
}

inline StringColumn to_dictionary(const std::set<std::string>& names) { return to_column(names); }

inline std::string random_word(Random& random, std::uint64_t max_length, std::uint64_t alphabet) {
  std::string word(1 + random.below(max_length), 'A');
  for (char& letter : word) letter = static_cast<char>('A' + random.below(alphabet));
  return word;
}

inline std::string misspell(Random& random, std::string name) {
  const std::size_t at = random.below(name.size());
  switch (random.below(5)) {
    case 0:
      name.insert(at, 1, static_cast<char>('A' + random.below(5)));
      break;
    case 1:
      name.erase(at, 1);
      break;
    case 2:
      name[at] = static_cast<char>('A' + random.below(5));
      break;
    case 3:
      if (at + 1 < name.size()) std::swap(name[at], name[at + 1]);
      break;
    default:
      name.insert(at, 1, ' ');
  }
  return name;
}

/// About `num_names` distinct names, never empty; the same for the same seed.
inline std::set<std::string> sample_names(std::uint64_t seed, std::size_t num_names) {
  const std::vector<std::string> given = {"WILLIAM", "BILL",     "BILLY", "LIAM",  "ELIZABETH",
                                          "BETH",    "MOHAMMED", "JO",    "SHAUN", "MUHAMMAD"};
  std::vector<std::string> names = given;
  for (std::uint64_t i = 0; names.size() < num_names; ++i) {
    Random random(seed, 7, i);
    const std::uint64_t max_length = random.below(50) == 0 ? 90 : 10;
    std::string name = random_word(random, max_length, 2 + random.below(6));
    if (random.below(6) == 0) name += " " + random_word(random, 6, 3);
    if (random.below(3) == 0) name = names[random.below(names.size())];
    if (random.below(2) == 0) name = misspell(random, name);
    if (random.below(3) == 0 && !name.empty()) name = misspell(random, name);
    if (!name.empty()) names.push_back(std::move(name));
  }
  return {names.begin(), names.end()};
}

}  // namespace fsu::compare
