// Address space that is a file: blocks of memory whose pages can leave the process and come back.
//
// One shared mapping of a file without a name, as large as the file system lets it be and taking
// room on the disk for the blocks in use alone. Blocks are taken first fit and joined again when
// they are given back. Not for several threads at a time.
#pragma once

#include <cstdint>
#include <map>

#include "io/system.hpp"

namespace fsu::io {

/// Resident memory of this process in bytes; 0 where the system does not say.
[[nodiscard]] std::uint64_t resident_bytes();

class FileSpace {
 public:
  /// Makes the file in a folder: kCannotCreate, kPermission or kIo where that does not work.
  explicit FileSpace(const Path& folder);
  FileSpace(const FileSpace&) = delete;
  FileSpace& operator=(const FileSpace&) = delete;
  ~FileSpace() = delete;  // blocks may be in use as long as the process lives

  [[nodiscard]] bool holds(const void* memory) const {
    return memory >= memory_ && memory < memory_ + size_;
  }

  /// A block of so many bytes, whole pages; null where the space or the disk has no room.
  [[nodiscard]] void* take(std::uint64_t num_bytes);
  /// Gives a block back, with its room on the disk.
  void give_back(void* block) noexcept;

  /// Puts the blocks' pages out, piece after piece round all blocks in turn, until no more than
  /// that is resident; false where once round was not enough.
  bool put_out(std::uint64_t most_resident);

 private:
  using Ranges = std::map<std::uint64_t, std::uint64_t>;  ///< begin -> end

  void map();
  void join(Ranges::node_type range) noexcept;
  [[nodiscard]] bool take_room(std::uint64_t begin, std::uint64_t num_bytes) const;
  void give_room_back(std::uint64_t begin, std::uint64_t num_bytes) const noexcept;
  std::uint64_t put_next_out();

  FileDescriptor file_;
  char* memory_ = nullptr;
  std::uint64_t size_ = 0;
  Ranges used_;
  Ranges unused_;
  std::uint64_t next_out_ = 0;  ///< where putting out goes on
};

}  // namespace fsu::io
