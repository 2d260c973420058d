// The two parts that a person can have in a call log.
#pragma once

#include <cstdint>
#include <string_view>

namespace fsu::stages {

enum class MentionRole : std::uint8_t { kOriginator, kSubject };

/// The word for a role in input and results.
[[nodiscard]] constexpr std::string_view role_name(MentionRole role) {
  return role == MentionRole::kOriginator ? "originator" : "subject";
}

}  // namespace fsu::stages
