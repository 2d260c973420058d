// The names of a dictionary grouped by length, letters coded and in transposed columns: the layout
// that lets one name be compared with 64 others at a time (batch_jaro_winkler,
// batch_edit_distance).
//
// The 31 most frequent byte values of the dictionary have codes 1 to 31; 0 is no letter. A name of
// 1 to 64 coded bytes stands in a block of 64 names of its length, in order of the dictionary; a
// block is `length` columns of 64 codes, one behind the other, so a column is one 512-bit register.
// The last block of a length is filled up with code 0. A code below 16 is stored as it is, others
// with the upper half 9: the lower six bits then index a table of 64 (vpermb), and the top bit
// tells which table of 16 to use (pshufb). All other names (empty, longer, with rare bytes) are
// listed apart, for the caller to compare one by one. One byte a letter and four a name; built
// serially.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/core/string_column.hpp"
#include "kernels/text/letter_codes.hpp"

namespace fsu::text {

inline constexpr std::size_t kColumnNames = 64;       ///< names of a block
inline constexpr std::size_t kMaxColumnLength = 64;   ///< bytes of a name in columns
inline constexpr std::uint32_t kNoName = 0xffffffff;  ///< behind the last name of a length

/// Half-open range of blocks.
struct BlockRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] BlockRange intersect(BlockRange other) const;
};

class NameColumns {
 public:
  /// The names of one length.
  struct Group {
    std::size_t length = 0;
    BlockRange blocks;
    std::size_t first_letter = 0;  ///< where the columns of its first block begin
    /// The blocks that hold a name with that first code; tight where the dictionary is sorted.
    std::array<BlockRange, kNumLetterCodes> blocks_of_first{};
  };

  /// The dictionary must outlive the columns.
  explicit NameColumns(const StringColumn& names);

  [[nodiscard]] const StringColumn& names() const { return *names_; }
  [[nodiscard]] std::span<const Group> groups() const { return groups_; }
  [[nodiscard]] BlockRange all_blocks() const { return {0, places_.size() / kColumnNames}; }
  /// Columns of a block of the group.
  [[nodiscard]] const std::uint8_t* columns(const Group& group, std::size_t block) const {
    return letters_.data() + group.first_letter +
           (block - group.blocks.begin) * group.length * kColumnNames;
  }
  /// The name of each place of all blocks, 64 a block; kNoName where there is none.
  [[nodiscard]] std::span<const std::uint32_t> places() const { return places_; }
  /// Names that stand in no block, ascending.
  [[nodiscard]] std::span<const std::uint32_t> others() const { return others_; }

  [[nodiscard]] const LetterCodes& codes() const { return codes_; }

 private:
  [[nodiscard]] bool fits(std::string_view name) const;
  void lay_out_groups();
  void fill_columns();

  const StringColumn* names_;
  LetterCodes codes_;
  std::vector<Group> groups_;
  std::vector<std::uint8_t> letters_;
  std::vector<std::uint32_t> places_;
  std::vector<std::uint32_t> others_;
};

}  // namespace fsu::text
