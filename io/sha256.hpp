// A running SHA-256 (FIPS 180-4), by OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

struct evp_md_ctx_st;

namespace fsu::io {

/// A running SHA-256; takes bytes in pieces of any size.
class Sha256 {
 public:
  using Bytes = std::array<unsigned char, 32>;

  Sha256();

  void update(std::string_view bytes);
  /// Adds the length as 8 bytes, then the bytes.
  void update_text(std::string_view text);
  void update_int64(std::uint64_t value);

  /// The digest of what was added; nothing may be added after it.
  [[nodiscard]] Bytes finish();

 private:
  struct FreeContext {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, FreeContext> context_;
};

}  // namespace fsu::io
