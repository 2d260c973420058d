#include "io/file_text.hpp"

#include <zlib.h>

#include <algorithm>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kUnpackStep = std::size_t{1} << 22;
constexpr int kGzipWindowBits = 15 + 16;

/// An inflate stream that ends itself.
class GzipStream {
 public:
  GzipStream() { FSU_CHECK(inflateInit2(&stream_, kGzipWindowBits) == Z_OK); }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  ~GzipStream() { inflateEnd(&stream_); }

  z_stream* get() { return &stream_; }

 private:
  z_stream stream_{};
};

/// Unpacks the members of a gzip file, one behind the other, until the text is long enough.
std::string unpack(std::string_view packed, const Path& path, std::size_t max_text_bytes) {
  GzipStream gzip;
  z_stream& stream = *gzip.get();
  std::string text;
  int status = Z_STREAM_END;
  while (!packed.empty() || status == Z_OK) {
    if (status == Z_STREAM_END && inflateReset(&stream) != Z_OK) break;
    const auto given =
        static_cast<uInt>(std::min<std::size_t>(packed.size(), std::size_t{1} << 30));
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = given;
    const std::size_t old_size = text.size();
    text.resize(old_size + kUnpackStep);
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + old_size);
    stream.avail_out = static_cast<uInt>(kUnpackStep);
    status = inflate(&stream, Z_NO_FLUSH);
    text.resize(text.size() - stream.avail_out);
    packed.remove_prefix(given - stream.avail_in);
    if (status != Z_OK && status != Z_STREAM_END) break;
    if (text.size() >= max_text_bytes) return text;
  }
  if (status != Z_STREAM_END) {
    throw Error(ErrorKind::kData,
                path.string() + " is cut short or is not a gzip file: extract it again");
  }
  return text;
}

}  // namespace

FileText::FileText(const Path& path, std::size_t max_text_bytes)
    : mapped_(std::make_unique<MappedFile>(path)) {
  text_ = mapped_->bytes();
  if (path.extension() == ".gz") {
    unpacked_ = unpack(text_, path, max_text_bytes);
    text_ = unpacked_;
  }
}

}  // namespace fsu::io
