#include "io/ordered_pieces.hpp"

namespace fsu::io {

void OrderedPieces::submit(std::uint64_t number, std::span<const std::byte> piece) {
  std::unique_lock lock(mutex_);
  if (number == next_ && !is_writing_) return write_ready(lock, piece);
  lock.unlock();
  std::vector<std::byte> copy(piece.begin(), piece.end());
  lock.lock();
  ready_.emplace(number, std::move(copy));
  // It may have become the next one in the meantime, with nobody left to write it.
  if (!is_writing_ && ready_.begin()->first == next_) {
    const auto first = ready_.extract(ready_.begin());
    write_ready(lock, first.mapped());
  }
}

void OrderedPieces::write_ready(std::unique_lock<std::mutex>& lock,
                                std::span<const std::byte> piece) {
  is_writing_ = true;
  std::vector<std::byte> kept;
  while (true) {
    const std::uint64_t number = next_;
    lock.unlock();
    write_(number, piece);
    lock.lock();
    ++next_;
    if (ready_.empty() || ready_.begin()->first != next_) break;
    kept = std::move(ready_.extract(ready_.begin()).mapped());
    piece = kept;
  }
  is_writing_ = false;
}

}  // namespace fsu::io
