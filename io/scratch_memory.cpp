#include "io/scratch_memory.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "io/file_space.hpp"

namespace fsu::io {
namespace {

/// Blocks of this share of the limit are kept in the file, and all above the most.
constexpr std::uint64_t kShareOfLimit = 1024;
constexpr std::uint64_t kMostOrdinary = std::uint64_t{4} << 20;
constexpr std::uint64_t kBorder = std::uint64_t{1} << 16;  ///< of blocks, and the least of them
/// How far below the limit pages are put out: what two threads may touch before the next look.
constexpr std::uint64_t kLeastMargin = std::uint64_t{80} << 20;
constexpr auto kWatchInterval = std::chrono::milliseconds(2);
/// Where nothing more can be put out, looking again at once would only cost time.
constexpr auto kRest = std::chrono::milliseconds(100);
constexpr std::uint64_t kNoBlock = ~std::uint64_t{0};

/// Between which amounts of resident memory pages are put out; the lower is where that ends.
struct Marks {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

Marks marks_of(std::uint64_t limit_bytes) {
  const std::uint64_t margin = std::min(limit_bytes / 2, std::max(limit_bytes / 8, kLeastMargin));
  const std::uint64_t high = limit_bytes - margin;
  return {high, high - high / 8};
}

/// Guards the space and the marks.
std::mutex space_mutex;
std::atomic<FileSpace*> space{nullptr};  ///< made once, and never unmade
Marks marks;
std::atomic<std::uint64_t> least_block{kNoBlock};  ///< in bytes; none where no memory is kept
std::atomic<std::uint64_t> overflow_bytes{0};

/// Puts pages out while the process holds too much.
class Watcher {
 public:
  explicit Watcher(const Marks& watched) : marks_(watched), thread_([this] { watch(); }) {}
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
    const std::lock_guard lock(space_mutex);
    return space.load()->put_out(marks_.low);
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
  {
    const std::lock_guard lock(space_mutex);
    if (space.load() == nullptr) space = new FileSpace(folder);
    marks = marks_of(limit_bytes);
  }
  overflow_bytes = 0;
  watcher().emplace(marks_of(limit_bytes));
  least_block = std::clamp(limit_bytes / kShareOfLimit, kBorder, kMostOrdinary);
}

ScratchMemory::~ScratchMemory() {
  least_block = kNoBlock;
  watcher().reset();
}

void* allocate_scratch(std::size_t size) {
  if (size < least_block.load(std::memory_order_relaxed)) return nullptr;
  const std::uint64_t rounded = (size + kBorder - 1) / kBorder * kBorder;
  const std::lock_guard lock(space_mutex);
  void* const block = space.load()->take(rounded);
  if (block == nullptr) {
    overflow_bytes += size;
    return nullptr;
  }
  // A block is written soon, faster than the watcher may see.
  if (resident_bytes() + std::min(rounded, marks.high / 4) > marks.high) {
    static_cast<void>(space.load()->put_out(marks.low - std::min(rounded, marks.low / 4)));
  }
  return block;
}

bool free_scratch(void* memory) noexcept {
  FileSpace* const of = space.load(std::memory_order_acquire);
  if (of == nullptr || !of->holds(memory)) return false;
  const std::lock_guard lock(space_mutex);
  of->give_back(memory);
  return true;
}

std::uint64_t scratch_overflow_bytes() { return overflow_bytes; }

}  // namespace fsu::io
