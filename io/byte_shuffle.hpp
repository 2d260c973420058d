// HDF5's SHUFFLE: byte k of all items stands together, in plane k.
//
// Items of `item_bytes` bytes lie one after another; byte k of item i is byte i of plane k, and a
// plane starts every `stride` bytes (at least the number of items). A table's fields are shuffled
// each by itself into their own planes, which gives the same bytes as shuffling whole records and
// never needs the records.
//
// Method: 16 items x 16 bytes are a matrix that four rounds of interleaving transpose (each round
// turns the number of a byte by one bit); vectors of 32 and 64 bytes hold two and four such
// matrices, so that a plane gets 64 bytes at a time. What does not fill a vector goes byte by byte.
// All paths give the same bytes.
#pragma once

#include <cstddef>

namespace fsu::io {

/// Where items stand as planes.
struct BytePlanes {
  std::byte* first = nullptr;  ///< byte 0 of item 0
  std::size_t stride = 0;      ///< bytes from plane to plane
};

/// Deals the bytes of items out to their planes.
void shuffle_bytes(const std::byte* items, std::size_t num_items, std::size_t item_bytes,
                   BytePlanes planes);

/// The inverse of shuffle_bytes; only reads the planes.
void unshuffle_bytes(BytePlanes planes, std::size_t num_items, std::size_t item_bytes,
                     std::byte* items);

}  // namespace fsu::io
