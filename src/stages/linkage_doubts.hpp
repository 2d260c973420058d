// What should make the reader of a force's linkage doubt it.
//
// Tables, links and settings -> a sentence for each doubt: a field of the identity that hardly any
// mention, or hardly any version of the index, fills, or that says the same wherever it is filled
// (a column mapped wrongly looks like that); too few people to learn from; mentions of which none,
// or hardly any, is probably of somebody in the index. Nothing is changed by it, and no message
// holds a value of the data. A column that is filled and varies is left after its first rows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/config/linkage_config.hpp"
#include "src/stages/gather_evidence.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::stages {

/// A model that was learned from fewer records is told to be rough.
inline constexpr std::size_t kFewRecords = 20;

/// The doubt in a model that was learned from so few; `what` they are, in the plural.
[[nodiscard]] std::optional<std::string> doubt_few(std::size_t num_records, std::string_view what);

[[nodiscard]] std::vector<std::string> find_doubts(const EvidenceTables& tables,
                                                   const Linkage& linkage,
                                                   const config::LinkageConfig& config);

}  // namespace fsu::stages
