// Faulty rows: a few of each kind that a reader must reject, or count, in every table.
//
// A faulty row is a damaged copy of some row, put before that row's item; a value that is only
// counted (unreadable where it may be missing, an unknown role) stands in the row itself. Its place
// is a function of the seed. A table gets up to three of each kind that can occur in it, but its
// rejected rows stay below 1 in 150, so that the usual reject limit
// of 1 % is not reached; each table begins with another kind, so that small ones do not all have
// the same. Duplicates, orphans and counted values cost no reject and come in every table that can
// have them. Copies bear ids of their own, so that only key conflicts, as they must, take a good
// row down with them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/synth/world.hpp"

namespace fsu::synth {

enum class FaultKind : std::uint8_t {
  kDuplicate,
  kOrphan,
  kRagged,
  kInvalidUtf8,
  kMissingId,
  kImpossibleDate,
  kUnmappedCategory,
  kUnreadableNumber,
  kKeyConflict,
  kUnreadableBirthDate,
  kUnreadableInstant,
  kUnknownRole,
};
inline constexpr int kNumFaultKinds = 12;

/// Where a table can be hurt: positions of columns, nothing where it has none of the kind.
struct FaultColumns {
  std::optional<std::size_t> own_id;     ///< the only key column
  std::optional<std::size_t> parent_id;  ///< without a row there, the row is an orphan
  std::optional<std::size_t> any_id;     ///< an id that must not be blank
  std::optional<std::size_t> instant;    ///< that must be readable
  std::optional<std::size_t> category;   ///< that must be one of its words
  std::optional<std::size_t> number;
  std::optional<std::size_t> content;  ///< a text outside the key, of a table with a key
  std::optional<std::size_t> birth_date;
  std::optional<std::size_t> optional_instant;  ///< that counts as missing where unreadable
  std::optional<std::size_t> role;              ///< whose unknown words count as `other`
};

struct Fault {
  std::uint64_t item = 0;
  FaultKind kind = FaultKind::kDuplicate;
};

/// Whether the fault damages the row itself, not a copy of it.
[[nodiscard]] bool is_in_place(FaultKind kind);

/// The faults of a table in the order of their items; none in a clean force or an empty table.
[[nodiscard]] std::vector<Fault> plan_faults(const World& world, std::string_view table,
                                             const FaultColumns& columns, std::uint64_t num_items,
                                             double rows_per_item);

/// The cells of a good row, damaged.
[[nodiscard]] std::vector<std::string> damage(FaultKind kind, const FaultColumns& columns,
                                              std::vector<std::string> cells);

}  // namespace fsu::synth
