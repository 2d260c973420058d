// Publishing a file: it is written under a temporary name beside its target and takes the final
// name in one step, when it is whole and durable.
//
// The temporary name is `.NAME.PID.tmp` (`.NAME.PID.2.tmp` where that is taken), made with O_EXCL
// and mode 0600. Until publish() nothing bears the final name, or the old file keeps it; a file
// that was not published is removed with its object. A signal handler may remove all unpublished
// files too: their names stand in static memory that it can read.
#pragma once

#include "io/system.hpp"

namespace fsu::io {

/// A file under its temporary name, empty at first; move-only.
class UnpublishedFile {
 public:
  /// Makes the temporary file; kCannotCreate or kPermission where the folder does not allow it or
  /// the target is no file.
  explicit UnpublishedFile(const Path& target);
  UnpublishedFile(UnpublishedFile&& other) noexcept;
  UnpublishedFile& operator=(UnpublishedFile&&) = delete;
  UnpublishedFile(const UnpublishedFile&) = delete;
  UnpublishedFile& operator=(const UnpublishedFile&) = delete;
  /// Removes the file unless it was published.
  ~UnpublishedFile();

  /// Where to write; an absolute path.
  [[nodiscard]] const Path& temporary_path() const { return temporary_; }
  [[nodiscard]] const Path& target() const { return target_; }

  /// Makes the file durable, gives it its final name, and makes the name durable.
  void publish();

 private:
  Path target_;
  Path temporary_;
  int signal_slot_ = -1;
};

/// Checks before hours of work that a file can be published at `target`: makes the temporary file
/// and removes it.
void check_can_publish(const Path& target);

/// Removes all unpublished files of the process; async-signal-safe.
void remove_unpublished_files_in_signal_handler() noexcept;

}  // namespace fsu::io
