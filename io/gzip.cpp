#include "io/gzip.hpp"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kUnpackStep = std::size_t{1} << 22;
constexpr int kGzipWindowBits = 15 + 16;

/// No format packs better than this.
constexpr std::size_t kMostBytesPerPacked = 1032;

/// Makes room for `capacity` bytes; what is there already is kept.
void make_room(UnpackedText& text, std::size_t& capacity, std::size_t new_capacity) {
  auto bytes = std::make_unique_for_overwrite<char[]>(new_capacity);
  if (text.size > 0) std::memcpy(bytes.get(), text.bytes.get(), text.size);
  text.bytes = std::move(bytes);
  capacity = new_capacity;
}

/// The length that the last member states, modulo 2^32; the nearest one that is at least twice the
/// packed length, since extracts pack better than that.
std::size_t stated_length(std::string_view packed) {
  constexpr std::size_t kWrap = std::size_t{1} << 32;
  if (packed.size() < sizeof(std::uint32_t)) return 0;
  std::uint32_t stated = 0;
  std::memcpy(&stated, packed.data() + packed.size() - sizeof stated, sizeof stated);
  std::size_t length = stated;
  while (packed.size() > kWrap / 4 && length < 2 * packed.size()) length += kWrap;
  return std::min(length, packed.size() * kMostBytesPerPacked);
}

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

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

}  // namespace

std::optional<UnpackedText> unpack_gzip(std::string_view packed) {
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  FSU_CHECK(decompressor != nullptr);
  UnpackedText text;
  std::size_t capacity = 0;
  make_room(text, capacity, std::max<std::size_t>(stated_length(packed), 64));
  while (!packed.empty()) {
    std::size_t num_taken = 0;
    std::size_t num_given = 0;
    const libdeflate_result result = libdeflate_gzip_decompress_ex(
        decompressor.get(), packed.data(), packed.size(), text.bytes.get() + text.size,
        capacity - text.size, &num_taken, &num_given);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE &&
        capacity - text.size <= packed.size() * kMostBytesPerPacked) {
      // Members before the last one, or one beyond 4 GiB: their lengths are not known.
      make_room(text, capacity, capacity * 2 + packed.size());
      continue;
    }
    if (result != LIBDEFLATE_SUCCESS) return {};
    packed.remove_prefix(num_taken);
    text.num_taken += num_taken;
    text.size += num_given;
  }
  return text;
}

std::optional<UnpackedText> unpack_gzip_begin(std::string_view packed, std::size_t wanted) {
  GzipStream gzip;
  z_stream& stream = *gzip.get();
  UnpackedText text;
  std::size_t capacity = 0;
  int status = Z_STREAM_END;
  while (!packed.empty() || status == Z_OK) {
    if (status == Z_STREAM_END && inflateReset(&stream) != Z_OK) break;
    const auto given =
        static_cast<uInt>(std::min<std::size_t>(packed.size(), std::size_t{1} << 30));
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = given;
    if (capacity - text.size < kUnpackStep) make_room(text, capacity, capacity + 2 * kUnpackStep);
    stream.next_out = reinterpret_cast<Bytef*>(text.bytes.get() + text.size);
    stream.avail_out = static_cast<uInt>(kUnpackStep);
    status = inflate(&stream, Z_NO_FLUSH);
    text.size += kUnpackStep - stream.avail_out;
    packed.remove_prefix(given - stream.avail_in);
    text.num_taken += given - stream.avail_in;
    if (status != Z_OK && status != Z_STREAM_END) break;
    if (text.size >= wanted) return text;
  }
  if (status != Z_STREAM_END) return {};
  return text;
}

}  // namespace fsu::io
