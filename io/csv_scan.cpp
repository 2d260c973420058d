#include "io/csv_scan.hpp"

#include <algorithm>
#include <bit>

#include "io/csv_scan_paths.hpp"

namespace fsu::io {
namespace {

/// What one block leaves for the next: each 0 or 1, but `inside` 0 or all ones.
struct Carry {
  std::uint64_t inside = 0;
  std::uint64_t separator = 1;  // a piece begins at a record
  std::uint64_t closing_quote = 0;
  std::uint64_t carriage_return = 0;  // behind a closing quote
};

void note_quoted_line_ends(std::uint64_t bits, std::uint32_t offset, CsvMarks& marks) {
  for (; bits != 0; bits &= bits - 1)
    marks.quoted_line_ends.push_back(offset + static_cast<std::uint32_t>(std::countr_zero(bits)));
}

/// Takes what is inside quotes out of a block's separators; false where a quote is not clean, with
/// the separators before that place only.
bool settle_block(TileMasks& masks, std::size_t block, std::uint32_t offset, Carry& carry,
                  CsvMarks& marks) {
  const std::uint64_t quotes = masks.quotes[block];
  std::uint64_t& separators = masks.separators[block];
  std::uint64_t& line_ends = masks.line_ends[block];
  const std::uint64_t inside = masks.parity[block] ^ carry.inside;
  const std::uint64_t quoted_line_ends = line_ends & inside;
  separators &= ~inside;
  line_ends &= ~inside;
  const std::uint64_t opening = quotes & inside;
  const std::uint64_t closing = quotes & ~inside;
  const std::uint64_t behind = closing << 1 | carry.closing_quote;
  const std::uint64_t behind_return = behind & masks.carriage_returns[block];
  const std::uint64_t unclean = (opening & ~(separators << 1 | carry.separator)) |
                                (behind & ~(separators | behind_return)) |
                                ((behind_return << 1 | carry.carriage_return) & ~line_ends);
  carry = {std::uint64_t{0} - (inside >> 63), separators >> 63, closing >> 63, behind_return >> 63};
  if (unclean == 0) {
    if (quoted_line_ends != 0) note_quoted_line_ends(quoted_line_ends, offset, marks);
    return true;
  }
  const std::uint64_t before = (unclean & (~unclean + 1)) - 1;
  separators &= before;
  line_ends &= before;
  note_quoted_line_ends(quoted_line_ends & before, offset, marks);
  return false;
}

/// Settles the blocks of a tile; returns how many of them hold marks, fewer than all where a quote
/// is not clean.
std::size_t settle_tile(TileMasks& masks, std::size_t num_blocks, std::uint32_t offset,
                        Carry& carry, CsvMarks& marks) {
  for (std::size_t block = 0; block < num_blocks; ++block, offset += kScanBlock) {
    const std::uint64_t any_quote =
        masks.quotes[block] | carry.inside | carry.closing_quote | carry.carriage_return;
    if (any_quote == 0) {
      carry.separator = masks.separators[block] >> 63;
    } else if (!settle_block(masks, block, offset, carry, marks)) {
      marks.is_clean = false;
      return block + 1;
    }
  }
  return num_blocks;
}

}  // namespace

void scan_csv(const char* text, std::size_t num_blocks, CsvMarks& marks) {
  const ScanPath path = scan_path();
  const std::size_t first = marks.num_reserved;
  const std::size_t most = num_blocks * kScanBlock;
  // A block may write up to 64 numbers wherever its first one goes.
  if (marks.separator_buffer.size() < first + most + kScanBlock)
    marks.separator_buffer.resize(first + most + kScanBlock);
  if (marks.record_end_buffer.size() < most) marks.record_end_buffer.resize(most);
  marks.quoted_line_ends.clear();
  marks.has_odd_bytes = false;
  marks.is_clean = true;
  MarkEnds ends{marks.separator_buffer.data() + first, marks.record_end_buffer.data(), 0};
  Carry carry;
  TileMasks masks;
  for (std::size_t block = 0; block < num_blocks && marks.is_clean; block += kTile) {
    const std::size_t count = std::min(kTile, num_blocks - block);
    const auto offset = static_cast<std::uint32_t>(block * kScanBlock);
    path.mask_tile(text + offset, count, masks);
    marks.has_odd_bytes = marks.has_odd_bytes || masks.odd_bytes != 0;
    const std::size_t num_settled = settle_tile(masks, count, offset, carry, marks);
    path.write_marks(masks, num_settled, offset, ends);
  }
  marks.separators = std::span(marks.separator_buffer).subspan(first, ends.num_separators);
  marks.record_ends = {marks.record_end_buffer.data(), ends.record_ends};
}

}  // namespace fsu::io
