#include "io/byte_shuffle.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/isa.hpp"

namespace fsu::io {
namespace {

/// Items and bytes of an item that a matrix holds.
constexpr std::size_t kMatrix = 16;

/// Items of a tile stay in the first-level cache while their bytes are dealt out one by one.
constexpr std::size_t kTileItems = 64;

using Bytes16 = unsigned char __attribute__((vector_size(16)));
using Bytes32 = unsigned char __attribute__((vector_size(32)));
using Bytes64 = unsigned char __attribute__((vector_size(64)));

#define FSU_INLINE inline __attribute__((always_inline))

/// From which byte of two vectors of `size` bytes byte `at` comes when the low (`from` 0) or high
/// (`from` 8) halves of their 16-byte parts are interleaved.
constexpr int interleaved(std::size_t at, std::size_t size, std::size_t from) {
  const std::size_t in_part = at % kMatrix;
  return static_cast<int>(at - in_part + from + in_part / 2 + (in_part % 2 != 0 ? size : 0));
}

template <class Vector, std::size_t... At>
FSU_INLINE void interleave(const Vector& a, const Vector& b, Vector& low, Vector& high,
                           std::index_sequence<At...> /*places*/) {
  low = __builtin_shufflevector(a, b, interleaved(At, sizeof(Vector), 0)...);
  high = __builtin_shufflevector(a, b, interleaved(At, sizeof(Vector), 8)...);
}

/// Transposes the 16 x 16 matrices that the 16-byte parts of the vectors make.
template <class Vector>
FSU_INLINE void transpose(Vector (&rows)[kMatrix]) {
  constexpr auto kPlaces = std::make_index_sequence<sizeof(Vector)>();
#pragma GCC unroll 4
  for (int round = 0; round < 4; ++round) {
    Vector next[kMatrix];
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kMatrix / 2; ++i)
      interleave(rows[i], rows[i + kMatrix / 2], next[2 * i], next[2 * i + 1], kPlaces);
#pragma GCC unroll 16
    for (std::size_t i = 0; i < kMatrix; ++i) rows[i] = next[i];
  }
}

/// Loads 16 bytes of an item into each 16-byte part: items 0, 16, 32 and 48 places on.
FSU_INLINE void load_parts(const std::byte* item, std::size_t /*part_bytes*/, Bytes16& row) {
  std::memcpy(&row, item, sizeof row);
}
template <std::size_t... At>
FSU_INLINE void join(const Bytes16& a, const Bytes16& b, Bytes32& both,
                     std::index_sequence<At...> /*places*/) {
  both = __builtin_shufflevector(a, b, static_cast<int>(At)...);
}
template <std::size_t... At>
FSU_INLINE void join(const Bytes32& a, const Bytes32& b, Bytes64& both,
                     std::index_sequence<At...> /*places*/) {
  both = __builtin_shufflevector(a, b, static_cast<int>(At)...);
}
FSU_INLINE void load_parts(const std::byte* item, std::size_t part_bytes, Bytes32& row) {
  Bytes16 a;
  Bytes16 b;
  load_parts(item, part_bytes, a);
  load_parts(item + part_bytes, part_bytes, b);
  join(a, b, row, std::make_index_sequence<32>());
}
FSU_INLINE void load_parts(const std::byte* item, std::size_t part_bytes, Bytes64& row) {
  Bytes32 a;
  Bytes32 b;
  load_parts(item, part_bytes, a);
  load_parts(item + 2 * part_bytes, part_bytes, b);
  join(a, b, row, std::make_index_sequence<64>());
}

/// Stores the 16-byte parts as items 0, 16, 32 and 48 places on.
template <std::size_t kPart, class Vector, std::size_t... At>
FSU_INLINE void store_part(const Vector& row, std::byte* item,
                           std::index_sequence<At...> /*places*/) {
  const Bytes16 part = __builtin_shufflevector(row, row, static_cast<int>(At + kPart * kMatrix)...);
  std::memcpy(item, &part, sizeof part);
}

/// One by one: items [begin, end) and bytes [first_byte, end_byte) of them.
template <class Move>
void move_one_by_one(std::size_t begin, std::size_t end, std::size_t item_bytes, const Move& move) {
  for (; begin < end; begin += kTileItems) {
    const std::size_t tile_end = std::min(end, begin + kTileItems);
    for (std::size_t byte = 0; byte < item_bytes; ++byte)
      for (std::size_t item = begin; item < tile_end; ++item) move(item, byte);
  }
}

void shuffle_one_by_one(const std::byte* items, std::size_t begin, std::size_t end,
                        std::size_t item_bytes, BytePlanes planes) {
  move_one_by_one(begin, end, item_bytes, [=](std::size_t item, std::size_t byte) {
    planes.first[byte * planes.stride + item] = items[item * item_bytes + byte];
  });
}

void unshuffle_one_by_one(BytePlanes planes, std::size_t begin, std::size_t end,
                          std::size_t item_bytes, std::byte* items) {
  move_one_by_one(begin, end, item_bytes, [=](std::size_t item, std::size_t byte) {
    items[item * item_bytes + byte] = planes.first[byte * planes.stride + item];
  });
}

/// How many items fill whole vectors and can be loaded and stored 16 bytes at a time without
/// leaving the items: the bytes of a short item are followed by those of the next.
std::size_t whole_vectors(std::size_t num_items, std::size_t item_bytes, std::size_t vector_items) {
  const std::size_t beyond = item_bytes < kMatrix ? kMatrix / item_bytes : 0;
  return num_items < beyond ? 0 : (num_items - beyond) / vector_items * vector_items;
}

/// The first `count` bytes, at most kMost, of as many items as a vector has bytes. The compiler
/// leaves out what would be made for more than kMost planes.
template <class Vector, std::size_t kMost>
FSU_INLINE void shuffle_matrices(const std::byte* items, std::size_t item_bytes, std::size_t count,
                                 std::byte* plane, std::size_t stride) {
  Vector rows[kMatrix];
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kMatrix; ++i)
    load_parts(items + i * item_bytes, kMatrix * item_bytes, rows[i]);
  transpose(rows);
#pragma GCC unroll 16
  for (std::size_t k = 0; k < kMost; ++k)
    if (kMost == kMatrix || k < count) std::memcpy(plane + k * stride, &rows[k], sizeof(Vector));
}

