#include "kernels/synth/faults.hpp"

#include <algorithm>
#include <array>

#include "kernels/core/hash.hpp"

namespace fsu::synth {
namespace {

using enum FaultKind;

constexpr int kMostOfAKind = 3;
constexpr double kRowsPerReject = 300;
constexpr std::array<FaultKind, 9> kAllKinds = {
    kDuplicate,      kOrphan,           kRagged,           kInvalidUtf8, kMissingId,
    kImpossibleDate, kUnmappedCategory, kUnreadableNumber, kKeyConflict};

bool can_occur(FaultKind kind, const FaultColumns& columns) {
  switch (kind) {
    case kDuplicate:
    case kRagged:
    case kInvalidUtf8:
      return true;
    case kOrphan:
      return columns.parent_id.has_value();
    case kMissingId:
      return columns.any_id.has_value();
    case kImpossibleDate:
      return columns.instant.has_value();
    case kUnmappedCategory:
      return columns.category.has_value();
    case kUnreadableNumber:
      return columns.number.has_value();
    case kKeyConflict:
      return columns.content.has_value();
  }
  return false;
}

/// Rows that are rejected for one fault of the kind: of a conflict, both.
int num_rejects(FaultKind kind) {
  if (kind == kDuplicate || kind == kOrphan) return 0;
  return kind == kKeyConflict ? 2 : 1;
}

}  // namespace

std::vector<Fault> plan_faults(const World& world, std::string_view table,
                               const FaultColumns& columns, std::uint64_t num_items,
                               double rows_per_item) {
  std::vector<Fault> faults;
  const double num_rows = static_cast<double>(num_items) * rows_per_item;
  if (world.is_clean() || num_rows < 1) return faults;
  auto rejects_left = static_cast<int>(std::min(num_rows / kRowsPerReject, 1000.0));
  Random random = world.random(Stream::kFaults, hash_bytes(table));
  for (int round = 0; round < kMostOfAKind; ++round) {
    for (const FaultKind kind : kAllKinds) {
      if (!can_occur(kind, columns) || num_rejects(kind) > rejects_left) continue;
      rejects_left -= num_rejects(kind);
      faults.push_back({random.below(num_items), kind});
    }
  }
  std::stable_sort(faults.begin(), faults.end(),
                   [](const Fault& a, const Fault& b) { return a.item < b.item; });
  return faults;
}

std::vector<std::string> damage(FaultKind kind, const FaultColumns& columns,
                                std::vector<std::string> cells) {
  if (kind == kDuplicate) return cells;
  if (kind != kKeyConflict && columns.own_id) cells[*columns.own_id].insert(0, "X");
  switch (kind) {
    case kDuplicate:
      break;
    case kOrphan:
      cells[*columns.parent_id] = "XNONE";
      break;
    case kRagged:
      cells.pop_back();
      break;
    case kInvalidUtf8:
      cells.back() += "\xC3\x28";
      break;
    case kMissingId:
      cells[*columns.any_id].clear();
      break;
    case kImpossibleDate:
      cells[*columns.instant] = "2025-02-30T10:00:00";
      break;
    case kUnmappedCategory:
      cells[*columns.category] = "UNHEARD-OF";
      break;
    case kUnreadableNumber:
      cells[*columns.number] = "12O";
      break;
    case kKeyConflict:
      cells[*columns.content] += " AMENDED";
      break;
  }
  return cells;
}

}  // namespace fsu::synth
