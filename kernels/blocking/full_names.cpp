#include "kernels/blocking/full_names.hpp"

#include <algorithm>
#include <bit>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::blocking {
namespace {

constexpr std::size_t kBlockSize = 4096;

std::size_t table_slot(NameId surname, std::size_t num_slots) {
  return (std::uint64_t{surname.value * 0x9e3779b1u} * num_slots) >> 32;
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
    table_begins_[name + 1] =
        table_begins_[name] + (count > kFewRuns ? std::bit_ceil(std::size_t{2} * count) : 0);
    run_begins_[name + 1] += run_begins_[name];
  }
  slots_.assign(table_begins_.back(), kNoRun);
  for_blocks(num_names, kBlockSize, [&](const Block& block) {
    for (std::size_t name = block.begin; name < block.end; ++name) {
      const std::size_t num_slots = table_begins_[name + 1] - table_begins_[name];
      if (num_slots == 0) continue;
      const std::span table = std::span(slots_).subspan(table_begins_[name], num_slots);
      for (std::uint32_t run = run_begins_[name]; run < run_begins_[name + 1]; ++run) {
        std::size_t slot = table_slot(runs_[run].surname, num_slots);
        while (table[slot] != kNoRun) slot = (slot + 1) & (num_slots - 1);
        table[slot] = run;
      }
    }
  });
}

std::uint32_t FullNames::find(NameId forename, NameId surname) const {
  const std::uint64_t begin = table_begins_[forename.index()];
  const std::size_t num_slots = table_begins_[forename.index() + 1] - begin;
  std::size_t slot = table_slot(surname, num_slots);
  for (std::uint32_t run = slots_[begin + slot]; run != kNoRun;) {
    if (runs_[run].surname == surname) return run;
    slot = (slot + 1) & (num_slots - 1);
    run = slots_[begin + slot];
  }
  return kNoRun;
}

void NearFullNames::set_forename(NameId forename, std::uint8_t own_level, const NearSpan& near) {
  small_.clear();
  large_.clear();
  num_small_ = 0;
  add(forename, own_level);
  for (std::size_t i = 0; i < near.names.size(); ++i) add(near.names[i], near.levels[i]);
  fill_table();
}

void NearFullNames::add(NameId forename, std::uint8_t level) {
  const std::uint32_t num_runs = names_->num_runs(forename);
  if (num_runs == 0) return;
  if (num_runs > FullNames::kFewRuns) {
    large_.push_back({forename, level});
  } else {
    small_.push_back({forename, level});
    num_small_ += num_runs;
  }
}

void NearFullNames::fill_table() {
  const std::size_t num_slots = std::bit_ceil(std::max<std::size_t>(2 * num_small_, 2));
  mask_ = num_slots - 1;
  shift_ = 32 - std::countr_zero(num_slots);
  slots_.assign(num_small_ == 0 ? 0 : num_slots, {});
  for (const Near& near : small_) {
    const std::uint32_t first = names_->first_run(near.forename);
    for (std::uint32_t run = first; run < first + names_->num_runs(near.forename); ++run) {
      const NameId surname = names_->runs()[run].surname;
      std::size_t slot = slot_of(surname);
      while (slots_[slot].run != kEmpty) slot = (slot + 1) & mask_;
      slots_[slot] = {surname, run, near.level};
    }
  }
}

}  // namespace fsu::blocking
