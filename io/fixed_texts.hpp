// Texts of one width in bytes, as records hold them: each padded with NUL to the width.
//
// Texts are moved 16 bytes at a time, more than they have: the next one overwrites what was too
// much. So the space behind the last one must be kFixedTextPadding bytes larger than the texts.
#pragma once

#include <cstddef>
#include <span>

#include "kernels/core/string_column.hpp"

namespace fsu::io {

inline constexpr std::size_t kFixedTextPadding = 16;

/// Writes the strings [begin, end) to `items`, (end - begin) * width bytes and the padding. One
/// that is wider, or that ends with NUL and would be read as a shorter one, is an InternalError.
void pack_texts(const StringColumn& texts, std::size_t begin, std::size_t end, std::size_t width,
                std::span<std::byte> items);

/// The strings that `num_items` texts of one width stand for; `items` has the padding too. Blocks
/// of them are counted and then copied in parallel.
[[nodiscard]] StringColumn unpacked_texts(const std::byte* items, std::size_t num_items,
                                          std::size_t width);

}  // namespace fsu::io
