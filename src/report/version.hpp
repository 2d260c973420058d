// What program this is.
#pragma once

#include <string_view>

namespace fsu::report {

[[nodiscard]] std::string_view program_version();
/// The commit that the program was built from; `unknown` outside a checkout.
[[nodiscard]] std::string_view program_commit();

}  // namespace fsu::report
