// Unpacks gzip files: all of one, or its begin.
//
// A file is one or more members, one behind the other (RFC 1952). Each member's checksum and length
// are checked; bytes behind the last member, a member cut short or damaged, or no gzip at all are
// errors.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>

namespace fsu::io {

/// A text in memory of its own, which is not set beforehand.
struct UnpackedText {
  std::unique_ptr<char[]> bytes;
  std::size_t size = 0;
  std::size_t num_taken = 0;  ///< packed bytes that it came from
};

/// The whole text; nothing where the file is cut short or is no gzip file.
[[nodiscard]] std::optional<UnpackedText> unpack_gzip(std::string_view packed);

/// The begin of the text, of `wanted` bytes or a little more where it is that long; nothing where
/// the file is faulty up to there.
[[nodiscard]] std::optional<UnpackedText> unpack_gzip_begin(std::string_view packed,
                                                            std::size_t wanted);

}  // namespace fsu::io
