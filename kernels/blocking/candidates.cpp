#include "kernels/blocking/candidates.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/blocking/block_index.hpp"
#include "kernels/blocking/record_keys.hpp"
#include "kernels/core/check.hpp"

namespace fsu::blocking {
namespace {

/// Right records times the block that one part, or a near name, may open by itself.
constexpr std::size_t kSingleBudget = 3'000'000;
constexpr std::size_t kNearBudget = 1'000'000;
/// Right records times those of the blocks that all near names of a name may open by themselves.
constexpr std::size_t kNearBlocksBudget = 50'000'000;

/// A limit that falls with the number of right records.
std::size_t scaled_limit(std::size_t budget, std::size_t num_right, std::size_t least,
                         std::size_t most) {
  return std::clamp(budget / std::max<std::size_t>(num_right, 1), least, most);
}

}  // namespace

bool is_linkable(const Identity& identity) {
  return !identity.identifier.is_none() || identity.has_full_name() ||
         (identity.has_name() && identity.has_whole_date());
}

CandidateFinder::CandidateFinder(const CandidateInput& input, CandidateConfig config)
    : config_(config),
      num_right_(input.right.size()),
      max_single_block_(scaled_limit(kSingleBudget, num_right_, config.min_single_block,
                                     config.max_single_block)),
      max_near_block_(
          scaled_limit(kNearBudget, num_right_, config.min_near_block, config.max_near_block)),
      max_near_blocks_(scaled_limit(kNearBlocksBudget, num_right_, config.min_near_blocks,
                                    config.max_near_blocks)),
      identifiers_(input.identifiers),
      near_names_(input.near_names),
      fields_(input.fields) {
  if (config.compares_all) return;
  is_right_name_ = names_in_use({}, input.right, input.num_names);
  if (input.only_left.empty()) {
    indexes_ = index_blocks({input.right, input.identifiers, input.fields});
  } else {
    FSU_CHECK(input.fields.empty());
    const KeySet wanted = collect_keys(input.only_left);
    indexes_ = index_blocks({input.right, input.identifiers, input.fields, &wanted});
  }
}

KeySet CandidateFinder::collect_keys(std::span<const Identity> left) const {
  constexpr std::size_t kBitsPerRecord = 4096;  // a record has some hundreds of keys
  constexpr std::size_t kMostBits = std::size_t{1} << 28;
  KeySet keys(std::min(left.size() * kBitsPerRecord, kMostBits));
  CandidateWorkspace workspace;
  workspace.keys = &keys;
  for (const Identity& identity : left) find({identity, 0, 0}, workspace);
  return keys;
}

void CandidateFinder::find(const LeftRecord& left, CandidateWorkspace& workspace) const {
  workspace.candidates.clear();
  workspace.first_right = left.first_right;
  if (config_.compares_all) {
    const std::size_t num_pairs = num_right_ - std::min<std::size_t>(left.first_right, num_right_);
    workspace.candidates.resize(num_pairs);
    std::iota(workspace.candidates.begin(), workspace.candidates.end(), left.first_right);
    PassCounts& counts = workspace.counts.passes[kAllPairs];
    counts.pairs += num_pairs;
    counts.new_pairs += num_pairs;
    counts.largest_block = std::max<std::uint64_t>(counts.largest_block, num_right_);
    return;
  }
  workspace.seen_at.resize(num_right_);
  ++workspace.epoch;
  find_by_identifier(left.identity, workspace);
  find_by_names(left.identity, workspace);
  find_by_date(left.identity, workspace);
  find_by_fields(left, workspace);
  std::sort(workspace.candidates.begin(), workspace.candidates.end());
}

void CandidateFinder::find_by_identifier(const Identity& left,
                                         CandidateWorkspace& workspace) const {
  if (!left.identifier.is_none()) {
    take(kIdentifier, indexes_[kIdentifier], key_of(left.identifier.value), workspace);
  }
  const IdentifierId any = left.any_identifier();
  if (any.is_none()) return;
  const std::string_view text = (*identifiers_)[any.index()];
  if (text.size() < kMinIdentifierLength) return;
  std::vector<std::uint64_t> keys;
  append_deletion_keys(text, keys);
  for (const std::uint64_t key : keys) {
    take(kIdentifierOneEdit, indexes_[kIdentifierOneEdit], key, workspace);
  }
  for (const std::uint64_t key : part_keys(text)) {
    take(kIdentifierPart, indexes_[kIdentifierPart], key, workspace);
    for (const NameId name : {left.forename, left.surname}) {
      if (name.is_none()) continue;
      take(kIdentifierPartAndName, indexes_[kIdentifierPartAndName], key_of(key, name.value),
           workspace);
    }
  }
}

void CandidateFinder::find_by_names(const Identity& left, CandidateWorkspace& workspace) const {
  if (left.has_full_name()) {
    const KeyIndex& index = indexes_[kFullName];
    const std::uint64_t key = full_name_key(left.forename, left.surname);
    take(kFullName, index, key, workspace);
    take(kNamesExchanged, index, full_name_key(left.surname, left.forename), workspace);
    find_by_near_names(left, workspace);
    if (const int year = year_of(left.date_of_birth); year != 0) {
      take(kFullNameAndYear, indexes_[kFullNameAndYear],
           key_of(key, static_cast<std::uint64_t>(year)), workspace);
    }
  }
  for (const NameId name : {left.forename, left.surname}) {
    if (name.is_none()) continue;
    take(kName, indexes_[kName], key_of(name.value), workspace);
    find_by_date_parts(left, name, workspace);
    for (const std::uint32_t part : exchanged_date_parts(left.date_of_birth)) {
      if (part == 0) continue;
      take(kNameAndDatePart, indexes_[kNameAndDatePart], key_of(part, name.value), workspace);
    }
    if (const int year = year_of(left.date_of_birth); year != 0) {
      take(kNameAndYear, indexes_[kNameAndYear],
           key_of(static_cast<std::uint64_t>(year), name.value), workspace);
    }
    find_by_near_names_alone(name, workspace);
    for (const NameId near : near_names_.of(name)) {
      if (is_right_name_[near.index()]) find_by_date_parts(left, near, workspace);
    }
  }
}

/// Right records with near names: one or both near, also in each other's place.
void CandidateFinder::find_by_near_names(const Identity& left,
                                         CandidateWorkspace& workspace) const {
  const KeyIndex& index = indexes_[kFullName];
  const std::span<const NameId> forenames = near_names_.of(left.forename);
  const std::span<const NameId> surnames = near_names_.of(left.surname);
  for (const NameId forename : forenames) {
    if (!is_right_name_[forename.index()]) continue;
    take(kNearFullName, index, full_name_key(forename, left.surname), workspace);
    take(kNamesExchanged, index, full_name_key(left.surname, forename), workspace);
  }
  for (const NameId surname : surnames) {
    if (!is_right_name_[surname.index()]) continue;
    take(kNearFullName, index, full_name_key(left.forename, surname), workspace);
    take(kNamesExchanged, index, full_name_key(surname, left.forename), workspace);
  }
  find_by_both_near(forenames, surnames, workspace);
}

void CandidateFinder::find_by_both_near(std::span<const NameId> forenames,
                                        std::span<const NameId> surnames,
                                        CandidateWorkspace& workspace) const {
  const std::size_t num_combinations = count_right_names(forenames) * count_right_names(surnames);
  if (num_combinations > config_.max_near_full_names) {
    workspace.counts.passes[kNearFullName].oversized_pairs += num_combinations;
    return;
  }
  for (const NameId forename : forenames) {
    if (!is_right_name_[forename.index()]) continue;
    for (const NameId surname : surnames) {
      if (!is_right_name_[surname.index()]) continue;
      take(kNearFullName, indexes_[kFullName], full_name_key(forename, surname), workspace);
    }
  }
}

std::size_t CandidateFinder::count_right_names(std::span<const NameId> names) const {
  return static_cast<std::size_t>(std::count_if(
      names.begin(), names.end(), [&](NameId name) { return is_right_name_[name.index()]; }));
}

/// Right records with a near name in either place, unless those of all near names are many.
void CandidateFinder::find_by_near_names_alone(NameId name, CandidateWorkspace& workspace) const {
  const KeyIndex& index = indexes_[kName];
  if (workspace.keys != nullptr) {
    for (const NameId near : near_names_.of(name)) workspace.keys->add(kName, key_of(near.value));
    return;
  }
  std::size_t num_records = 0;
  for (const NameId near : near_names_.of(name)) {
    if (!is_right_name_[near.index()]) continue;
    const std::size_t size = index.block(key_of(near.value)).size();
    if (size <= max_near_block_) num_records += size;
  }
  const std::size_t max_block = num_records <= max_near_blocks_ ? max_near_block_ : 0;
  for (const NameId near : near_names_.of(name)) {
    if (!is_right_name_[near.index()]) continue;
    take_up_to(max_block, kName, index.block(key_of(near.value)), workspace);
  }
}

/// Right records with the name in either place and two parts of the date.
void CandidateFinder::find_by_date_parts(const Identity& left, NameId name,
                                         CandidateWorkspace& workspace) const {
  for (const std::uint32_t part : date_parts(left.date_of_birth)) {
    if (part == 0) continue;
    take(kNameAndDatePart, indexes_[kNameAndDatePart], key_of(part, name.value), workspace);
  }
}

void CandidateFinder::find_by_date(const Identity& left, CandidateWorkspace& workspace) const {
  if (left.has_whole_date()) {
    take(kDateOfBirth, indexes_[kDateOfBirth],
         key_of(static_cast<std::uint64_t>(left.date_of_birth)), workspace);
  }
  for (const std::uint32_t part : date_parts(left.date_of_birth)) {
    if (part != 0) take(kDatePart, indexes_[kDatePart], key_of(part), workspace);
  }
}

void CandidateFinder::find_by_fields(const LeftRecord& left, CandidateWorkspace& workspace) const {
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    for (const ValueId value : fields_[field].left.of(left.record)) {
      const std::uint64_t key = field_key(field, value);
      take(kField, indexes_[kField], key, workspace);
      for (const NameId name : {left.identity.forename, left.identity.surname}) {
        if (name.is_none()) continue;
        take(kFieldAndName, indexes_[kFieldAndName], key_of(key, name.value), workspace);
      }
      if (const int year = year_of(left.identity.date_of_birth); year != 0) {
        take(kFieldAndYear, indexes_[kFieldAndYear], key_of(key, static_cast<std::uint64_t>(year)),
             workspace);
      }
    }
  }
}

