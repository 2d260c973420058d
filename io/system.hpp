// Every system call on files goes through these thin wrappers, so that faults can be injected in
// one place.
//
// Each checks its result and throws Error with the path, the operation and the system's own words.
// Files that the program makes have mode 0600.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "kernels/core/error.hpp"

namespace fsu::io {

using Path = std::filesystem::path;

/// An open file descriptor; closes itself.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept;
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor();

  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// Opens a file for reading; kNoInput where it is absent, kPermission where it may not be read.
[[nodiscard]] FileDescriptor open_for_reading(const Path& path);

/// Makes a new file of mode 0600 that must not exist; kPermission or kCannotCreate where it cannot
/// be made.
[[nodiscard]] FileDescriptor create_exclusively(const Path& path);

/// Opens an existing file for writing at its begin.
[[nodiscard]] FileDescriptor open_for_writing(const Path& path);

/// Size in bytes of an open regular file; kNoInput where it is something else.
[[nodiscard]] std::uint64_t file_size(const FileDescriptor& file, const Path& path);

/// Size in bytes of a regular file; kNoInput where it is absent or something else.
[[nodiscard]] std::uint64_t size_of_file(const Path& path);

/// Writes all bytes or throws kIo.
void write_all(const FileDescriptor& file, const Path& path, std::string_view bytes);

/// Makes what was written to the file, or the names in a folder, durable.
void sync_file(const Path& path);
void sync_folder(const Path& folder);

/// Gives a file its final name in one step, replacing what bears it.
void rename_file(const Path& from, const Path& to);

/// Makes a folder of mode 0700, and those above it, where they are absent; kCannotCreate or
/// kPermission where that fails.
void make_folder(const Path& folder);

/// Removes a file if it is there; never throws (it runs on error paths).
void remove_quietly(const Path& path) noexcept;

/// A whole file mapped read-only into memory; unmapped at the end of its life.
class MappedFile {
 public:
  explicit MappedFile(const Path& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] std::string_view bytes() const {
    return {static_cast<const char*>(address_), size_};
  }

  /// Tells the system that bytes will be read soon, or that they were and need not stay in this
  /// process's memory. Only advice: bytes() stays good.
  void expect(std::size_t begin, std::size_t end) const noexcept;
  void let_go(std::size_t begin, std::size_t end) const noexcept;

 private:
  void advise(std::size_t begin, std::size_t end, int advice) const noexcept;

  void* address_ = nullptr;
  std::size_t size_ = 0;
};

/// Throws Error of the kind that fits errno, with operation, path and the system's words.
[[noreturn]] void throw_system_error(std::string_view operation, const Path& path,
                                     ErrorKind otherwise);

}  // namespace fsu::io