/// Returns how many items it has dealt out.
template <class Vector>
FSU_INLINE std::size_t shuffle_vectors(const std::byte* items, std::size_t num_items,
                                       std::size_t item_bytes, BytePlanes planes) {
  const std::size_t end = whole_vectors(num_items, item_bytes, sizeof(Vector));
  const std::size_t few = item_bytes % kMatrix;
  for (std::size_t item = 0; item < end; item += sizeof(Vector)) {
    const std::byte* const from = items + item * item_bytes;
    std::byte* const to = planes.first + item;
    if (few > 8) {
      shuffle_matrices<Vector, kMatrix - 1>(from, item_bytes, few, to, planes.stride);
    } else if (few > 0) {
      shuffle_matrices<Vector, 8>(from, item_bytes, few, to, planes.stride);
    }
    for (std::size_t byte = few; byte < item_bytes; byte += kMatrix)
      shuffle_matrices<Vector, kMatrix>(from + byte, item_bytes, kMatrix, to + byte * planes.stride,
                                        planes.stride);
  }
  return end;
}

template <class Vector, std::size_t... Part>
FSU_INLINE void store_items(const Vector (&rows)[kMatrix], std::byte* items, std::size_t item_bytes,
                            std::index_sequence<Part...> /*parts*/) {
  const auto store = [&](auto part) __attribute__((always_inline)) {
#pragma GCC unroll 16
    for (std::size_t i = 0; i < kMatrix; ++i)
      store_part<part>(rows[i], items + (part * kMatrix + i) * item_bytes,
                       std::make_index_sequence<kMatrix>());
  };
  (store(std::integral_constant<std::size_t, Part>()), ...);
}

/// Items are stored 16 bytes at a time in their order, so that the bytes of one that are too many
/// are overwritten by the next.
template <class Vector, std::size_t kMost>
FSU_INLINE void unshuffle_matrices(const std::byte* plane, std::size_t stride, std::size_t count,
                                   std::byte* items, std::size_t item_bytes) {
  Vector rows[kMatrix] = {};
#pragma GCC unroll 16
  for (std::size_t k = 0; k < kMost; ++k)
    if (kMost == kMatrix || k < count) std::memcpy(&rows[k], plane + k * stride, sizeof(Vector));
  transpose(rows);
  store_items(rows, items, item_bytes, std::make_index_sequence<sizeof(Vector) / kMatrix>());
}

