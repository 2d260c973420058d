// Bit masks of 64 bytes of CSV text, and the places of their bits: what scan_csv needs of the
// processor, in a portable way, with AVX2 and carry-less products, and with AVX-512.
#pragma once

#include <cstddef>
#include <cstdint>

#include "io/csv_scan.hpp"

namespace fsu::io {

inline constexpr std::size_t kTile = 16;  ///< blocks whose masks are made at a time

/// The masks of a tile's blocks, bit i for byte i.
struct TileMasks {
  std::uint64_t quotes[kTile];
  std::uint64_t parity[kTile];  ///< bit i: an odd number of the block's quotes is at or before i
  std::uint64_t separators[kTile];
  std::uint64_t line_ends[kTile];
  std::uint64_t carriage_returns[kTile];
  std::uint64_t odd_bytes;  ///< of all blocks together
};

/// Where the next marks go.
struct MarkEnds {
  std::uint32_t* separators;
  std::uint32_t* record_ends;
  std::uint32_t num_separators;
};

/// The two steps on one path.
struct ScanPath {
  void (*mask_tile)(const char* text, std::size_t num_blocks, TileMasks& masks);
  void (*write_marks)(const TileMasks& masks, std::size_t num_blocks, std::uint32_t offset,
                      MarkEnds& ends);
};

/// The path of isa().
[[nodiscard]] ScanPath scan_path();

}  // namespace fsu::io
