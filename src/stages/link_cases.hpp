// Cases: the distinct mentions. Mentions that say the same are linked once.
//
// A case is an identity with what else its mention says: the role, and the telephone, postcode and
// address of the log as values of dictionaries that the index of people shares. Cases stand in the
// order of their identities, so that an identity is compared with its candidates once.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/core/identities.hpp"
#include "src/stages/link_role.hpp"

namespace fsu::stages {

enum class CaseRole : std::uint8_t { kOriginator, kSubject, kReport };

struct LinkCase {
  std::uint32_t identity = 0;  ///< position among the distinct identities of mentions
  CaseRole role = CaseRole::kOriginator;
  ValueId phone;
  ValueId postcode;
  ValueId address;

  friend constexpr auto operator<=>(const LinkCase&, const LinkCase&) = default;
};

struct LinkCases {
  std::vector<LinkCase> cases;                 ///< distinct, in order
  std::vector<std::uint32_t> case_of_mention;  ///< mentions: originators by row, subjects, reports

  [[nodiscard]] std::size_t size() const { return cases.size(); }
};

/// The distinct ones of the cases of all mentions.
[[nodiscard]] LinkCases distinct_cases(std::vector<LinkCase> of_mentions);

}  // namespace fsu::stages
