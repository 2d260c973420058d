#include "io/scratch_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "io/publish.hpp"

namespace fsu::io {
namespace {

/// Blocks of this share of the limit are kept in the file, and all above the most.
constexpr std::uint64_t kShareOfLimit = 1024;
constexpr std::uint64_t kMostOrdinary = std::uint64_t{4} << 20;
constexpr std::uint64_t kBorder = std::uint64_t{1} << 16;  ///< of blocks, and the least of them
constexpr std::uint64_t kMostSpace = std::uint64_t{1} << 40;
constexpr std::uint64_t kLeastSpace = std::uint64_t{1} << 32;
constexpr std::uint64_t kStep = std::uint64_t{16} << 20;  ///< put out at a time
/// How far below the limit pages are put out: what two threads may touch before the next look.
constexpr std::uint64_t kLeastMargin = std::uint64_t{80} << 20;
constexpr auto kWatchInterval = std::chrono::milliseconds(2);
/// Where nothing more can be put out, looking again at once would only cost time.
constexpr auto kRest = std::chrono::milliseconds(100);

/// Ranges of the space: begin -> end.
using Ranges = std::map<std::uint64_t, std::uint64_t>;

/// Between which amounts of resident memory pages are put out; the lower is where that ends.
struct Marks {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

/// The space of all blocks and what of it is in use. Lives as long as the process, since blocks may
/// outlive the object that asked for them.
struct Space {
  std::mutex mutex;
  FileDescriptor file;
  char* memory = nullptr;
  std::uint64_t size = 0;
  Ranges used;
  Ranges unused;
  std::uint64_t next_out = 0;  ///< where putting out goes on
  Marks marks;
};

Space& space() {
  static Space* const only = new Space;
  return *only;
}

constexpr std::uint64_t kNoBlock = ~std::uint64_t{0};
std::atomic<std::uint64_t> least_block{kNoBlock};  ///< in bytes; none where no memory is kept
std::atomic<bool> is_mapped{false};
std::atomic<std::uint64_t> overflow_bytes{0};

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

/// Maps as much space as the file system lets one file have.
void map_space(Space& of, const Path& folder) {
  of.file = open_nameless(folder);
  for (std::uint64_t size = kMostSpace; size >= kLeastSpace; size /= 2) {
    if (::ftruncate(of.file.get(), static_cast<off_t>(size)) != 0) continue;
    void* const memory =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, of.file.get(), 0);
    if (memory == MAP_FAILED) continue;
    of.memory = static_cast<char*>(memory);
    of.size = size;
    of.unused = {{0, size}};
    is_mapped.store(true, std::memory_order_release);
    return;
  }
  throw_system_error("keep memory in a file in", folder, ErrorKind::kIo);
}

/// Takes the first unused range that is large enough. Giving it back takes no memory: its node is
/// there.
std::optional<std::uint64_t> take_range(Space& of, std::uint64_t size) {
  const auto found = std::find_if(of.unused.begin(), of.unused.end(), [&](const auto& range) {
    return range.second - range.first >= size;
  });
  if (found == of.unused.end()) return {};
  const auto [begin, end] = *found;
  of.used.emplace(begin, begin + size);  // where memory ran out, nothing has changed
  auto rest = of.unused.extract(found);
  if (begin + size < end) {
    rest.key() = begin + size;
    of.unused.insert(std::move(rest));
  }
  return begin;
}

/// Gives a range back, and joins it with its unused neighbours.
void give_back(Space& of, std::uint64_t begin) {
  auto range = of.used.extract(begin);
  auto behind = of.unused.lower_bound(begin);
  if (behind != of.unused.end() && behind->first == range.mapped()) {
    range.mapped() = behind->second;
    behind = of.unused.erase(behind);
  }
  if (behind != of.unused.begin() && std::prev(behind)->second == begin) {
    std::prev(behind)->second = range.mapped();
  } else {
    of.unused.insert(std::move(range));
  }
}

/// Takes room on the disk for a range of the file; false where there is none. A file system that
/// cannot is trusted to have it.
bool take_room(int file, std::uint64_t begin, std::uint64_t size) {
  int failed = 0;
  do {
    failed = ::fallocate(file, 0, static_cast<off_t>(begin), static_cast<off_t>(size));
  } while (failed != 0 && errno == EINTR);
  return failed == 0 || errno == EOPNOTSUPP;
}

/// Gives the room on the disk back, and the pages; where there are no holes, the pages alone.
void give_room_back(Space& of, std::uint64_t begin, std::uint64_t size) {
  if (::fallocate(of.file.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                  static_cast<off_t>(begin), static_cast<off_t>(size)) != 0) {
    static_cast<void>(::madvise(of.memory + begin, size, MADV_DONTNEED));
  }
}

std::uint64_t resident_bytes() {
  std::FILE* const file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  unsigned long all = 0;
  unsigned long resident = 0;
  const bool is_read = std::fscanf(file, "%lu %lu", &all, &resident) == 2;
  std::fclose(file);
  return is_read ? resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

Marks marks_of(std::uint64_t limit_bytes) {
  const std::uint64_t margin = std::min(limit_bytes / 2, std::max(limit_bytes / 8, kLeastMargin));
  const std::uint64_t high = limit_bytes - margin;
  return {high, high - high / 8};
}

/// Puts out the next step of the blocks behind the last one; its size.
std::uint64_t put_out_step(Space& of) {
  auto block = of.used.upper_bound(of.next_out);
  if (block != of.used.begin() && std::prev(block)->second > of.next_out) {
    --block;
  } else if (block == of.used.end()) {
    block = of.used.begin();
    of.next_out = 0;
  }
  const std::uint64_t begin = std::max(of.next_out, block->first);
  const std::uint64_t end = std::min(begin + kStep, block->second);
  // Of a shared mapping the pages stay in the file; only this process lets go of them.
  static_cast<void>(::madvise(of.memory + begin, end - begin, MADV_DONTNEED));
  of.next_out = end;
  return end - begin;
}

/// Puts out step after step until no more is resident than that, once round all blocks at most;
/// false where that was not enough.
bool put_out(Space& of, std::uint64_t most_resident) {
  std::uint64_t left = 0;
  for (const auto& [begin, end] : of.used) left += end - begin;
  while (left > 0 && resident_bytes() > most_resident) left -= std::min(left, put_out_step(of));
  return resident_bytes() <= most_resident;
}

/// Puts pages out while the process holds too much.
class Watcher {
 public:
  explicit Watcher(const Marks& marks) : marks_(marks), thread_([this] { watch(); }) {}
  ~Watcher() {
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    woken_.notify_one();
    thread_.join();
  }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

 private:
  void watch() {
    std::unique_lock lock(mutex_);
    while (!is_stopping_) {
      const bool is_enough = resident_bytes() <= marks_.high || make_room();
      woken_.wait_for(lock, is_enough ? kWatchInterval : kRest, [this] { return is_stopping_; });
    }
  }

  [[nodiscard]] bool make_room() const {
    Space& of = space();
    const std::lock_guard lock(of.mutex);
    return put_out(of, marks_.low);
  }

  Marks marks_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_stopping_ = false;
  std::thread thread_;
};

std::optional<Watcher>& watcher() {
  static std::optional<Watcher> only;
  return only;
}

}  // namespace

ScratchMemory::ScratchMemory(const Path& folder, std::uint64_t limit_bytes) {
  if (resident_bytes() == 0) throw_system_error("read", "/proc/self/statm", ErrorKind::kIo);
  Space& of = space();
  {
    const std::lock_guard lock(of.mutex);
    if (of.memory == nullptr) map_space(of, folder);
    of.marks = marks_of(limit_bytes);
  }
  overflow_bytes = 0;
  watcher().emplace(of.marks);
  least_block = std::clamp(limit_bytes / kShareOfLimit, kBorder, kMostOrdinary);
}

ScratchMemory::~ScratchMemory() {
  least_block = kNoBlock;
  watcher().reset();
}

void* allocate_scratch(std::size_t size) {
  if (size < least_block.load(std::memory_order_relaxed)) return nullptr;
  Space& of = space();
  const std::uint64_t rounded = (size + kBorder - 1) / kBorder * kBorder;
  const std::lock_guard lock(of.mutex);
  const std::optional<std::uint64_t> begin = take_range(of, rounded);
  // Room on the disk is taken now: later its lack would be a signal in the middle of some loop.
  if (begin && take_room(of.file.get(), *begin, rounded)) {
    // A block is written soon, faster than the watcher may see.
    if (resident_bytes() + std::min(rounded, of.marks.high / 4) > of.marks.high) {
      static_cast<void>(put_out(of, of.marks.low - std::min(rounded, of.marks.low / 4)));
    }
    return of.memory + *begin;
  }
  if (begin) {
    give_room_back(of, *begin, rounded);  // what there was of it
    give_back(of, *begin);
  }
  overflow_bytes += size;
  return nullptr;
}

bool free_scratch(void* memory) noexcept {
  if (!is_mapped.load(std::memory_order_acquire)) return false;
  Space& of = space();
  char* const at = static_cast<char*>(memory);
  if (at < of.memory || at >= of.memory + of.size) return false;
  const auto begin = static_cast<std::uint64_t>(at - of.memory);
  const std::lock_guard lock(of.mutex);
  give_room_back(of, begin, of.used.at(begin) - begin);
  give_back(of, begin);
  return true;
}

std::uint64_t scratch_overflow_bytes() { return overflow_bytes; }

}  // namespace fsu::io
