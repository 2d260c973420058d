#include "io/publish.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <utility>

namespace fsu::io {
namespace {

constexpr int kNoSlot = -1;
constexpr int kMaxNamesTried = 1000;

/// A name that a signal handler may unlink: written before `is_set`, read after it.
struct SignalSlot {
  std::atomic<bool> is_taken = false;
  std::atomic<bool> is_set = false;
  std::array<char, 4096> path{};
};
static_assert(std::atomic<bool>::is_always_lock_free, "read in signal handlers");

/// A program publishes a few files at a time; more than these only lack the handler's care.
std::array<SignalSlot, 16> signal_slots;

int register_for_signals(const Path& path) {
  const std::string& name = path.native();
  for (std::size_t i = 0; i < signal_slots.size(); ++i) {
    SignalSlot& slot = signal_slots[i];
    if (name.size() >= slot.path.size() || slot.is_taken.exchange(true)) continue;
    std::memcpy(slot.path.data(), name.c_str(), name.size() + 1);
    slot.is_set = true;
    return static_cast<int>(i);
  }
  return kNoSlot;
}

void unregister_for_signals(int index) {
  if (index == kNoSlot) return;
  SignalSlot& slot = signal_slots[static_cast<std::size_t>(index)];
  slot.is_set = false;
  slot.is_taken = false;
}

/// Says before any work what rename would say after it, or would do wrongly: it replaces a device.
void check_target(const Path& target) {
  const auto fail = [&](const std::string& why) {
    throw Error(ErrorKind::kCannotCreate, "cannot create " + target.string() + ": " + why);
  };
  std::error_code ignored;
  const std::filesystem::file_status status = std::filesystem::status(target, ignored);
  if (!target.has_filename() || std::filesystem::is_directory(status))
    fail("it is a folder; name a file in it");
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    fail("it is there and not a regular file");
  if (std::filesystem::status(target.parent_path(), ignored).type() ==
      std::filesystem::file_type::not_found)
    fail("its folder does not exist; make it first");
}

/// A free temporary name. A file of this name may be left from a process of the same number that
/// was killed, so others are tried; it is never removed, for it may be another machine's.
Path free_temporary_name(const Path& target) {
  const Path folder = target.parent_path();
  std::string stem = ".";
  stem += target.filename().string() + "." + std::to_string(::getpid());
  Path candidate = folder / (stem + ".tmp");
  std::error_code ignored;
  for (int number = 2; number <= kMaxNamesTried; ++number) {
    if (!std::filesystem::exists(std::filesystem::symlink_status(candidate, ignored))) break;
    candidate = folder / (stem + "." + std::to_string(number) + ".tmp");
  }
  return candidate;
}

}  // namespace

UnpublishedFile::UnpublishedFile(const Path& target) : target_(std::filesystem::absolute(target)) {
  check_target(target_);
  temporary_ = free_temporary_name(target_);
  const FileDescriptor file = create_exclusively(temporary_);
  signal_slot_ = register_for_signals(temporary_);
}

UnpublishedFile::UnpublishedFile(UnpublishedFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, Path())),
      signal_slot_(std::exchange(other.signal_slot_, kNoSlot)) {}

UnpublishedFile::~UnpublishedFile() {
  if (temporary_.empty()) return;
  remove_quietly(temporary_);
  unregister_for_signals(signal_slot_);
}

void UnpublishedFile::publish() {
  sync_file(temporary_);
  rename_file(temporary_, target_);
  unregister_for_signals(std::exchange(signal_slot_, kNoSlot));
  temporary_.clear();
  sync_folder(target_.parent_path());
}

void check_can_publish(const Path& target) { const UnpublishedFile probe(target); }

void remove_unpublished_files_in_signal_handler() noexcept {
  for (SignalSlot& slot : signal_slots) {
    if (slot.is_set) ::unlink(slot.path.data());
  }
}

}  // namespace fsu::io
