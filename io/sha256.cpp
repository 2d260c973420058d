#include "io/sha256.hpp"

#include <openssl/evp.h>

#include "kernels/core/check.hpp"

namespace fsu::io {

void Sha256::FreeContext::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  FSU_CHECK(context_ != nullptr);
  FSU_CHECK(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void Sha256::update(std::string_view bytes) {
  FSU_CHECK(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

void Sha256::update_text(std::string_view text) {
  update_int64(text.size());
  update(text);
}

void Sha256::update_int64(std::uint64_t value) {
  FSU_CHECK(EVP_DigestUpdate(context_.get(), &value, sizeof value) == 1);
}

Sha256::Bytes Sha256::finish() {
  Bytes digest{};
  FSU_CHECK(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
  return digest;
}

}  // namespace fsu::io
