#include "kernels/synth/faults.hpp"

#include <algorithm>

#include "kernels/core/hash.hpp"

namespace fsu::synth {
namespace {

using enum FaultKind;

constexpr int kMostOfAKind = 3;
constexpr double kRowsPerReject = 150;
constexpr double kMostRejects = 1000;

/// The column that a fault of the kind damages; any where it damages the whole row, nothing where
/// the table has none of the kind.
std::optional<std::size_t> column_of(FaultKind kind, const FaultColumns& columns) {
  switch (kind) {
    case kDuplicate:
    case kRagged:
    case kInvalidUtf8:
      return 0;
    case kOrphan:
      return columns.parent_id;
    case kMissingId:
      return columns.any_id;
    case kImpossibleDate:
      return columns.instant;
    case kUnmappedCategory:
      return columns.category;
    case kUnreadableNumber:
      return columns.number;
    case kKeyConflict:
      return columns.content;
    case kUnreadableBirthDate:
      return columns.birth_date;
    case kUnreadableInstant:
      return columns.optional_instant;
    case kUnknownRole:
      return columns.role;
  }
  return {};
}

/// Rows that are rejected for one fault of the kind: of a conflict, both.
int num_rejects(FaultKind kind) {
  if (kind == kDuplicate || kind == kOrphan || is_in_place(kind)) return 0;
  return kind == kKeyConflict ? 2 : 1;
}

}  // namespace

bool is_in_place(FaultKind kind) {
  return kind == kUnreadableBirthDate || kind == kUnreadableInstant || kind == kUnknownRole;
}

std::vector<Fault> plan_faults(const World& world, std::string_view table,
                               const FaultColumns& columns, std::uint64_t num_items,
                               double rows_per_item) {
  std::vector<Fault> faults;
  const double num_rows = static_cast<double>(num_items) * rows_per_item;
  if (world.is_clean() || num_rows < 1) return faults;
  auto rejects_left = static_cast<int>(std::min(num_rows / kRowsPerReject, kMostRejects));
  const auto first_kind = static_cast<int>(hash_bytes(table) % kNumFaultKinds);
  Random random = world.random(Stream::kFaults, hash_bytes(table));
  for (int i = 0; i < kMostOfAKind * kNumFaultKinds; ++i) {
    const auto kind = static_cast<FaultKind>((first_kind + i) % kNumFaultKinds);
    if (!column_of(kind, columns) || num_rejects(kind) > rejects_left) continue;
    rejects_left -= num_rejects(kind);
    faults.push_back({random.below(num_items), kind});
  }
  std::stable_sort(faults.begin(), faults.end(),
                   [](const Fault& a, const Fault& b) { return a.item < b.item; });
  return faults;
}

std::vector<std::string> damage(FaultKind kind, const FaultColumns& columns,
                                std::vector<std::string> cells) {
  if (kind == kDuplicate) return cells;
  const bool keeps_id = kind == kKeyConflict || is_in_place(kind);
  if (!keeps_id && columns.own_id) cells[*columns.own_id].insert(0, "X");
  std::string& cell = cells[*column_of(kind, columns)];
  switch (kind) {
    case kDuplicate:
      break;
    case kOrphan:
      cell = "XNONE";
      break;
    case kRagged:
      cells.pop_back();
      break;
    case kInvalidUtf8:
      cells.back() += "\xC3\x28";
      break;
    case kMissingId:
      cell.clear();
      break;
    case kImpossibleDate:
      cell = "2025-02-30T10:00:00";
      break;
    case kUnmappedCategory:
      cell = "UNHEARD-OF";
      break;
    case kUnreadableNumber:
      cell = "12O";
      break;
    case kKeyConflict:
      cell += " AMENDED";
      break;
    case kUnreadableBirthDate:
      cell = "31/02/1980";
      break;
    case kUnreadableInstant:
      cell = "31/02/2025 10:00";
      break;
    case kUnknownRole:
      cell = "AGGRIEVED";
      break;
  }
  return cells;
}

}  // namespace fsu::synth