/// Returns how many items it has put together. The bytes that are fewer than 16 come first: what is
/// stored too much of them lies in bytes that follow.
template <class Vector>
FSU_INLINE std::size_t unshuffle_vectors(BytePlanes planes, std::size_t num_items,
                                         std::size_t item_bytes, std::byte* items) {
  const std::size_t end = whole_vectors(num_items, item_bytes, sizeof(Vector));
  const std::size_t few = item_bytes % kMatrix;
  for (std::size_t item = 0; item < end; item += sizeof(Vector)) {
    const std::byte* const from = planes.first + item;
    std::byte* const to = items + item * item_bytes;
    if (few > 8) {
      unshuffle_matrices<Vector, kMatrix - 1>(from, planes.stride, few, to, item_bytes);
    } else if (few > 0) {
      unshuffle_matrices<Vector, 8>(from, planes.stride, few, to, item_bytes);
    }
    for (std::size_t byte = few; byte < item_bytes; byte += kMatrix)
      unshuffle_matrices<Vector, kMatrix>(from + byte * planes.stride, planes.stride, kMatrix,
                                          to + byte, item_bytes);
  }
  return end;
}

#if FSU_HAS_X86_PATHS
FSU_TARGET_AVX2 std::size_t shuffle_avx2(const std::byte* items, std::size_t num_items,
                                         std::size_t item_bytes, BytePlanes planes) {
  return shuffle_vectors<Bytes32>(items, num_items, item_bytes, planes);
}
FSU_TARGET_AVX512 std::size_t shuffle_avx512(const std::byte* items, std::size_t num_items,
                                             std::size_t item_bytes, BytePlanes planes) {
  return shuffle_vectors<Bytes64>(items, num_items, item_bytes, planes);
}
FSU_TARGET_AVX2 std::size_t unshuffle_avx2(BytePlanes planes, std::size_t num_items,
                                           std::size_t item_bytes, std::byte* items) {
  return unshuffle_vectors<Bytes32>(planes, num_items, item_bytes, items);
}
FSU_TARGET_AVX512 std::size_t unshuffle_avx512(BytePlanes planes, std::size_t num_items,
                                               std::size_t item_bytes, std::byte* items) {
  return unshuffle_vectors<Bytes64>(planes, num_items, item_bytes, items);
}
#endif

std::size_t shuffle_by_path(const std::byte* items, std::size_t num_items, std::size_t item_bytes,
                            BytePlanes planes) {
#if FSU_HAS_X86_PATHS
  if (isa() == Isa::kAvx512) return shuffle_avx512(items, num_items, item_bytes, planes);
  if (isa() == Isa::kAvx2) return shuffle_avx2(items, num_items, item_bytes, planes);
#endif
  return shuffle_vectors<Bytes16>(items, num_items, item_bytes, planes);
}

std::size_t unshuffle_by_path(BytePlanes planes, std::size_t num_items, std::size_t item_bytes,
                              std::byte* items) {
#if FSU_HAS_X86_PATHS
  if (isa() == Isa::kAvx512) return unshuffle_avx512(planes, num_items, item_bytes, items);
  if (isa() == Isa::kAvx2) return unshuffle_avx2(planes, num_items, item_bytes, items);
#endif
  return unshuffle_vectors<Bytes16>(planes, num_items, item_bytes, items);
}

}  // namespace

void shuffle_bytes(const std::byte* items, std::size_t num_items, std::size_t item_bytes,
                   BytePlanes planes) {
  FSU_CHECK(item_bytes > 0 && planes.stride >= num_items);
  if (num_items == 0) return;
  if (item_bytes == 1) {
    std::memcpy(planes.first, items, num_items);
    return;
  }
  const std::size_t done = shuffle_by_path(items, num_items, item_bytes, planes);
  shuffle_one_by_one(items, done, num_items, item_bytes, planes);
}

void unshuffle_bytes(BytePlanes planes, std::size_t num_items, std::size_t item_bytes,
                     std::byte* items) {
  FSU_CHECK(item_bytes > 0 && planes.stride >= num_items);
  if (num_items == 0) return;
  if (item_bytes == 1) {
    std::memcpy(items, planes.first, num_items);
    return;
  }
  const std::size_t done = unshuffle_by_path(planes, num_items, item_bytes, items);
  unshuffle_one_by_one(planes, done, num_items, item_bytes, items);
}

}  // namespace fsu::io
