// What a results file of `fsu run` states of its linkage, held against what somebody explains it
// with.
//
// run/settings -> the settings of the linkage, and which model was in use; run/inputs -> whether
// the extracts that were read are those of the run, by their digests; linkage/links -> what was
// decided of one mention. An explanation from another model or other extracts would be one of
// another decision, so it is refused.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "io/h5_results_reader.hpp"
#include "src/commands/stated_settings.hpp"
#include "src/config/linkage_config.hpp"
#include "src/stages/force.hpp"
#include "src/stages/link_role.hpp"

namespace fsu::commands {

/// A row of linkage/links.
struct StatedLink {
  std::string status;
  std::string person_id;
  double weight = 0;  ///< bits; NaN where it was linked without one
  double probability = 0;
};

class StatedRun {
 public:
  /// kUsage where the file is of no `fsu run`; what io throws where it cannot be opened.
  explicit StatedRun(const std::filesystem::path& results);

  /// The settings of the linkage, for an explanation with this model (empty: none is named). kUsage
  /// where nothing was weighed, or a model is wanting or one too many; kConfiguration where the run
  /// used another one.
  [[nodiscard]] config::LinkageConfig linkage(const std::filesystem::path& model) const;

  /// kData where the extracts are not those of the run; every file that differs is named.
  void check_inputs(const stages::Force& force, const std::filesystem::path& folder) const;

  /// What the file says of a mention; nothing where it has no row of it.
  [[nodiscard]] std::optional<StatedLink> find_link(std::string_view incident_id,
                                                    stages::MentionRole role) const;

  /// True where every mention with a candidate has a row.
  [[nodiscard]] bool has_all_links() const { return settings_.text("links", "all") == "all"; }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  void check_model(const std::filesystem::path& model) const;

  std::filesystem::path path_;
  io::ResultFileReader file_;
  StatedSettings settings_;
};

}  // namespace fsu::commands
