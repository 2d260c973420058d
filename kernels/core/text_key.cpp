#include "kernels/core/text_key.hpp"

#include "kernels/core/check.hpp"

namespace fsu {

TextKey key_of(std::string_view text) {
  char head[2 * sizeof(std::uint64_t)] = {};
  if (!text.empty()) std::memcpy(head, text.data(), std::min(text.size(), sizeof head));
  TextKey key{text_key_detail::load_word(head), text_key_detail::load_word(head + 8), text.data(),
              checked_cast<std::uint32_t>(text.size()), 0};
  text_key_detail::set_hash(key);
  return key;
}

}  // namespace fsu
