// SHA-256 of a column's values, and of two columns side by side.
//
// The bytes of a column (digest.hpp says which they are) come in pieces, so that they never stand
// in memory whole. Where the processor has SHA instructions two columns are hashed in little more
// time than one (sha256_blocks.hpp), otherwise OpenSSL does it one after the other: the digests are
// the same.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "io/sha256.hpp"
#include "io/sha256_blocks.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

using BytePiece = std::span<const unsigned char>;

/// Gives the next piece, which stays until the next call; an empty one at the end.
using NextPiece = std::function<BytePiece()>;

/// The bytes of the rows [begin, end) of a column.
[[nodiscard]] NextPiece column_pieces(const ColumnData& column, std::size_t begin, std::size_t end);

class ColumnSha256 {
 public:
  ColumnSha256();

  void add(const NextPiece& pieces);
  friend void add_two(ColumnSha256& first, const NextPiece& first_pieces, ColumnSha256& second,
                      const NextPiece& second_pieces);

  /// The digest of what was added; nothing may be added after it.
  [[nodiscard]] Sha256::Bytes finish();

 private:
  void update(BytePiece bytes);
  /// Takes bytes until no block is begun, or none is left.
  void finish_block(BytePiece& bytes);
  [[nodiscard]] Sha256Stream next_blocks(BytePiece& bytes, std::size_t num_blocks);

  std::optional<Sha256> by_openssl_;  ///< where there are no instructions
  Sha256State state_;
  std::array<unsigned char, kSha256BlockBytes> begun_{};  ///< bytes that fill no block yet
  std::size_t num_begun_ = 0;
  std::uint64_t num_bytes_ = 0;
};

/// Adds the bytes of two columns.
void add_two(ColumnSha256& first, const NextPiece& first_pieces, ColumnSha256& second,
             const NextPiece& second_pieces);

}  // namespace fsu::io
