// The DEFLATE filter of chunks, made and undone without the HDF5 library, so that many chunks can
// be worked on at once (the library works on one at a time, about ten times slower).
//
// A chunk is a zlib stream (RFC 1950) that any reader of HDF5 takes for its own; its checksum tells
// of damage. It is made by ISA-L (igzip, level 1: on result tables about three times as fast as the
// fastest level of libdeflate, and 4 to 8 per cent larger) and read by libdeflate, the faster of
// the two at that. ISA-L has code of its own for different processors: the bytes of a chunk are the
// same for every run on one machine, while machines and versions of ISA-L may differ in them. What
// they hold is the same everywhere.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

struct libdeflate_decompressor;

namespace fsu::io {

/// Compresses one chunk after another; one for each thread.
class ChunkCompressor {
 public:
  ChunkCompressor();

  /// The compressed bytes, which stay until the next call.
  [[nodiscard]] std::span<const std::byte> compress(std::span<const std::byte> bytes);

 private:
  std::vector<unsigned char> work_;
  std::vector<std::byte> compressed_;
};

/// Decompresses one chunk after another; one for each thread.
class ChunkDecompressor {
 public:
  ChunkDecompressor();

  /// Fills `bytes`; false where the chunk is damaged or of another size.
  [[nodiscard]] bool decompress(std::span<const std::byte> chunk, std::span<std::byte> bytes) const;

 private:
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const;
  };
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
};

}  // namespace fsu::io
