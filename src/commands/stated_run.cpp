#include "src/commands/stated_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "io/digest.hpp"
#include "io/input_schema.hpp"
#include "kernels/core/error.hpp"

namespace fsu::commands {
namespace {

constexpr const char* kLearned = "learned";

/// A file of the run, or one that was read now.
struct HashedFile {
  std::string name;
  std::string sha256;
};

/// The files of one table that run/inputs states.
std::vector<HashedFile> stated_files(const Table& inputs, const std::string& table) {
  std::vector<HashedFile> files;
  for (std::size_t row = 0; row < inputs.num_rows(); ++row) {
    if (inputs.text("table")[row] != table) continue;
    files.push_back(
        {std::string(inputs.text("file")[row]), std::string(inputs.text("sha256")[row])});
  }
  return files;
}

/// Takes out of both lists what has a partner in the other by `same`.
template <class Same>
void remove_partners(std::vector<HashedFile>& ours, std::vector<HashedFile>& theirs,
                     const Same& same) {
  std::erase_if(ours, [&](const HashedFile& file) {
    const auto partner = std::find_if(theirs.begin(), theirs.end(),
                                      [&](const HashedFile& other) { return same(file, other); });
    if (partner == theirs.end()) return false;
    theirs.erase(partner);
    return true;
  });
}

/// Files may be renamed, their contents may not change.
void compare_files(std::vector<HashedFile> read, std::vector<HashedFile> stated,
                   std::vector<std::string>& differences) {
  remove_partners(read, stated,
                  [](const HashedFile& a, const HashedFile& b) { return a.sha256 == b.sha256; });
  remove_partners(read, stated, [&](const HashedFile& a, const HashedFile& b) {
    if (a.name == b.name) differences.push_back(a.name + " has changed");
    return a.name == b.name;
  });
  for (const HashedFile& file : read) differences.push_back(file.name + " was not there");
  for (const HashedFile& file : stated) differences.push_back(file.name + " is missing");
}

}  // namespace

StatedRun::StatedRun(const std::filesystem::path& results)
    : path_(results), file_(results), settings_(file_) {
  if (file_.has_table("linkage/links") && file_.has_table("run/inputs")) return;
  throw Error(ErrorKind::kUsage, "--explain INCIDENT:ROLE needs a results file of fsu run, and " +
                                     results.string() +
                                     " is none; pairs of fsu link are explained by fsu link "
                                     "--explain LEFT:RIGHT");
}

config::LinkageConfig StatedRun::linkage(const std::filesystem::path& model) const {
  if (settings_.text("linkage", "fuzzy") == "exact") {
    throw Error(ErrorKind::kUsage,
                "--explain: the file was made with --linkage exact, which weighs nothing");
  }
  check_model(model);
  config::LinkageConfig linkage;
  linkage.link_probability = settings_.number("link-probability", linkage.link_probability);
  linkage.link_margin = settings_.number("link-margin", linkage.link_margin);
  const auto evidence = config::parse_evidence(settings_.text("evidence", "all"));
  linkage.evidence = evidence.value_or(config::kAllEvidence);
  linkage.model = model;
  return linkage;
}

void StatedRun::check_model(const std::filesystem::path& model) const {
  const std::string stated = settings_.text("model", kLearned);
  if (stated == kLearned && model.empty()) return;
  if (stated == kLearned) {
    throw Error(ErrorKind::kUsage,
                "--model: the run learned its model from the extracts, and so "
                "does --explain; leave --model out");
  }
  if (model.empty()) {
    throw Error(
        ErrorKind::kUsage,
        "--explain: the run was given a model; name it with --model (SHA-256 " + stated + ")");
  }
  const std::string given = io::sha256_of_file(model);
  if (given == stated) return;
  throw Error(ErrorKind::kConfiguration,
              fmt::format("--model: {} is not the model that {} was made with; name the file that "
                          "the run was given, unchanged (SHA-256 {}, but this one has {})",
                          model.string(), path_.string(), stated, given));
}

void StatedRun::check_inputs(const stages::Force& force,
                             const std::filesystem::path& folder) const {
  const Table inputs = file_.read_table("run/inputs");
  std::vector<std::string> differences;
  for (const io::InputTable& schema : io::input_tables()) {
    std::vector<HashedFile> read;
    for (const io::InputPart& part : force.input.tables.at(schema.name).parts)
      read.push_back({part.path.filename().string(), part.sha256});
    compare_files(std::move(read), stated_files(inputs, schema.name), differences);
  }
  if (differences.empty()) return;
  throw Error(ErrorKind::kData,
              fmt::format("--input: {} does not hold what {} was made of: {}; name the extracts of "
                          "that run, or run again over these",
                          folder.string(), path_.string(), fmt::join(differences, ", ")));
}

std::optional<StatedLink> StatedRun::find_link(std::string_view incident_id,
                                               stages::MentionRole role) const {
  const io::TableReader links = file_.open_table("linkage/links");
  for (std::uint64_t begin = 0; begin < links.num_rows(); begin += links.rows_per_block()) {
    const Table block =
        links.read_rows(begin, std::min(begin + links.rows_per_block(), links.num_rows()));
    const StringColumn& incidents = block.text("incident_id");
    for (std::size_t row = 0; row < block.num_rows(); ++row) {
      if (incidents[row] != incident_id) continue;
      if (block.text("role")[row] != stages::role_name(role)) continue;
      return StatedLink{std::string(block.text("status")[row]),
                        std::string(block.text("person_id")[row]), block.floats("weight")[row],
                        block.floats("probability")[row]};
    }
  }
  return {};
}

}  // namespace fsu::commands
