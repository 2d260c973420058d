#include "kernels/usage/home_area.hpp"

#include <algorithm>
#include <tuple>

#include "kernels/core/check.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/usage/group_by.hpp"

namespace fsu::usage {
namespace {

constexpr std::size_t kPersonsPerBlock = std::size_t{1} << 12;

struct HomeItem {
  PersonId person;
  InvestigationId investigation;
  AddressKey address;
  LpaId lpa;
  std::int64_t created_at;

  [[nodiscard]] std::uint32_t group() const { return person.value; }
};

/// What is known of one address of one person.
struct Address {
  AddressKey key;
  LpaId lpa;
  std::int64_t investigations = 0;
  std::int64_t last_seen_at = kMissingInt64;
};

bool is_more_frequent(const Address& a, const Address& b) {
  return std::tuple(b.investigations, b.last_seen_at, a.key) <
         std::tuple(a.investigations, a.last_seen_at, b.key);
}

bool is_later(const Address& a, const Address& b) {
  return std::tuple(b.last_seen_at, b.investigations, a.key) <
         std::tuple(a.last_seen_at, a.investigations, b.key);
}

/// The address of one or more rows, all of it, sorted by investigation.
Address summarise(std::span<const HomeItem> items) {
  Address address{items.front().address, {}};
  std::int64_t lpa_seen_at = kMissingInt64;
  InvestigationId last;
  for (const HomeItem& item : items) {
    if (item.investigation != last) ++address.investigations;
    last = item.investigation;
    address.last_seen_at = std::max(address.last_seen_at, item.created_at);
    if (item.lpa.is_none()) continue;
    const bool is_better = address.lpa.is_none() || item.created_at > lpa_seen_at ||
                           (item.created_at == lpa_seen_at && item.lpa < address.lpa);
    if (!is_better) continue;
    address.lpa = item.lpa;
    lpa_seen_at = item.created_at;
  }
  return address;
}

std::vector<Address> addresses_of(std::span<HomeItem> items) {
  std::sort(items.begin(), items.end(), [](const HomeItem& a, const HomeItem& b) {
    return std::tie(a.address, a.investigation) < std::tie(b.address, b.investigation);
  });
  std::vector<Address> addresses;
  std::size_t begin = 0;
  while (begin < items.size()) {
    std::size_t end = begin + 1;
    while (end < items.size() && items[end].address == items[begin].address) ++end;
    addresses.push_back(summarise(items.subspan(begin, end - begin)));
    begin = end;
  }
  return addresses;
}

void choose(std::vector<Address> addresses, std::size_t person, HomeAreas& areas) {
  if (addresses.empty()) return;
  const Address latest = *std::min_element(addresses.begin(), addresses.end(), is_later);
  areas.latest[person] = latest.key;
  areas.latest_lpa[person] = latest.lpa;
  std::sort(addresses.begin(), addresses.end(), is_more_frequent);
  areas.home[person] = addresses.front().key;
  areas.home_lpa[person] = addresses.front().lpa;
  areas.home_investigations[person] = addresses.front().investigations;
  if (addresses.size() > 1) areas.runner_up_lpa[person] = addresses[1].lpa;
}

Grouped<HomeItem> homes_by_person(const HomeRows& rows, std::size_t num_persons,
                                  std::size_t block_rows) {
  const GroupPlan plan{num_persons, num_blocks(rows.size(), block_rows),
                       partition_bits_for(rows.size(), num_persons)};
  return group_by<HomeItem>(plan, [&](std::size_t block, const auto& sink) {
    const std::size_t end = std::min((block + 1) * block_rows, rows.size());
    for (std::size_t row = block * block_rows; row < end; ++row) {
      if (rows.address[row].is_none()) continue;
      sink(HomeItem{rows.person[row], rows.investigation[row], rows.address[row], rows.lpa[row],
                    rows.created_at[row]});
    }
  });
}

}  // namespace

HomeAreas home_areas(const HomeRows& rows, std::size_t num_persons, std::size_t block_rows) {
  FSU_CHECK(rows.investigation.size() == rows.size() && rows.created_at.size() == rows.size() &&
            rows.address.size() == rows.size() && rows.lpa.size() == rows.size());
  HomeAreas areas{std::vector<AddressKey>(num_persons),   std::vector<LpaId>(num_persons),
                  std::vector<std::int64_t>(num_persons), std::vector<LpaId>(num_persons),
                  std::vector<AddressKey>(num_persons),   std::vector<LpaId>(num_persons)};
  Grouped<HomeItem> by_person = homes_by_person(rows, num_persons, block_rows);
  for_blocks(num_persons, kPersonsPerBlock, [&](const Block& block) {
    for (std::size_t person = block.begin; person < block.end; ++person) {
      choose(addresses_of(by_person.group(person)), person, areas);
    }
  });
  return areas;
}

}  // namespace fsu::usage
