#include "kernels/usage/person_investigations.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/usage/concatenate.hpp"
#include "kernels/usage/group_by.hpp"

namespace fsu::usage {
namespace {

constexpr std::size_t kPersonsPerBlock = std::size_t{1} << 12;

struct RoleItem {
  PersonId person;
  InvestigationId investigation;
  RoleSet roles;

  [[nodiscard]] std::uint32_t group() const { return person.value; }
};

void append_distinct(std::span<RoleItem> items, PersonInvestigations& rows) {
  std::sort(items.begin(), items.end(),
            [](const RoleItem& a, const RoleItem& b) { return a.investigation < b.investigation; });
  InvestigationId last;
  for (const RoleItem& item : items) {
    if (item.investigation != last) {
      last = item.investigation;
      rows.person.push_back(item.person);
      rows.investigation.push_back(item.investigation);
      rows.roles.push_back(0);
    }
    rows.roles.back() |= item.roles;
  }
}

}  // namespace

PersonInvestigations person_investigations(const RoleRows& rows, std::size_t num_persons,
                                           std::size_t block_rows) {
  FSU_CHECK(rows.investigation.size() == rows.size() && rows.role.size() == rows.size());
  const GroupPlan plan{num_persons, num_blocks(rows.size(), block_rows),
                       partition_bits_for(rows.size(), num_persons)};
  auto by_person = group_by<RoleItem>(plan, [&](std::size_t block, const auto& sink) {
    const std::size_t end = std::min((block + 1) * block_rows, rows.size());
    for (std::size_t row = block * block_rows; row < end; ++row) {
      FSU_CHECK(!rows.investigation[row].is_none());
      sink(RoleItem{rows.person[row], rows.investigation[row], role_bit(rows.role[row])});
    }
  });
  std::vector<PersonInvestigations> parts(num_blocks(num_persons, kPersonsPerBlock));
  for_blocks(num_persons, kPersonsPerBlock, [&](const Block& block) {
    for (std::size_t person = block.begin; person < block.end; ++person) {
      append_distinct(by_person.group(person), parts[block.index]);
    }
  });
  return {concatenate(parts, &PersonInvestigations::person),
          concatenate(parts, &PersonInvestigations::investigation),
          concatenate(parts, &PersonInvestigations::roles)};
}

}  // namespace fsu::usage
