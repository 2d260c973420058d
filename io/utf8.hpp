// Checks that bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, up to
// U+10FFFF).
#pragma once

#include <string_view>

namespace fsu::io {

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

}  // namespace fsu::io
