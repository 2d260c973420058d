#include "io/h5_chunk_codec.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <memory>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

/// After the shuffle the fastest level is within a few per cent of zlib's size.
constexpr int kCompressionLevel = 1;

/// Records of a tile stay in the first-level cache while their bytes are dealt out.
constexpr std::size_t kTileRecords = 64;

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};
struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

/// Calls `move(record byte's place, shuffled byte's place)` for every byte, tile by tile.
template <class Move>
void for_each_byte(std::size_t num_records, std::size_t record_bytes, const Move& move) {
  for (std::size_t begin = 0; begin < num_records; begin += kTileRecords) {
    const std::size_t end = std::min(num_records, begin + kTileRecords);
    for (std::size_t byte = 0; byte < record_bytes; ++byte) {
      for (std::size_t record = begin; record < end; ++record)
        move(record * record_bytes + byte, byte * num_records + record);
    }
  }
}

}  // namespace

void shuffle_bytes(std::span<const std::byte> records, std::size_t record_bytes,
                   std::span<std::byte> shuffled) {
  FSU_CHECK(records.size() % record_bytes == 0 && shuffled.size() == records.size());
  const std::byte* const from = records.data();
  std::byte* const to = shuffled.data();
  for_each_byte(records.size() / record_bytes, record_bytes,
                [=](std::size_t plain, std::size_t dealt) { to[dealt] = from[plain]; });
}

void unshuffle_bytes(std::span<const std::byte> shuffled, std::size_t record_bytes,
                     std::span<std::byte> records) {
  FSU_CHECK(records.size() % record_bytes == 0 && shuffled.size() == records.size());
  const std::byte* const from = shuffled.data();
  std::byte* const to = records.data();
  for_each_byte(records.size() / record_bytes, record_bytes,
                [=](std::size_t plain, std::size_t dealt) { to[plain] = from[dealt]; });
}

std::vector<std::byte> encode_chunk(std::span<const std::byte> records, std::size_t record_bytes) {
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(
      libdeflate_alloc_compressor(kCompressionLevel));
  FSU_CHECK(compressor != nullptr);
  std::vector<std::byte> shuffled(records.size());
  shuffle_bytes(records, record_bytes, shuffled);
  std::vector<std::byte> chunk(libdeflate_zlib_compress_bound(compressor.get(), shuffled.size()));
  const std::size_t size = libdeflate_zlib_compress(compressor.get(), shuffled.data(),
                                                    shuffled.size(), chunk.data(), chunk.size());
  FSU_CHECK(size > 0);
  chunk.resize(size);
  return chunk;
}

bool decode_chunk(std::span<const std::byte> chunk, std::size_t record_bytes,
                  std::span<std::byte> records) {
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  FSU_CHECK(decompressor != nullptr);
  std::vector<std::byte> shuffled(records.size());
  if (libdeflate_zlib_decompress(decompressor.get(), chunk.data(), chunk.size(), shuffled.data(),
                                 shuffled.size(), nullptr) != LIBDEFLATE_SUCCESS) {
    return false;
  }
  unshuffle_bytes(shuffled, record_bytes, records);
  return true;
}

}  // namespace fsu::io
