// The blocks of the right side: an inverted index a pass.
//
// Right records -> for each pass, which records have which key (record_keys.hpp). Passes that look
// into another's blocks (exchanged and near names into full_name) have an empty index of their own.
#pragma once

#include <array>
#include <span>

#include "kernels/blocking/key_index.hpp"
#include "kernels/blocking/key_set.hpp"
#include "kernels/blocking/passes.hpp"
#include "kernels/core/fields.hpp"
#include "kernels/core/identities.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::blocking {

struct IndexedRecords {
  std::span<const Identity> right;
  const StringColumn* identifiers = nullptr;  ///< dictionary
  std::span<const Field> fields;
  const KeySet* wanted = nullptr;  ///< keys to index, by pass; null: all
};

[[nodiscard]] std::array<KeyIndex, kNumPasses> index_blocks(const IndexedRecords& records);

}  // namespace fsu::blocking
