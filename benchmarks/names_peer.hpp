// rapidfuzz-cpp on the tasks of names_benchmark: one name against a list.
//
// Compiled for the processor at hand, so that its vector forms are used. Scores are as the library
// gives them; a cutoff is applied by comparing them, since with a cutoff of its own the library
// leaves out pairs that score exactly the cutoff.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fsu::peer {

/// The list, as the library's vector forms want it: names of up to 16 bytes.
class RapidFuzzNames {
 public:
  explicit RapidFuzzNames(const std::vector<std::string>& names);
  RapidFuzzNames(const RapidFuzzNames&) = delete;
  RapidFuzzNames& operator=(const RapidFuzzNames&) = delete;
  ~RapidFuzzNames();

  /// Names at least so similar: one scorer for the query, name by name.
  [[nodiscard]] std::size_t count_similar_cached(std::string_view query, double cutoff) const;
  /// The same, many names at a time.
  [[nodiscard]] std::size_t count_similar_multi(std::string_view query, double cutoff) const;
  /// Names within so many edits (OSA).
  [[nodiscard]] std::size_t count_near_cached(std::string_view query, std::size_t max_edits) const;
  [[nodiscard]] std::size_t count_near_multi(std::string_view query, std::size_t max_edits) const;

 private:
  struct Scorers;
  const std::vector<std::string>* names_;
  std::unique_ptr<Scorers> scorers_;
};

}  // namespace fsu::peer
