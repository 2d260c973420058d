#include "io/file_text.hpp"

#include <utility>

#include "io/gzip.hpp"

namespace fsu::io {

FileText::FileText(const Path& path, std::size_t max_text_bytes)
    : mapped_(std::make_unique<MappedFile>(path)) {
  text_ = mapped_->bytes();
  bytes_taken_ = text_.size();
  if (path.extension() != ".gz") return;
  const bool is_whole = max_text_bytes == std::numeric_limits<std::size_t>::max();
  std::optional<UnpackedText> unpacked =
      is_whole ? unpack_gzip(text_) : unpack_gzip_begin(text_, max_text_bytes);
  if (!unpacked) {
    throw Error(ErrorKind::kData,
                path.string() + " is cut short or is not a gzip file: extract it again");
  }
  bytes_taken_ = unpacked->num_taken;
  unpacked_ = std::move(unpacked->bytes);
  text_ = {unpacked_.get(), unpacked->size};
}

}  // namespace fsu::io
