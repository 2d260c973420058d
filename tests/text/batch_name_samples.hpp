// Dictionaries and queries for the tests of kernels over names in columns.
#pragma once

#include <string>
#include <vector>

#include "kernels/core/isa.hpp"
#include "kernels/core/random.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::text {

/// Every path of this machine.
inline std::vector<Isa> isas_of_machine() {
  std::vector<Isa> isas = {Isa::kPortable};
  if (best_isa() >= Isa::kAvx2) isas.push_back(Isa::kAvx2);
  if (best_isa() >= Isa::kAvx512) isas.push_back(Isa::kAvx512);
  return isas;
}

/// Sets a path and puts the old one back at the end of the scope.
class ScopedIsa {
 public:
  explicit ScopedIsa(Isa wanted) { set_isa(wanted); }
  ScopedIsa(const ScopedIsa&) = delete;
  ScopedIsa& operator=(const ScopedIsa&) = delete;
  ~ScopedIsa() { set_isa(old_); }

 private:
  Isa old_ = isa();
};

inline StringColumn to_string_column(const std::vector<std::string>& names) {
  StringColumn column;
  for (const std::string& name : names) column.push_back(name);
  return column;
}

/// Lengths around the borders of the lanes, and a few letters, so that names are near one another;
/// some dictionaries have more letters than there are codes, or bytes of UTF-8.
inline std::vector<std::string> sample_batch_names(std::uint64_t seed, std::size_t num_names) {
  constexpr std::size_t kMaxLengths[] = {6, 9, 17, 33, 66, 80};
  constexpr std::size_t kAlphabets[] = {1, 2, 4, 26, 31, 60, 255};
  Random setting(seed, 1, 0);
  const std::size_t max_length = kMaxLengths[setting.below(std::size(kMaxLengths))];
  const std::size_t alphabet = kAlphabets[setting.below(std::size(kAlphabets))];
  std::vector<std::string> names;
  for (std::size_t i = 0; i < num_names; ++i) {
    Random random(seed, 2, i);
    std::string name(random.below(max_length + 1), 'A');
    for (char& letter : name) letter = static_cast<char>('A' + random.below(alphabet));
    if (i > 0 && random.below(2) == 0) name = names[random.below(i)];
    for (std::uint64_t edits = random.below(4); edits > 0 && !name.empty(); --edits) {
      const std::size_t at = random.below(name.size());
      const std::uint64_t kind = random.below(4);
      if (kind == 0) name.insert(at, 1, static_cast<char>('A' + random.below(alphabet)));
      if (kind == 1) name.erase(at, 1);
      if (kind == 2) name[at] = '\xc3';
      if (kind == 3 && at + 1 < name.size()) std::swap(name[at], name[at + 1]);
    }
    names.push_back(name);
  }
  return names;
}

/// Dictionaries at the edges.
inline std::vector<std::vector<std::string>> degenerate_batch_names() {
  return {{},
          {""},
          {"A"},
          {"", "", "B", "AB"},
          std::vector<std::string>(64, "SMITH"),
          std::vector<std::string>(65, "SMITH"),
          std::vector<std::string>(130, ""),
          {std::string(64, 'A'), std::string(65, 'A'), std::string(200, 'A'), std::string(63, 'A')},
          {"M\xc3\x9cLLER", "MULLER", std::string("\0\0A", 3), std::string("\0", 1)}};
}

}  // namespace fsu::text
