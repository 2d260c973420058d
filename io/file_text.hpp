// The text of an input file: mapped into memory, or unpacked where the name ends in .gz.
//
// A whole .gz file is unpacked by libdeflate, which takes all of a member at once and is two to
// three times as fast as zlib; the begin of one, which is all that a look at its header needs, by
// zlib, which can stop.
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

  /// How many of them the text came from: all, but for the begin of a .gz file.
  [[nodiscard]] std::size_t bytes_taken() const { return bytes_taken_; }
  [[nodiscard]] bool is_whole() const { return bytes_taken_ == mapped_->bytes().size(); }

  /// Tells that text will be read soon, or is read and need not stay in memory.
  void expect(std::size_t begin, std::size_t end) const noexcept {
    if (!is_unpacked()) mapped_->expect(begin, end);
  }
  void let_go(std::size_t begin, std::size_t end) const noexcept {
    if (!is_unpacked()) mapped_->let_go(begin, end);
  }

 private:
  [[nodiscard]] bool is_unpacked() const { return text_.data() != mapped_->bytes().data(); }

  std::unique_ptr<MappedFile> mapped_;
  std::unique_ptr<char[]> unpacked_;
  std::string_view text_;
  std::size_t bytes_taken_ = 0;
};

}  // namespace fsu::io
