// Home areas: the tie rules one by one, and random rows against a twin that ranks pairwise.
#include "kernels/usage/home_area.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"
#include "tests/usage/any_threads.hpp"

namespace fsu::usage {
namespace {

constexpr std::uint32_t kNone = AddressKey::kNoneValue;

struct OwnedHomeRows {
  std::vector<PersonId> person;
  std::vector<InvestigationId> investigation;
  std::vector<std::int64_t> created_at;
  std::vector<AddressKey> address;
  std::vector<LpaId> lpa;

  [[nodiscard]] HomeRows view() const { return {person, investigation, created_at, address, lpa}; }

  void add(std::uint32_t in_investigation, std::int64_t at, std::uint32_t address_key,
           std::uint32_t lpa_id, std::uint32_t of_person = 0) {
    person.push_back(PersonId{of_person});
    investigation.push_back(InvestigationId{in_investigation});
    created_at.push_back(at);
    address.push_back(AddressKey{address_key});
    lpa.push_back(LpaId{lpa_id});
  }
};

TEST(HomeArea, NothingKnown) {
  EXPECT_EQ(home_areas({}, 0), HomeAreas{});
  OwnedHomeRows rows;
  rows.add(1, 5, kNone, 2);  // blanks do not vote
  const HomeAreas areas = home_areas(rows.view(), 1);
  EXPECT_TRUE(areas.home[0].is_none());
  EXPECT_TRUE(areas.home_lpa[0].is_none());
  EXPECT_TRUE(areas.latest_lpa[0].is_none());
  EXPECT_EQ(areas.home_investigations[0], 0);
}

TEST(HomeArea, OneVoteForEachInvestigationAndAddress) {
  OwnedHomeRows rows;
  for (int repeat = 0; repeat < 5; ++repeat) rows.add(1, 10, 0, 7);  // one investigation
  rows.add(2, 1, 1, 8);
  rows.add(3, 2, 1, 8);
  const HomeAreas areas = home_areas(rows.view(), 1);
  EXPECT_EQ(areas.home_lpa[0], LpaId{8});
  EXPECT_EQ(areas.home_investigations[0], 2);
  EXPECT_EQ(areas.runner_up_lpa[0], LpaId{7});
  EXPECT_EQ(areas.latest_lpa[0], LpaId{7});
}

TEST(HomeArea, TiesGoToTheAddressLastSeenThenTheSmallerKey) {
  OwnedHomeRows rows;
  rows.add(1, 10, 0, 7);
  rows.add(2, 20, 1, 8);
  EXPECT_EQ(home_areas(rows.view(), 1).home[0], AddressKey{1});
  rows.add(3, 20, 5, 9, 1);
  rows.add(4, 20, 4, 6, 1);
  EXPECT_EQ(home_areas(rows.view(), 2).home[1], AddressKey{4});
}

TEST(HomeArea, LatestTiesGoToMoreVotesThenTheSmallerKey) {
  OwnedHomeRows rows;
  rows.add(1, 30, 0, 7);
  rows.add(1, 30, 1, 8);
  rows.add(2, 10, 1, 8);
  EXPECT_EQ(home_areas(rows.view(), 1).latest[0], AddressKey{1});
  rows.add(3, 5, 0, 7);
  EXPECT_EQ(home_areas(rows.view(), 1).latest[0], AddressKey{0});
}

TEST(HomeArea, TheLpaOfAnAddressIsTheOneSeenLast) {
  OwnedHomeRows rows;
  rows.add(1, 10, 0, 3);
  rows.add(2, 20, 0, 9);
  rows.add(3, 30, 0, kNone);  // says nothing about the LPA
  EXPECT_EQ(home_areas(rows.view(), 1).home_lpa[0], LpaId{9});
  rows.add(2, 20, 0, 4);  // as late: the smaller id
  EXPECT_EQ(home_areas(rows.view(), 1).home_lpa[0], LpaId{4});
}

TEST(HomeArea, TheWinnerKeepsItsVotesWithoutAnLpa) {
  OwnedHomeRows rows;
  rows.add(1, 10, 0, kNone);
  rows.add(2, 20, 0, kNone);
  rows.add(3, 30, 1, 4);
  const HomeAreas areas = home_areas(rows.view(), 1);
  EXPECT_TRUE(areas.home_lpa[0].is_none());
  EXPECT_EQ(areas.home_investigations[0], 2);
  EXPECT_EQ(areas.runner_up_lpa[0], LpaId{4});
}

OwnedHomeRows random_home_rows(std::size_t num_rows, std::uint32_t num_persons,
                               std::uint64_t seed) {
  OwnedHomeRows rows;
  for (std::size_t index = 0; index < num_rows; ++index) {
    Random random(seed, 6, index);
    const auto investigation = static_cast<std::uint32_t>(random.below(12));
    const auto address = static_cast<std::uint32_t>(random.below(5));
    const auto lpa = static_cast<std::uint32_t>(random.below(3));
    rows.add(investigation, investigation / 3, address == 4 ? kNone : address,
             random.chance(0.2) ? kNone : lpa,
             static_cast<std::uint32_t>(random.below(num_persons)));
  }
  return rows;
}

/// What a person's rows say of one address, each figure by a look at all rows.
struct AddressFacts {
  std::set<std::uint32_t> investigations;
  std::int64_t last_seen_at = kMissingInt64;
  std::map<std::int64_t, LpaId> smallest_lpa_at;  ///< by instant

