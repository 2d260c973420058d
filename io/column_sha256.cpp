#include "io/column_sha256.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "kernels/core/check.hpp"
#include "kernels/core/date.hpp"

namespace fsu::io {
namespace {

static_assert(std::endian::native == std::endian::little, "digests take numbers as they lie");

constexpr std::size_t kPieceBytes = 1 << 16;
/// Texts are copied in steps of this size where so many bytes can be read behind them.
constexpr std::size_t kStep = 16;

/// Every NaN hashes as this one.
constexpr std::uint64_t kQuietNanBits = 0x7ff8000000000000ULL;

/// The first 32 bits of the fractions of the square roots of the first 8 primes.
constexpr Sha256State kStartState = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

BytePiece as_piece(const void* values, std::size_t num_bytes) {
  return {static_cast<const unsigned char*>(values), num_bytes};
}

/// Texts, each behind its length as 8 bytes, as many as a piece holds.
class TextGatherer {
 public:
  [[nodiscard]] bool has_room(std::string_view text) const {
    return piece_.size() - used_ >= kLengthBytes + text.size() + kStep;
  }

  /// Adds a text; the piece grows where it has no room.
  void add(std::string_view text) {
    char* const to = begin_text(text);
    if (!text.empty()) std::memcpy(to, text.data(), text.size());
  }

  /// The same for a text with at least a step of readable bytes behind it.
  void add_in_steps(std::string_view text) {
    char* const to = begin_text(text);
    for (std::size_t at = 0; at < text.size(); at += kStep)
      std::memcpy(to + at, text.data() + at, kStep);
  }

  BytePiece take() { return as_piece(piece_.data(), std::exchange(used_, 0)); }

 private:
  static constexpr std::size_t kLengthBytes = sizeof(std::uint64_t);

  char* begin_text(std::string_view text) {
    if (!has_room(text)) piece_.resize(used_ + kLengthBytes + text.size() + kStep);
    const std::uint64_t length = text.size();
    char* const to = piece_.data() + used_;
    std::memcpy(to, &length, kLengthBytes);
    used_ += kLengthBytes + text.size();
    return to + kLengthBytes;
  }

