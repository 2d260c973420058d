// Faults: few enough for the reject limit, of every kind that a table can have, none when clean.
#include "kernels/synth/faults.hpp"

#include <gtest/gtest.h>

#include <set>

namespace fsu::synth {
namespace {

FaultColumns all_columns() { return {0, 1, 0, 2, 3, 4, 5, 6, 7, 8}; }

int num_rejects(const std::vector<Fault>& faults) {
  int rejects = 0;
  for (const Fault& fault : faults) {
    if (fault.kind == FaultKind::kKeyConflict)
      rejects += 2;
    else if (fault.kind != FaultKind::kDuplicate && fault.kind != FaultKind::kOrphan &&
             !is_in_place(fault.kind))
      ++rejects;
  }
  return rejects;
}

TEST(Faults, StayBelowTheRejectLimitAtAnySize) {
  const World world(WorldConfig{});
  for (const std::uint64_t num_items : {1U, 10U, 149U, 150U, 1'000U, 3'000U, 100'000U}) {
    const auto faults = plan_faults(world, "table", all_columns(), num_items, 1);
    EXPECT_LE(num_rejects(faults) * 150, static_cast<int>(num_items)) << num_items;
    for (const Fault& fault : faults) EXPECT_LT(fault.item, num_items);
  }
}

TEST(Faults, LargeTablesHaveEveryKind) {
  const World world(WorldConfig{});
  std::multiset<FaultKind> kinds;
  for (const Fault& fault : plan_faults(world, "table", all_columns(), 100'000, 1))
    kinds.insert(fault.kind);
  for (int kind = 0; kind < kNumFaultKinds; ++kind)
    EXPECT_EQ(kinds.count(static_cast<FaultKind>(kind)), 3U);
}

TEST(Faults, SmallTablesDoNotAllHaveTheSameReject) {
  const World world(WorldConfig{});
  std::set<FaultKind> kinds;
  for (const auto* table : {"harm_scores", "link_decisions", "exclusions", "missing_reports"}) {
    const auto faults = plan_faults(world, table, all_columns(), 160, 1);
    EXPECT_EQ(num_rejects(faults), 1);
    for (const Fault& fault : faults)
      if (num_rejects({fault}) > 0) kinds.insert(fault.kind);
  }
  EXPECT_GT(kinds.size(), 1U);
}

TEST(Faults, NoneInACleanForceOrAnEmptyTable) {
  WorldConfig clean;
  clean.is_clean = true;
  EXPECT_TRUE(plan_faults(World(clean), "table", all_columns(), 100'000, 1).empty());
  EXPECT_TRUE(plan_faults(World(WorldConfig{}), "table", all_columns(), 0, 1).empty());
}

TEST(Faults, PlacesDependOnSeedAndTable) {
  const auto items = [](std::uint64_t seed, std::string_view table) {
    std::vector<std::uint64_t> places;
    for (const Fault& fault : plan_faults(World({.seed = seed}), table, all_columns(), 100'000, 1))
      places.push_back(fault.item);
    return places;
  };
  EXPECT_EQ(items(1, "a"), items(1, "a"));
  EXPECT_NE(items(1, "a"), items(2, "a"));
  EXPECT_NE(items(1, "a"), items(1, "b"));
}

TEST(Faults, DamageHitsItsCell) {
  const std::vector<std::string> row = {
      "K1",   "P1",         "2025-01-01T00:00:00", "incident", "12",
      "text", "1980-01-02", "2025-01-01T00:00:00", "victim"};
  const auto damaged = [&](FaultKind kind) { return damage(kind, all_columns(), row); };
  EXPECT_EQ(damaged(FaultKind::kDuplicate), row);
  EXPECT_EQ(damaged(FaultKind::kOrphan)[1], "XNONE");
  EXPECT_EQ(damaged(FaultKind::kRagged).size(), row.size() - 1);
  EXPECT_EQ(damaged(FaultKind::kMissingId)[0], "");
  EXPECT_EQ(damaged(FaultKind::kImpossibleDate)[2], "2025-02-30T10:00:00");
  EXPECT_EQ(damaged(FaultKind::kUnmappedCategory)[3], "UNHEARD-OF");
  EXPECT_EQ(damaged(FaultKind::kUnreadableNumber)[4], "12O");
  EXPECT_EQ(damaged(FaultKind::kKeyConflict)[0], "K1");
  EXPECT_NE(damaged(FaultKind::kKeyConflict)[5], row[5]);
  EXPECT_EQ(damaged(FaultKind::kRagged)[0], "XK1");
  EXPECT_EQ(damaged(FaultKind::kUnreadableBirthDate)[6], "31/02/1980");
  EXPECT_EQ(damaged(FaultKind::kUnreadableInstant)[7], "31/02/2025 10:00");
  EXPECT_EQ(damaged(FaultKind::kUnknownRole)[8], "AGGRIEVED");
  EXPECT_EQ(damaged(FaultKind::kUnknownRole)[0], "K1");
}

}  // namespace
}  // namespace fsu::synth
