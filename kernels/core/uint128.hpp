// The compiler's 128-bit unsigned integer under a name (ISO C++ has none).
#pragma once

namespace fsu {

__extension__ using UInt128 = unsigned __int128;

}  // namespace fsu
