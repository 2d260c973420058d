// Edit distances (OSA) of one name to a dictionary in columns, 64 names at a time.
//
// The same distances as text::edit_distance for every pair. Hyyro's bit-parallel recurrence in
// lanes (batch_edit_distance_paths). Names whose length differs from the query's by more than a
// limit are not within it, and their blocks are not read. AVX-512, AVX2 and portable paths; names
// that stand in no column, and all names where the query has more than 64 bytes, are measured one
// by one. Serial: one object a thread, and BlockRange to share the work out or to stay within a
// cache.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/text/batch_edit_distance_paths.hpp"
#include "kernels/text/edit_distance.hpp"
#include "kernels/text/name_columns.hpp"

namespace fsu::text {

struct NearName {
  std::uint32_t name = 0;  ///< its position in the dictionary
  int distance = 0;

  friend constexpr bool operator==(const NearName&, const NearName&) = default;
};

/// Measures one name against a dictionary.
class EditDistanceBatch {
 public:
  /// The columns must outlive the batch.
  explicit EditDistanceBatch(const NameColumns& columns) : columns_(&columns) {}

  void set(std::string_view query);

  /// The distance of the query to every name, by position in the dictionary.
  void distances(std::span<int> distances);

  /// Adds all names at most so many edits away: by length, in order of the dictionary within a
  /// length; then those that stand in no column.
  void find_near(int max_edits, std::vector<NearName>& near);

  /// Adds those of some blocks.
  void find_near(int max_edits, BlockRange blocks, std::vector<NearName>& near);
  /// Adds those that stand in no column.
  void find_near_others(int max_edits, std::vector<NearName>& near);

 private:
  [[nodiscard]] EditTask make_task(const NameColumns::Group& group, BlockRange blocks) const;
  [[nodiscard]] bool fits_columns() const {
    return !query_.empty() && query_.size() <= kMaxColumnLength;
  }
  void find_one_by_one(int max_edits, std::span<const std::uint32_t> names,
                       std::vector<NearName>& near);
  int measure_one(std::uint32_t name);

  const NameColumns* columns_;
  std::string query_;
  QueryMasks masks_;
  std::optional<EditDistancePattern> pattern_;  ///< for single names; set when it is needed
  std::vector<EditBlock> blocks_;
  std::vector<EditFind> finds_;
};

}  // namespace fsu::text
