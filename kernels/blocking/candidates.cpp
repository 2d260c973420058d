#include "kernels/blocking/candidates.hpp"

#include <algorithm>
#include <iterator>

namespace fsu::blocking {
namespace {

enum Pass : std::size_t { kPnc, kFullName, kFullNameSwapped, kDate };

std::uint64_t pnc_key(const Identity& identity) {
  return identity.pnc == 0 ? kNoKey : identity.pnc;
}

std::uint64_t name_key(NameId forename, NameId surname) {
  if (forename.is_none() || surname.is_none()) return kNoKey;
  return (std::uint64_t{forename.value} << 32) | surname.value;
}

std::uint64_t full_name_key(const Identity& identity) {
  return name_key(identity.forename, identity.surname);
}

std::uint64_t date_key(const Identity& identity) {
  return identity.has_whole_date() ? static_cast<std::uint64_t>(identity.date_of_birth) : kNoKey;
}

std::uint64_t date_and_name_key(const Identity& identity, NameId name) {
  if (!identity.has_whole_date() || name.is_none()) return kNoKey;
  return (date_key(identity) << 32) | name.value;
}

template <class KeyOf>
KeyIndex index_by(std::span<const Identity> persons, const KeyOf& key_of) {
  std::vector<std::uint64_t> keys(persons.size());
  std::transform(persons.begin(), persons.end(), keys.begin(), key_of);
  return KeyIndex(keys);
}

/// Index by date and one of the names, over the identities of oversized dates.
KeyIndex index_oversized(std::span<const Identity> persons, const KeyIndex& by_date,
                         std::size_t max_block, NameId Identity::*name) {
  return index_by(persons, [&](const Identity& identity) {
    return by_date.block(date_key(identity)).size() > max_block
               ? date_and_name_key(identity, identity.*name)
               : kNoKey;
  });
}

/// Joins a block to the candidates; returns how many of it were new.
std::size_t join(std::span<const std::uint32_t> block, CandidateWorkspace& workspace) {
  if (block.empty()) return 0;
  const std::size_t num_before = workspace.candidates.size();
  workspace.merged.clear();
  std::set_union(workspace.candidates.begin(), workspace.candidates.end(), block.begin(),
                 block.end(), std::back_inserter(workspace.merged));
  workspace.candidates.swap(workspace.merged);
  return workspace.candidates.size() - num_before;
}

void run_pass(Pass pass, std::span<const std::uint32_t> block, CandidateWorkspace& workspace) {
  PassCounts& counts = workspace.counts.passes[pass];
  counts.pairs += block.size();
  counts.new_pairs += join(block, workspace);
  counts.largest_block = std::max<std::uint64_t>(counts.largest_block, block.size());
}

std::size_t size_of_union(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t num_common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    num_common += a[i] == b[j];
    const bool advance_a = a[i] <= b[j];
    const bool advance_b = b[j] <= a[i];
    i += advance_a;
    j += advance_b;
  }
  return a.size() + b.size() - num_common;
}

}  // namespace

void BlockingCounts::merge(const BlockingCounts& other) {
  for (std::size_t pass = 0; pass < kNumPasses; ++pass) {
    passes[pass].pairs += other.passes[pass].pairs;
    passes[pass].new_pairs += other.passes[pass].new_pairs;
    passes[pass].largest_block =
        std::max(passes[pass].largest_block, other.passes[pass].largest_block);
  }
  capped_pairs += other.capped_pairs;
  capped_mentions += other.capped_mentions;
}

bool is_linkable(const Identity& mention) {
  return mention.pnc != 0 || mention.has_full_name() ||
         (mention.has_name() && mention.has_whole_date());
}

CandidateFinder::CandidateFinder(std::span<const Identity> persons, CandidateConfig config)
    : config_(config),
      by_pnc_(index_by(persons, pnc_key)),
      by_full_name_(index_by(persons, full_name_key)),
      by_date_(index_by(persons, date_key)),
      by_date_and_forename_(
          index_oversized(persons, by_date_, config.max_date_block, &Identity::forename)),
      by_date_and_surname_(
          index_oversized(persons, by_date_, config.max_date_block, &Identity::surname)) {}

void CandidateFinder::find(const Identity& mention, CandidateWorkspace& workspace) const {
  workspace.candidates.clear();
  run_pass(kPnc, by_pnc_.block(pnc_key(mention)), workspace);
  run_pass(kFullName, by_full_name_.block(full_name_key(mention)), workspace);
  run_pass(kFullNameSwapped, by_full_name_.block(name_key(mention.surname, mention.forename)),
           workspace);
  if (mention.has_name()) find_by_date(mention, workspace);
}

void CandidateFinder::find_by_date(const Identity& mention, CandidateWorkspace& workspace) const {
  const auto whole = by_date_.block(date_key(mention));
  if (whole.size() <= config_.max_date_block) return run_pass(kDate, whole, workspace);
  const auto same_forename =
      by_date_and_forename_.block(date_and_name_key(mention, mention.forename));
  const auto same_surname = by_date_and_surname_.block(date_and_name_key(mention, mention.surname));
  PassCounts& counts = workspace.counts.passes[kDate];
  const std::size_t num_pairs = size_of_union(same_forename, same_surname);
  counts.pairs += num_pairs;
  counts.new_pairs += join(same_forename, workspace);
  counts.new_pairs += join(same_surname, workspace);
  counts.largest_block = std::max<std::uint64_t>(counts.largest_block, num_pairs);
  workspace.counts.capped_pairs += whole.size() - num_pairs;
  ++workspace.counts.capped_mentions;
}

}  // namespace fsu::blocking
