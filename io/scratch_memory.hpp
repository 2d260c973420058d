// Large memory in a file: how a run keeps its resident memory within a limit.
//
// While a ScratchMemory lives, large blocks of `new` (src/large_memory.cpp) are ranges of one
// mapped file that has no name, and their pages can leave the process at any time and come back
// unchanged: a watcher looks at the resident memory every few milliseconds, and from an eighth
// below the limit on (80 MiB at least, half of it at most) puts out 16 MiB after another, round the
// blocks in turn, until it is another eighth lower. What is put out stands in the page cache as
// long as the machine has room, and on disk where it has not. So the job works on parts of its
// tables, in whatever order it asks for them, and results cannot depend on the limit. Blocks of
// less than a 1024th of the limit (4 MiB at most) stay, and so do stacks and code: a limit below
// what these take is not held.
#pragma once

#include <cstdint>

#include "io/system.hpp"

namespace fsu::io {

class ScratchMemory {
 public:
  /// Makes the file in a folder, once a process: kCannotCreate, kPermission or kIo where that does
  /// not work. One object at a time.
  ScratchMemory(const Path& folder, std::uint64_t limit_bytes);
  ScratchMemory(const ScratchMemory&) = delete;
  ScratchMemory& operator=(const ScratchMemory&) = delete;
  /// New blocks are ordinary memory again; those that are left stay as they are.
  ~ScratchMemory();
};

/// A block of that memory; null where none is kept, the block is small, or the disk is full. Throws
/// std::bad_alloc where there is no memory for keeping account of it.
[[nodiscard]] void* allocate_scratch(std::size_t size);

/// Gives a block back; false where it is none of that memory.
bool free_scratch(void* memory) noexcept;

/// Bytes of blocks that did not fit onto the disk and became ordinary memory.
[[nodiscard]] std::uint64_t scratch_overflow_bytes();

}  // namespace fsu::io
