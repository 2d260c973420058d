// Where each byte value stands in a name, as one 64-bit mask a value: what the bit-parallel
// comparisons of one name with many others read (edit_distance, jaro_winkler).
//
// Only the first 64 bytes are held, as a copy. Setting another name costs its bytes and those of
// the last one, not the whole table.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace fsu::text {

class LetterPositions {
 public:
  static constexpr std::size_t kMaxBytes = 64;

  void set(std::string_view name) {
    for (const char byte : bytes()) masks_[static_cast<unsigned char>(byte)] = 0;
    size_ = std::min(name.size(), kMaxBytes);
    std::copy_n(name.data(), size_, bytes_.data());
    for (std::size_t i = 0; i < size_; ++i) {
      masks_[static_cast<unsigned char>(bytes_[i])] |= std::uint64_t{1} << i;
    }
  }

  /// Bit i: byte i of the name is this one.
  [[nodiscard]] std::uint64_t operator[](char byte) const {
    return masks_[static_cast<unsigned char>(byte)];
  }

  /// The name as far as it is held.
  [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::array<std::uint64_t, 256> masks_{};
  std::array<char, kMaxBytes> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace fsu::text
