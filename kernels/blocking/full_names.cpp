#include "kernels/blocking/full_names.hpp"

#include <algorithm>
#include <bit>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::blocking {
namespace {

constexpr std::size_t kBlockSize = 4096;

/// Slots for a table of so many runs: at most half of them are taken.
std::size_t num_slots_for(std::size_t num_runs) { return std::bit_ceil(2 * num_runs); }

void put(NameId surname, std::uint32_t run, std::span<RunSlot> table) {
  std::size_t slot = first_slot(surname, table.size());
  while (table[slot].run != RunSlot::kEmpty) slot = (slot + 1) & (table.size() - 1);
  table[slot] = {surname, run};
}

}  // namespace

FullNames::FullNames(std::span<const Identity> right, std::size_t num_names)
    : run_begins_(num_names + 1), table_begins_(num_names + 1) {
  static_cast<void>(checked_cast<std::uint32_t>(right.size()));
  for (std::uint32_t i = 0; i < right.size(); ++i) {
    if (!right[i].has_full_name()) continue;
    const bool is_new = runs_.empty() || runs_.back().end != i ||
                        right[i].forename != right[i - 1].forename ||
                        right[i].surname != right[i - 1].surname;
    if (is_new) {
      FSU_CHECK(runs_.empty() || right[runs_.back().begin] < right[i]);
      runs_.push_back({right[i].surname, i, i});
      ++run_begins_[right[i].forename.index() + 1];
    }
    runs_.back().end = i + 1;
  }
  for (std::size_t name = 0; name < num_names; ++name) {
    const std::uint32_t count = run_begins_[name + 1];
    table_begins_[name + 1] = table_begins_[name] + (count > kFewRuns ? num_slots_for(count) : 0);
    run_begins_[name + 1] += run_begins_[name];
  }
  slots_.resize(table_begins_.back());
  for_blocks(num_names, kBlockSize, [&](const Block& block) {
    for (std::size_t name = block.begin; name < block.end; ++name) {
      const std::size_t num_slots = table_begins_[name + 1] - table_begins_[name];
      if (num_slots == 0) continue;
      const std::span table = std::span(slots_).subspan(table_begins_[name], num_slots);
      for (std::uint32_t run = run_begins_[name]; run < run_begins_[name + 1]; ++run) {
        put(runs_[run].surname, run, table);
      }
    }
  });
}

void NearFullNames::set_forename(NameId forename, const NearSpan& near) {
  for (Rank& rank : ranks_) {
    rank.few.clear();
    rank.tables.clear();
    rank.has_slots = false;
  }
  add(forename, ranks_[0]);
  for (const NameId name : near.close) add(name, ranks_[1]);
  for (const NameId name : near.near) add(name, ranks_[2]);
}

void NearFullNames::add(NameId forename, Rank& rank) {
  const std::uint32_t num_runs = names_->num_runs(forename);
  if (num_runs > FullNames::kFewRuns) {
    rank.tables.push_back(names_->table(forename));
  } else if (num_runs > 0) {
    rank.few.push_back(forename);
  }
}

std::span<const std::span<const RunSlot>> NearFullNames::tables_of(std::size_t number) {
  Rank& rank = ranks_[number];
  if (rank.has_slots || rank.few.empty()) return rank.tables;
  std::size_t num_runs = 0;
  for (const NameId name : rank.few) num_runs += names_->num_runs(name);
  rank.slots.assign(num_slots_for(num_runs), {});
  for (const NameId name : rank.few) {
    const std::uint32_t first = names_->first_run(name);
    for (std::uint32_t run = first; run < first + names_->num_runs(name); ++run) {
      put(names_->runs()[run].surname, run, rank.slots);
    }
  }
  rank.tables.push_back(rank.slots);
  rank.has_slots = true;
  return rank.tables;
}

}  // namespace fsu::blocking
