// Jaro-Winkler of one name against a dictionary in columns, 64 names at a time.
//
// The same doubles as text::jaro_winkler(query, name), to the last bit, for every pair: the kernels
// only count (matches, matches out of order, equal first bytes), and the score follows from the
// counts (jaro_winkler_score; a table where every name's is wanted). Names that share a length
// share the windows of their bytes, so these are constants of a block. To find the names from a
// cutoff on, the least number of matches that can reach it is worked out first for every two
// lengths and either case of the first byte; few names pass, and these are scored and compared, so
// none is lost, also where its score is the cutoff itself. Blocks without the query's first letter
// are left out where only a name with it can reach the cutoff. AVX-512, AVX2 and portable paths
// (batch_jaro_winkler_paths); names that stand in no column are compared one by one. Serial: one
// object a thread, and BlockRange to share the work out or to stay within a cache.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/text/batch_jaro_winkler_paths.hpp"
#include "kernels/text/jaro_winkler.hpp"
#include "kernels/text/name_columns.hpp"

namespace fsu::text {

/// A similarity to be reached, and the matches that it takes.
class JaroWinklerCutoff {
 public:
  explicit JaroWinklerCutoff(double similarity);

  [[nodiscard]] double similarity() const { return similarity_; }
  /// The least number of matches with which names of these lengths (1 to 64) can reach it, by
  /// whether their first bytes are equal; kNever where none can.
  [[nodiscard]] std::uint8_t min_matches(JaroLengths lengths, bool equal_first) const {
    return min_matches_[lengths.first][lengths.second][equal_first ? 1 : 0];
  }
  static constexpr std::uint8_t kNever = 255;

 private:
  double similarity_;
  std::array<std::array<std::array<std::uint8_t, 2>, kMaxComparedBytes + 1>, kMaxComparedBytes + 1>
      min_matches_{};
};

struct SimilarName {
  std::uint32_t name = 0;  ///< its position in the dictionary
  double similarity = 0;

  friend constexpr bool operator==(const SimilarName&, const SimilarName&) = default;
};

/// Compares one name with a dictionary.
class JaroWinklerBatch {
 public:
  /// The columns must outlive the batch.
  explicit JaroWinklerBatch(const NameColumns& columns) : columns_(&columns) {}

  void set(std::string_view query);

  /// The similarity of the query with every name, by position in the dictionary.
  void similarities(std::span<double> similarities);

  /// Adds all names at least as similar as the cutoff: by length, in order of the dictionary within
  /// a length; then those that stand in no column.
  void find_similar(const JaroWinklerCutoff& cutoff, std::vector<SimilarName>& similar);

  /// Adds those of some blocks.
  void find_similar(const JaroWinklerCutoff& cutoff, BlockRange blocks,
                    std::vector<SimilarName>& similar);
  /// Adds those that stand in no column.
  void find_similar_others(const JaroWinklerCutoff& cutoff, std::vector<SimilarName>& similar);

  /// The counts of each name of some blocks, which are of one length.
  void count(const NameColumns::Group& group, BlockRange blocks, std::span<JaroBlock> counts) const;

 private:
  [[nodiscard]] JaroTask make_task(const NameColumns::Group& group, BlockRange blocks) const;
  /// Scores by (matches, half of those out of order, prefix); made at first use.
  [[nodiscard]] std::span<const double> scores(std::size_t length);
  void find_in_group(const JaroWinklerCutoff& cutoff, const NameColumns::Group& group,
                     BlockRange blocks, std::vector<SimilarName>& similar);
  double compare_other(std::uint32_t name);

  const NameColumns* columns_;
  std::string query_;  ///< as far as it counts
  QueryMasks masks_;
  std::optional<JaroWinklerPattern> pattern_;  ///< for names in no column; set when it is needed
  std::vector<std::vector<double>> scores_;    ///< by both lengths
  std::vector<JaroBlock> counts_;
  std::vector<JaroFind> finds_;
};

}  // namespace fsu::text