std::size_t CandidateFinder::max_block(Pass pass) const {
  switch (pass) {
    case kIdentifier:
    case kDateOfBirth:
    case kFullName:
    case kNamesExchanged:
      return config_.max_whole_block;
    case kNearFullName:
    case kNameAndDatePart:
    case kFullNameAndYear:
    case kIdentifierOneEdit:
      return config_.max_joint_block;
    case kDatePart:
    case kName:
      return max_single_block_;
    default:
      return config_.max_single_block;
  }
}

void CandidateFinder::take(Pass pass, const KeyIndex& index, std::uint64_t key,
                           CandidateWorkspace& workspace) const {
  if (workspace.keys != nullptr) {
    workspace.keys->add(static_cast<std::size_t>(&index - indexes_.data()), key);
    return;
  }
  take_up_to(max_block(pass), pass, index.block(key), workspace);
}

void CandidateFinder::take_up_to(std::size_t max_block, Pass pass,
                                 std::span<const std::uint32_t> block,
                                 CandidateWorkspace& workspace) const {
  if (block.empty()) return;
  PassCounts& counts = workspace.counts.passes[pass];
  counts.largest_block = std::max<std::uint64_t>(counts.largest_block, block.size());
  const auto first = std::lower_bound(block.begin(), block.end(), workspace.first_right);
  const auto num_pairs = static_cast<std::uint64_t>(block.end() - first);
  if (block.size() > max_block) {
    counts.oversized_pairs += num_pairs;
    return;
  }
  counts.pairs += num_pairs;
  for (auto it = first; it != block.end(); ++it) {
    if (workspace.has(*it)) continue;
    workspace.seen_at[*it] = workspace.epoch;
    workspace.candidates.push_back(*it);
    ++counts.new_pairs;
  }
}

}  // namespace fsu::blocking
