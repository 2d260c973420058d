// The tables of the linkage in a results file, in the form of io/result_schema.
//
// linkage/links holds the mentions with a candidate, in the order of (incident row, role), and may
// have millions of rows: it is made block by block; the others are made whole. For exact linkage
// weights are missing. The tables of the model are in model_tables.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/string_column.hpp"
#include "kernels/core/table.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::stages {

/// What the tables of links are made of; `person_ids` by dense id.
struct LinkTableInput {
  const Linkage& linkage;
  const Table& incidents;
  const Table& missing_reports;
  const StringColumn& person_ids;
};

/// Mentions that stand in linkage/links: all but organisations, insufficient ones, and those
/// without a candidate.
[[nodiscard]] std::vector<std::uint32_t> shown_mentions(const MentionLinks& links);

/// Rows of linkage/links for a block of shown mentions.
[[nodiscard]] Table links_block(const LinkTableInput& input,
                                std::span<const std::uint32_t> mentions);

/// An upper bound of the width in bytes of each column of linkage/links; 0 for numbers.
[[nodiscard]] std::vector<std::size_t> links_text_widths(const LinkTableInput& input);

/// linkage/missing_links: every report without a person_id, whatever its status.
[[nodiscard]] Table missing_links_table(const LinkTableInput& input);

/// linkage/passes; empty for exact linkage, which has none.
[[nodiscard]] Table link_passes_table(const Linkage& linkage);

}  // namespace fsu::stages
