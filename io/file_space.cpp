#include "io/file_space.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <iterator>
#include <utility>

#include "io/publish.hpp"
#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

constexpr std::uint64_t kMostSpace = std::uint64_t{1} << 40;
constexpr std::uint64_t kLeastSpace = std::uint64_t{1} << 32;
constexpr std::uint64_t kPiece = std::uint64_t{16} << 20;  ///< put out at a time

/// Opens a file without a name, or one whose name is removed at once where the file system knows
/// none such.
FileDescriptor open_nameless(const Path& folder) {
  const Path place = folder.empty() ? Path(".") : folder;
  const int descriptor = ::open(place.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) return FileDescriptor(descriptor);
  const UnpublishedFile named(place / "fsu-memory");
  const int existing = ::open(named.temporary_path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (existing < 0) throw_system_error("open", named.temporary_path(), ErrorKind::kIo);
  return FileDescriptor(existing);
}

}  // namespace

std::uint64_t resident_bytes() {
  std::FILE* const file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  unsigned long all = 0;
  unsigned long resident = 0;
  const bool is_read = std::fscanf(file, "%lu %lu", &all, &resident) == 2;
  std::fclose(file);
  return is_read ? resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

FileSpace::FileSpace(const Path& folder) : file_(open_nameless(folder)) {
  map();
  if (memory_ == nullptr) throw_system_error("keep memory in a file in", folder, ErrorKind::kIo);
  unused_ = {{0, size_}};
}

/// Maps as much as the file system lets one file have.
void FileSpace::map() {
  for (std::uint64_t size = kMostSpace; size >= kLeastSpace; size /= 2) {
    if (::ftruncate(file_.get(), static_cast<off_t>(size)) != 0) continue;
    void* const memory =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file_.get(), 0);
    if (memory == MAP_FAILED) continue;
    memory_ = static_cast<char*>(memory);
    size_ = size;
    return;
  }
}

void* FileSpace::take(std::uint64_t num_bytes) {
  const auto found = std::find_if(unused_.begin(), unused_.end(), [&](const auto& range) {
    return range.second - range.first >= num_bytes;
  });
  if (found == unused_.end()) return nullptr;
  const auto [begin, end] = *found;
  // Room on the disk is taken now: later its lack would be a signal in the middle of some loop.
  if (!take_room(begin, num_bytes)) {
    give_room_back(begin, num_bytes);  // what there was of it
    return nullptr;
  }
  used_.emplace(begin, begin + num_bytes);  // where memory runs out, the range stays unused
  auto rest = unused_.extract(found);
  if (begin + num_bytes < end) {
    rest.key() = begin + num_bytes;
    unused_.insert(std::move(rest));
  }
  return memory_ + begin;
}

void FileSpace::give_back(void* block) noexcept {
  auto range = used_.extract(static_cast<std::uint64_t>(static_cast<char*>(block) - memory_));
  FSU_CHECK(!range.empty());  // a block of here, given back once
  give_room_back(range.key(), range.mapped() - range.key());
  join(std::move(range));
}

/// Adds an unused range, one with its neighbours. Takes no memory: the node is there.
void FileSpace::join(Ranges::node_type range) noexcept {
  const std::uint64_t begin = range.key();
  auto behind = unused_.lower_bound(begin);
  if (behind != unused_.end() && behind->first == range.mapped()) {
    range.mapped() = behind->second;
    behind = unused_.erase(behind);
  }
  if (behind != unused_.begin() && std::prev(behind)->second == begin) {
    std::prev(behind)->second = range.mapped();
  } else {
    unused_.insert(std::move(range));
  }
}

/// A file system that cannot take room ahead is trusted to have it.
bool FileSpace::take_room(std::uint64_t begin, std::uint64_t num_bytes) const {
  int failed = 0;
  do {
    failed = ::fallocate(file_.get(), 0, static_cast<off_t>(begin), static_cast<off_t>(num_bytes));
  } while (failed != 0 && errno == EINTR);
  return failed == 0 || errno == EOPNOTSUPP;
}

/// Where there are no holes in files, the pages go alone.
void FileSpace::give_room_back(std::uint64_t begin, std::uint64_t num_bytes) const noexcept {
  if (::fallocate(file_.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                  static_cast<off_t>(begin), static_cast<off_t>(num_bytes)) != 0) {
    static_cast<void>(::madvise(memory_ + begin, num_bytes, MADV_DONTNEED));
  }
}

bool FileSpace::put_out(std::uint64_t most_resident) {
  std::uint64_t left = 0;
  for (const auto& [begin, end] : used_) left += end - begin;
  while (left > 0 && resident_bytes() > most_resident) left -= std::min(left, put_next_out());
  return resident_bytes() <= most_resident;
}

/// Puts out the next piece behind the last one; its size. There are blocks in use.
std::uint64_t FileSpace::put_next_out() {
  auto block = used_.upper_bound(next_out_);
  if (block != used_.begin() && std::prev(block)->second > next_out_) {
    --block;
  } else if (block == used_.end()) {
    block = used_.begin();
    next_out_ = 0;
  }
  const std::uint64_t begin = std::max(next_out_, block->first);
  const std::uint64_t end = std::min(begin + kPiece, block->second);
  // Of a shared mapping the pages stay in the file; only this process lets go of them.
  static_cast<void>(::madvise(memory_ + begin, end - begin, MADV_DONTNEED));
  next_out_ = end;
  return end - begin;
}

}  // namespace fsu::io
