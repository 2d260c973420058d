// Linkage models as files of JSON, to be read by people and used again.
//
// A model -> text with every comparison and its levels, one a line: label, m, u and the weight that
// follows from them; lambda; what fields that agree together change (dependence); how the fit
// ended. Numbers have the fewest digits that give back the same double, so a model that was read
// and written again is the same bytes. Reading checks everything against the comparisons of the
// run, and that every weight can be made; the weights in the file are for the reader and are not
// used. A level of which nothing can be compared has a label alone.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "kernels/model/model.hpp"

namespace fsu::stages {

[[nodiscard]] std::string format_model(const model::Model& model);

/// Reads the text of a model for a run with these comparisons; `name` stands in messages.
/// kConfiguration where it is no model, or does not fit: all that differs is told.
[[nodiscard]] model::Model parse_model(std::string_view text,
                                       std::span<const ComparisonSpec> comparisons,
                                       const std::string& name);

/// Reads a model's file; kNoInput where there is none.
[[nodiscard]] model::Model load_model(const std::filesystem::path& path,
                                      std::span<const ComparisonSpec> comparisons);

/// Publishes the model as a file of mode 0600.
void save_model(const model::Model& model, const std::filesystem::path& path);

}  // namespace fsu::stages
