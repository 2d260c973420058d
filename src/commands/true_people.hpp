// Who is whom: every person_id that is spoken of, and which of them are one person.
//
// Input: columns of person ids, and the file of true persons or none. Output: dense ids in byte
// order; for each the id that stands for the person (the smallest of the person's), and the group
// of its name. An id that the file does not name is a person of its own.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/ids.hpp"
#include "kernels/core/string_column.hpp"
#include "kernels/core/table.hpp"

namespace fsu::commands {

struct TruePeople {
  StringColumn person_ids;                ///< distinct, in byte order
  std::vector<PersonId> true_person;      ///< by person
  std::vector<std::uint32_t> name_group;  ///< by person: place in name_groups
  StringColumn name_groups;               ///< in byte order, and `none` behind them
  bool is_stated = false;                 ///< there is a file of true persons

  [[nodiscard]] std::size_t size() const { return person_ids.size(); }
  /// Place of `none` in name_groups.
  [[nodiscard]] std::uint32_t no_group() const {
    return static_cast<std::uint32_t>(name_groups.size() - 1);
  }
};

/// `true_persons` has the columns of true_persons_table, or is null.
[[nodiscard]] TruePeople settle_people(std::span<const StringColumn* const> person_ids,
                                       const Table* true_persons);

}  // namespace fsu::commands
