// The chunk codec: there and back, for bytes that compress and that do not; as the HDF5 filter's
// own zlib reads it; and damage.
#include "io/h5_chunk_codec.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <vector>

#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

using Bytes = std::vector<std::byte>;

Bytes random_bytes(std::size_t size, std::uint64_t seed, std::uint64_t num_values) {
  Bytes bytes(size);
  Random random(seed, 0, size);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(random.below(num_values));
  return bytes;
}

Bytes compressed(ChunkCompressor& compressor, const Bytes& bytes) {
  const auto chunk = compressor.compress(bytes);
  return {chunk.begin(), chunk.end()};
}

TEST(ChunkCodec, DecodesWhatItEncodes) {
  ChunkCompressor compressor;
  const ChunkDecompressor decompressor;
  for (const std::uint64_t num_values : std::vector<std::uint64_t>{1, 2, 7, 256}) {
    for (const std::size_t size :
         std::vector<std::size_t>{1, 2, 63, 1000, 65536, 1 << 20, 3000000}) {
      const Bytes bytes = random_bytes(size, num_values, num_values);
      const Bytes chunk = compressed(compressor, bytes);
      Bytes back(size);
      ASSERT_TRUE(decompressor.decompress(chunk, back)) << size;
      EXPECT_TRUE(back == bytes) << size;
      Bytes by_zlib(size);
      uLongf by_zlib_size = size;
      ASSERT_EQ(::uncompress(reinterpret_cast<Bytef*>(by_zlib.data()), &by_zlib_size,
                             reinterpret_cast<const Bytef*>(chunk.data()), chunk.size()),
                Z_OK);
      EXPECT_TRUE(by_zlib_size == size && by_zlib == bytes) << size;
    }
  }
}

TEST(ChunkCodec, GivesTheSameBytesWhateverCameBefore) {
  const Bytes bytes = random_bytes(200000, 3, 9);
  ChunkCompressor fresh;
  const Bytes expected = compressed(fresh, bytes);
  ChunkCompressor used;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    static_cast<void>(used.compress(random_bytes(100000 + seed, seed, 1 + 60 * seed)));
    EXPECT_TRUE(compressed(used, bytes) == expected) << seed;
  }
}

TEST(ChunkCodec, SaysThatAChunkIsDamaged) {
  const Bytes bytes = random_bytes(13 * 1000, 9, 7);
  ChunkCompressor compressor;
  const ChunkDecompressor decompressor;
  const Bytes chunk = compressed(compressor, bytes);
  Bytes back(bytes.size());
  for (std::size_t at = 0; at < chunk.size(); at += 97) {
    Bytes damaged = chunk;
    damaged[at] ^= std::byte{0x10};
    EXPECT_FALSE(decompressor.decompress(damaged, back) && back != bytes) << "byte " << at;
  }
  EXPECT_FALSE(decompressor.decompress(std::span(chunk).first(chunk.size() / 2), back));
  EXPECT_FALSE(decompressor.decompress({}, back));
  Bytes too_short(bytes.size() - 13);
  EXPECT_FALSE(decompressor.decompress(chunk, too_short));
  Bytes too_long(bytes.size() + 13);
  EXPECT_FALSE(decompressor.decompress(chunk, too_long));
}

}  // namespace
}  // namespace fsu::io
