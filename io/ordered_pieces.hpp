// Pieces that several threads finish in any order, written one at a time in the order of their
// numbers.
//
// Whoever brings the next piece writes it, and then those behind it that are ready; a piece that
// comes too early is copied and waits for it. No thread ever waits for another, so a slow write
// keeps one thread busy and the others go on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <vector>

namespace fsu::io {

class OrderedPieces {
 public:
  /// Writes one piece; never called twice at a time, but by any thread that submits.
  using Write = std::function<void(std::uint64_t number, std::span<const std::byte> piece)>;

  explicit OrderedPieces(Write write) : write_(std::move(write)) {}

  /// Brings a piece; each number comes once, all from 0 on. Throws what writing throws; from then
  /// on nothing is written.
  void submit(std::uint64_t number, std::span<const std::byte> piece);

  /// Pieces written so far.
  [[nodiscard]] std::uint64_t num_written() const { return next_; }

 private:
  void write_ready(std::unique_lock<std::mutex>& lock, std::span<const std::byte> piece);

  Write write_;
  std::mutex mutex_;
  std::map<std::uint64_t, std::vector<std::byte>> ready_;
  std::uint64_t next_ = 0;
  bool is_writing_ = false;  ///< stays true after an error
};

}  // namespace fsu::io
