// The text of an input file: mapped into memory, or unpacked where the name ends in .gz.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "io/system.hpp"

namespace fsu::io {

class FileText {
 public:
  /// Opens and, if need be, unpacks; kData where a .gz file is cut short or is not one.
  /// A .gz file is unpacked up to `max_text_bytes` or a little more.
  explicit FileText(const Path& path,
                    std::size_t max_text_bytes = std::numeric_limits<std::size_t>::max());

  /// The text itself; byte offsets in messages and rejects count from its start.
  [[nodiscard]] std::string_view text() const { return text_; }

  /// The bytes of the file as they lie on disk.
  [[nodiscard]] std::string_view file_bytes() const { return mapped_->bytes(); }

 private:
  std::unique_ptr<MappedFile> mapped_;
  std::string unpacked_;
  std::string_view text_;
};

}  // namespace fsu::io
