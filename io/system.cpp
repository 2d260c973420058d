#include "io/system.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace fsu::io {
namespace {

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kOwnerOnlyFolder = 0700;

FileDescriptor open_existing(const Path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) throw_system_error("open", path, ErrorKind::kNoInput);
  return FileDescriptor(descriptor);
}

void sync_path(const Path& path, int flags) {
  const FileDescriptor file = open_existing(path, flags);
  if (::fsync(file.get()) != 0) throw_system_error("make durable", path, ErrorKind::kIo);
}

}  // namespace

void throw_system_error(std::string_view operation, const Path& path, ErrorKind otherwise) {
  const int code = errno;
  const ErrorKind kind =
      code == EACCES || code == EPERM || code == EROFS ? ErrorKind::kPermission : otherwise;
  throw Error(
      kind, "cannot " + std::string(operation) + " " + path.string() + ": " + std::strerror(code));
}

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FileDescriptor open_for_reading(const Path& path) { return open_existing(path, O_RDONLY); }

FileDescriptor open_for_writing(const Path& path) { return open_existing(path, O_WRONLY); }

FileDescriptor create_exclusively(const Path& path) {
  const int descriptor =
      ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) throw_system_error("create", path, ErrorKind::kCannotCreate);
  return FileDescriptor(descriptor);
}

std::uint64_t file_size(const FileDescriptor& file, const Path& path) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw_system_error("look at", path, ErrorKind::kIo);
  if (!S_ISREG(status.st_mode))
    throw Error(ErrorKind::kNoInput, path.string() + " is not a regular file");
  return static_cast<std::uint64_t>(status.st_size);
}

std::uint64_t size_of_file(const Path& path) { return file_size(open_for_reading(path), path); }

void write_all(const FileDescriptor& file, const Path& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_system_error("write", path, ErrorKind::kIo);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync_file(const Path& path) { sync_path(path, O_RDONLY); }
void sync_folder(const Path& folder) {
  sync_path(folder.empty() ? Path(".") : folder, O_RDONLY | O_DIRECTORY);
}

void rename_file(const Path& from, const Path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0)
    throw_system_error("rename to", to, ErrorKind::kCannotCreate);
}

void make_folder(const Path& folder) {
  std::error_code ignored;
  if (std::filesystem::is_directory(folder, ignored)) return;
  if (folder.has_parent_path() && folder.parent_path() != folder) make_folder(folder.parent_path());
  if (std::filesystem::is_directory(folder, ignored)) return;  // a trailing slash names its parent
  if (::mkdir(folder.c_str(), kOwnerOnlyFolder) != 0)
    throw_system_error("make folder", folder, ErrorKind::kCannotCreate);
}

void remove_quietly(const Path& path) noexcept { ::unlink(path.c_str()); }

MappedFile::MappedFile(const Path& path) {
  const FileDescriptor file = open_for_reading(path);
  size_ = static_cast<std::size_t>(file_size(file, path));
  if (size_ == 0) return;
  void* const address = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (address == MAP_FAILED) throw_system_error("map", path, ErrorKind::kIo);
  address_ = address;
  ::madvise(address_, size_, MADV_SEQUENTIAL);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : address_(std::exchange(other.address_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile::~MappedFile() {
  if (address_ != nullptr) ::munmap(address_, size_);
}

void MappedFile::expect(std::size_t begin, std::size_t end) const noexcept {
  advise(begin, end, MADV_WILLNEED);
}

void MappedFile::let_go(std::size_t begin, std::size_t end) const noexcept {
  advise(begin, end, MADV_DONTNEED);
}

void MappedFile::advise(std::size_t begin, std::size_t end, int advice) const noexcept {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t first = begin / page * page;
  const std::size_t last = std::min(end, size_);
  if (first < last) ::madvise(static_cast<char*>(address_) + first, last - first, advice);
}

}  // namespace fsu::io