  std::vector<char> piece_ = std::vector<char>(kPieceBytes);
  std::size_t used_ = 0;
};

/// Rows of a column that were not given out yet.
struct RowsLeft {
  std::size_t next = 0;
  std::size_t end = 0;
};

NextPiece pieces_of(const StringColumn& texts, RowsLeft rows) {
  return [&texts, rows, gatherer = TextGatherer()]() mutable {
    const char* const arena_end = texts.arena_end();
    bool has_begun = false;
    for (; rows.next < rows.end; ++rows.next, has_begun = true) {
      const std::string_view text = texts[rows.next];
      if (has_begun && !gatherer.has_room(text)) break;
      if (static_cast<std::size_t>(arena_end - text.data()) >= text.size() + kStep) {
        gatherer.add_in_steps(text);
      } else {
        gatherer.add(text);
      }
    }
    return gatherer.take();
  };
}

NextPiece pieces_of(const std::vector<std::int32_t>& dates, RowsLeft rows) {
  return [&dates, rows, gatherer = TextGatherer()]() mutable {
    for (; rows.next < rows.end; ++rows.next) {
      const std::string text = format_date(dates[rows.next]);
      if (!gatherer.has_room(text)) break;
      gatherer.add(text);
    }
    return gatherer.take();
  };
}

NextPiece pieces_of(const std::vector<double>& values, RowsLeft rows) {
  return [&values, rows, piece = std::vector<double>()]() mutable {
    piece.resize(std::min(rows.end - rows.next, kPieceBytes / sizeof(double)));
    for (double& hashed : piece) {
      const double value = values[rows.next++];
      hashed = std::isnan(value) ? std::bit_cast<double>(kQuietNanBits) : value;
    }
    return as_piece(piece.data(), piece.size() * sizeof(double));
  };
}

/// Whole numbers are hashed as they lie, all at once.
template <class Integer>
NextPiece pieces_of(const std::vector<Integer>& values, RowsLeft rows) {
  return [&values, rows]() mutable {
    const std::size_t begin = std::exchange(rows.next, rows.end);
    return as_piece(values.data() + begin, (rows.end - begin) * sizeof(Integer));
  };
}

}  // namespace

NextPiece column_pieces(const ColumnData& column, std::size_t begin, std::size_t end) {
  return std::visit([&](const auto& values) { return pieces_of(values, {begin, end}); }, column);
}

ColumnSha256::ColumnSha256() : state_(kStartState) {
  if (!has_sha256_instructions()) by_openssl_.emplace();
}

void ColumnSha256::add(const NextPiece& pieces) {
  for (BytePiece piece = pieces(); !piece.empty(); piece = pieces()) update(piece);
}

void ColumnSha256::update(BytePiece bytes) {
  if (by_openssl_.has_value())
    return by_openssl_->update({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  finish_block(bytes);
  const std::size_t num_blocks = bytes.size() / kSha256BlockBytes;
  if (num_blocks > 0) hash_blocks(next_blocks(bytes, num_blocks), num_blocks);
  std::copy(bytes.begin(), bytes.end(), begun_.begin() + static_cast<std::ptrdiff_t>(num_begun_));
  num_begun_ += bytes.size();
  num_bytes_ += bytes.size();
}

void ColumnSha256::finish_block(BytePiece& bytes) {
  if (num_begun_ == 0) return;
  const std::size_t taken = std::min(bytes.size(), kSha256BlockBytes - num_begun_);
  std::copy_n(bytes.begin(), taken, begun_.begin() + static_cast<std::ptrdiff_t>(num_begun_));
  bytes = bytes.subspan(taken);
  num_begun_ += taken;
  num_bytes_ += taken;
  if (num_begun_ < kSha256BlockBytes) return;
  hash_blocks({state_, begun_.data()}, 1);
  num_begun_ = 0;
}

/// Blocks that are about to be hashed; they are taken from `bytes`.
Sha256Stream ColumnSha256::next_blocks(BytePiece& bytes, std::size_t num_blocks) {
  const unsigned char* const begin = bytes.data();
  bytes = bytes.subspan(num_blocks * kSha256BlockBytes);
  num_bytes_ += num_blocks * kSha256BlockBytes;
  return {state_, begin};
}

void add_two(ColumnSha256& first, const NextPiece& first_pieces, ColumnSha256& second,
             const NextPiece& second_pieces) {
  BytePiece a = first_pieces();
  BytePiece b = second_pieces();
  while (!first.by_openssl_ && !second.by_openssl_ && !a.empty() && !b.empty()) {
    first.finish_block(a);
    second.finish_block(b);
    const std::size_t num_blocks = std::min(a.size(), b.size()) / kSha256BlockBytes;
    if (num_blocks > 0)
      hash_blocks_of_two(first.next_blocks(a, num_blocks), second.next_blocks(b, num_blocks),
                         num_blocks);
    if (a.size() < kSha256BlockBytes) {
      first.update(a);
      a = first_pieces();
    }
    if (b.size() < kSha256BlockBytes) {
      second.update(b);
      b = second_pieces();
    }
  }
  if (!a.empty()) first.update(a);
  if (!b.empty()) second.update(b);
  first.add(first_pieces);
  second.add(second_pieces);
}

/// Appends a one bit, zeros, and the number of bits as 8 bytes, the highest first.
Sha256::Bytes ColumnSha256::finish() {
  if (by_openssl_.has_value()) return by_openssl_->finish();
  const std::uint64_t num_bits = num_bytes_ * 8;
  std::vector<unsigned char> end(
      1 + (2 * kSha256BlockBytes - num_begun_ - 1 - sizeof num_bits) % kSha256BlockBytes, 0);
  end[0] = 0x80;
  for (int byte = 7; byte >= 0; --byte)
    end.push_back(static_cast<unsigned char>(num_bits >> (8 * byte)));
  update(end);
  FSU_CHECK(num_begun_ == 0);
  Sha256::Bytes digest{};
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<unsigned char>(state_[i / 4] >> (8 * (3 - i % 4)));
  return digest;
}

}  // namespace fsu::io
