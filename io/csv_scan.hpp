// Finds the commas and line ends of CSV text that stand outside quotes: the structure of a piece of
// clean records, 64 bytes at a time.
//
// A piece begins at a record. Each block of 64 bytes becomes bit masks, one bit a byte: quotes,
// separators (commas and line ends), line ends, carriage returns. The prefix parity of the quotes
// says which bytes are inside a quoted value (Langdale and Lemire 2019: a carry-less product by
// all ones); separators inside do not count. The scan is exact while quotes are clean: each opening
// one right behind a separator, each closing one right before a separator or CRLF. At the first
// that is not ("" or a stray quote) it stops, and the record in which that stands is for the
// RecordReader to read.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fsu::io {

/// Bytes of a block; a scanned text must be readable for as many bytes behind what is scanned.
inline constexpr std::size_t kScanBlock = 64;

struct CsvMarks {
  /// Where each field ends, as the offset right behind its separator: where the next one begins.
  std::span<const std::uint32_t> separators;
  /// Which of the separators are line ends, ascending.
  std::span<const std::uint32_t> record_ends;
  /// Offsets of line ends inside quotes, ascending.
  std::vector<std::uint32_t> quoted_line_ends;
  bool has_odd_bytes = false;  ///< a NUL or a byte above 127 is among the bytes
  bool is_clean = true;        ///< false: stopped at a quote that is not clean

  /// What the spans lie in; kept from scan to scan. The caller may keep `num_reserved` numbers of
  /// its own in front of the separators.
  std::vector<std::uint32_t> separator_buffer;
  std::vector<std::uint32_t> record_end_buffer;
  std::size_t num_reserved = 0;
};

/// Scans `num_blocks` blocks from `text` on, at most 2^20 of them, on the path of isa().
void scan_csv(const char* text, std::size_t num_blocks, CsvMarks& marks);

}  // namespace fsu::io
