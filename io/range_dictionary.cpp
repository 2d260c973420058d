#include "io/range_dictionary.hpp"

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kFirstSlots = 256;

}  // namespace

TextKey key_of(std::string_view text) {
  char head[16] = {};
  if (!text.empty())
    std::memcpy(head, text.data(), std::min<std::size_t>(text.size(), sizeof head));
  TextKey key{text_key_detail::load_word(head), text_key_detail::load_word(head + 8), 0,
              text.data(), text.size()};
  key.hash = text_key_detail::hash_of(key);
  return key;
}

void RangeDictionary::clear() {
  keys_.clear();
  slots_.assign(kFirstSlots, Slot{});
  mask_ = kFirstSlots - 1;
}

std::uint32_t RangeDictionary::add(const TextKey& key, std::size_t at) {
  const auto code = checked_cast<std::uint32_t>(keys_.size());
  keys_.push_back(key);
  slots_[at] = {code, static_cast<std::uint32_t>(key.hash >> 32)};
  if (keys_.size() * 2 > slots_.size()) grow();
  return code;
}

void RangeDictionary::grow() {
  slots_.assign(slots_.size() * 4, Slot{});
  mask_ = slots_.size() - 1;
  for (std::size_t code = 0; code < keys_.size(); ++code) {
    std::size_t at = keys_[code].hash & mask_;
    while (slots_[at].code != kNone) at = (at + 1) & mask_;
    slots_[at] = {static_cast<std::uint32_t>(code),
                  static_cast<std::uint32_t>(keys_[code].hash >> 32)};
  }
}

}  // namespace fsu::io
