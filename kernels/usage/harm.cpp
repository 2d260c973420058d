#include "kernels/usage/harm.hpp"

#include "kernels/core/check.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::usage {

PersonHarm person_harm(const PersonInvestigations& investigations,
                       std::span<const std::int64_t> harm_hundredths, std::size_t num_persons) {
  PersonHarm harm{std::vector<std::int64_t>(num_persons), std::vector<std::int64_t>(num_persons),
                  std::vector<std::int64_t>(num_persons)};
  for (std::size_t row = 0; row < investigations.size(); ++row) {
    const std::size_t person = investigations.person[row].index();
    const std::size_t investigation = investigations.investigation[row].index();
    FSU_CHECK(person < num_persons && investigation < harm_hundredths.size());
    const RoleSet roles = investigations.roles[row];
    const bool is_caused = has_role(roles, Role::kSuspect) || has_role(roles, Role::kOffender);
    const bool is_received = has_role(roles, Role::kVictim);
    const std::int64_t days = harm_hundredths[investigation];
    if (is_missing(days)) {
      harm.unscored_investigations[person] += is_caused || is_received ? 1 : 0;
      continue;
    }
    if (is_caused) harm.caused_hundredths[person] += days;
    if (is_received) harm.received_hundredths[person] += days;
  }
  return harm;
}

}  // namespace fsu::usage
