// Chunks of records as HDF5's SHUFFLE and DEFLATE filters store them, made without the library so
// that many can be made at once (the library works on one at a time, about ten times slower).
//
// SHUFFLE stores byte 0 of all records, then byte 1 of all, and so on; DEFLATE is a zlib stream
// (RFC 1950). Any reader of HDF5 takes the chunks for its own.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace fsu::io {

/// Byte k of record i goes from i * record_bytes + k to k * (number of records) + i.
void shuffle_bytes(std::span<const std::byte> records, std::size_t record_bytes,
                   std::span<std::byte> shuffled);

/// The inverse of shuffle_bytes.
void unshuffle_bytes(std::span<const std::byte> shuffled, std::size_t record_bytes,
                     std::span<std::byte> records);

/// Whole records, shuffled and compressed.
[[nodiscard]] std::vector<std::byte> encode_chunk(std::span<const std::byte> records,
                                                  std::size_t record_bytes);

/// The records of a chunk, `records` as large as they are; false where the chunk is damaged.
[[nodiscard]] bool decode_chunk(std::span<const std::byte> chunk, std::size_t record_bytes,
                                std::span<std::byte> records);

}  // namespace fsu::io