  [[nodiscard]] LpaId lpa() const {
    return smallest_lpa_at.empty() ? LpaId{} : smallest_lpa_at.rbegin()->second;
  }
};

std::map<AddressKey, AddressFacts> facts_of(const OwnedHomeRows& rows, std::uint32_t person) {
  std::map<AddressKey, AddressFacts> facts;
  for (std::size_t row = 0; row < rows.person.size(); ++row) {
    if (rows.person[row].value != person || rows.address[row].is_none()) continue;
    AddressFacts& fact = facts[rows.address[row]];
    fact.investigations.insert(rows.investigation[row].value);
    fact.last_seen_at = std::max(fact.last_seen_at, rows.created_at[row]);
    if (rows.lpa[row].is_none()) continue;
    const auto [place, is_new] =
        fact.smallest_lpa_at.try_emplace(rows.created_at[row], rows.lpa[row]);
    place->second = std::min(place->second, rows.lpa[row]);
  }
  return facts;
}

TEST(HomeArea, RandomRowsEqualTheTwin) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const OwnedHomeRows rows = random_home_rows(seed, 2, seed);
    const HomeAreas areas = home_areas(rows.view(), 2, 7);
    for (std::uint32_t person = 0; person < 2; ++person) {
      const auto facts = facts_of(rows, person);
      std::vector<std::pair<AddressKey, AddressFacts>> order(facts.begin(), facts.end());
      // Stable sorts from the last tie rule to the first; the map begins in order of the keys.
      const auto by_votes = [](const auto& a, const auto& b) {
        return a.second.investigations.size() > b.second.investigations.size();
      };
      const auto by_time = [](const auto& a, const auto& b) {
        return a.second.last_seen_at > b.second.last_seen_at;
      };
      auto latest = order;
      std::stable_sort(order.begin(), order.end(), by_time);
      std::stable_sort(order.begin(), order.end(), by_votes);
      std::stable_sort(latest.begin(), latest.end(), by_votes);
      std::stable_sort(latest.begin(), latest.end(), by_time);
      EXPECT_EQ(areas.home[person], order.empty() ? AddressKey{} : order[0].first);
      EXPECT_EQ(areas.home_lpa[person], order.empty() ? LpaId{} : order[0].second.lpa());
      EXPECT_EQ(areas.runner_up_lpa[person], order.size() < 2 ? LpaId{} : order[1].second.lpa());
      EXPECT_EQ(areas.latest[person], latest.empty() ? AddressKey{} : latest[0].first);
      EXPECT_EQ(areas.latest_lpa[person], latest.empty() ? LpaId{} : latest[0].second.lpa());
    }
  }
}

TEST(HomeArea, TheSameOnAnyThreads) {
  const OwnedHomeRows rows = random_home_rows(20000, 9000, 3);
  test::same_on_any_threads([&] { return home_areas(rows.view(), 9000, 256); });
}

}  // namespace
}  // namespace fsu::usage
