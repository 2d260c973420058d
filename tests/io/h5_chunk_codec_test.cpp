// The chunk codec against the definition of SHUFFLE, and there and back.
#include "io/h5_chunk_codec.hpp"

#include <gtest/gtest.h>

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

Bytes reference_shuffle(const Bytes& records, std::size_t record_bytes) {
  Bytes shuffled;
  for (std::size_t byte = 0; byte < record_bytes; ++byte)
    for (std::size_t at = byte; at < records.size(); at += record_bytes)
      shuffled.push_back(records[at]);
  return shuffled;
}

TEST(ChunkCodec, ShuffleIsItsDefinitionAndUnshuffleItsInverse) {
  for (const std::size_t record_bytes : std::vector<std::size_t>{1, 2, 3, 8, 63, 64, 65, 300}) {
    for (const std::size_t num_records : std::vector<std::size_t>{0, 1, 2, 63, 64, 65, 200}) {
      const Bytes records = random_bytes(num_records * record_bytes, record_bytes, 256);
      Bytes shuffled(records.size());
      shuffle_bytes(records, record_bytes, shuffled);
      EXPECT_EQ(shuffled, reference_shuffle(records, record_bytes));
      Bytes back(records.size());
      unshuffle_bytes(shuffled, record_bytes, back);
      EXPECT_EQ(back, records);
    }
  }
}

TEST(ChunkCodec, DecodesWhatItEncodes) {
  for (const std::uint64_t num_values : std::vector<std::uint64_t>{1, 2, 256}) {
    for (const std::size_t num_records : std::vector<std::size_t>{1, 7, 1000, 20000}) {
      const Bytes records = random_bytes(num_records * 13, 5, num_values);
      Bytes back(records.size());
      ASSERT_TRUE(decode_chunk(encode_chunk(records, 13), 13, back));
      EXPECT_EQ(back, records);
    }
  }
}

TEST(ChunkCodec, SaysThatAChunkIsDamaged) {
  const Bytes records = random_bytes(13 * 1000, 9, 7);
  const Bytes chunk = encode_chunk(records, 13);
  Bytes back(records.size());
  for (std::size_t at = 0; at < chunk.size(); at += 97) {
    Bytes damaged = chunk;
    damaged[at] ^= std::byte{0x10};
    EXPECT_FALSE(decode_chunk(damaged, 13, back) && back != records) << "byte " << at;
  }
  EXPECT_FALSE(decode_chunk(std::span(chunk).first(chunk.size() / 2), 13, back));
  EXPECT_FALSE(decode_chunk({}, 13, back));
  Bytes too_short(records.size() - 13);
  EXPECT_FALSE(decode_chunk(chunk, 13, too_short));
}

}  // namespace
}  // namespace fsu::io
