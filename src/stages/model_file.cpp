#include "src/stages/model_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "io/csv_writer.hpp"
#include "io/file_text.hpp"
#include "kernels/core/error.hpp"
#include "kernels/model/dependence.hpp"

namespace fsu::stages {
namespace {

using nlohmann::json;

constexpr const char* kFormat = "fsu linkage model";
constexpr int kVersion = 1;
/// Of a share: no weight can then be out of range.
constexpr double kLeastShare = 1e-30;

/// Words for the digits of an agreement code (kernels/model/dependence).
constexpr std::array<std::string_view, model::kAgreementBase> kAgreements = {"disagrees", "agrees",
                                                                             "missing"};

std::string json_text(std::string_view text) { return json(text).dump(); }

std::string format_shares(double m, double u, Weight weight) {
  return fmt::format("\"m\": {}, \"u\": {}, \"weight\": {}", m, u, weight_bits(weight));
}

std::string format_comparison(const model::Comparison& comparison) {
  std::vector<std::string> levels;
  for (std::size_t i = 0; i < comparison.shares.size(); ++i) {
    const LevelSpec& level = comparison.spec.levels[i];
    const model::LevelShares& shares = comparison.shares[i];
    std::string line = "      {\"label\": " + json_text(level.label);
    if (level.presence != kNothingCompared) {
      const Weight weight = model::level_weight(comparison, static_cast<std::uint8_t>(i));
      line += ", " + format_shares(shares.m, shares.u, weight);
    }
    levels.push_back(line + "}");
  }
  return fmt::format("    {{\"name\": {}, \"levels\": [\n{}\n    ]}}",
                     json_text(comparison.spec.name), fmt::join(levels, ",\n"));
}

/// The digits of a code in words, in the order of surname and further fields.
std::vector<std::string> agreement_words(std::uint32_t code, std::size_t num_digits) {
  std::vector<std::string> words(num_digits);
  for (std::size_t i = num_digits; i-- > 0; code /= model::kAgreementBase)
    words[i] = json_text(kAgreements[code % model::kAgreementBase]);
  return words;
}

std::string format_dependence(const model::Model& model) {
  const std::size_t num_digits = model::num_agreement_digits(model.comparisons.size());
  std::vector<std::string> lines;
  for (const auto& [code, shares] : model.dependence) {
    lines.push_back(fmt::format(
        "    {{\"agreements\": [{}], {}}}", fmt::join(agreement_words(code, num_digits), ", "),
        format_shares(shares.m, shares.u, model::weight_of_ratio(shares.m / shares.u))));
  }
  return lines.empty() ? "[]" : fmt::format("[\n{}\n  ]", fmt::join(lines, ",\n"));
}

/// Names of what the agreements of the dependence are of.
std::vector<std::string> agreement_fields(std::span<const ComparisonSpec> comparisons) {
  if (model::num_agreement_digits(comparisons.size()) == 0) return {};
  std::vector<std::string> fields = {"surname"};
  for (std::size_t i = model::kFirstField; i < comparisons.size(); ++i)
    fields.push_back(comparisons[i].name);
  return fields;
}

std::vector<ComparisonSpec> specs_of(const model::Model& model) {
  std::vector<ComparisonSpec> specs;
  for (const model::Comparison& comparison : model.comparisons) specs.push_back(comparison.spec);
  return specs;
}

/// Reads the parts of a model and gathers what does not fit.
class ModelReader {
 public:
  ModelReader(const json& file, std::span<const ComparisonSpec> comparisons)
      : file_(file), comparisons_(comparisons) {}

  model::Model read() {
    model::Model model;
    if (file_.at("format") != kFormat || file_.at("version") != kVersion) {
      problems.push_back(fmt::format("it is no \"{}\" of version {}", kFormat, kVersion));
      return model;
    }
    model.lambda = file_.at("lambda").get<double>();
    if (!(model.lambda >= kLeastShare && model.lambda < 1))
      problems.push_back(fmt::format("lambda is not between {} and 1", kLeastShare));
    model.num_iterations = file_.at("iterations").get<int>();
    model.has_converged = file_.at("converged").get<bool>();
    model.evidence = file_.value("evidence", std::string());
    if (have_same_names()) {
      for (std::size_t i = 0; i < comparisons_.size(); ++i)
        model.comparisons.push_back(read_comparison(file_.at("comparisons")[i], comparisons_[i]));
      read_dependence(model);
    }
    return model;
  }

  std::vector<std::string> problems;

 private:
  bool have_same_names() {
    std::vector<std::string> theirs;
    for (const json& comparison : file_.at("comparisons"))
      theirs.push_back(comparison.at("name").get<std::string>());
    std::vector<std::string> ours;
    for (const ComparisonSpec& comparison : comparisons_) ours.push_back(comparison.name);
    if (ours == theirs) return true;
    problems.push_back(fmt::format("it compares {}, but this run {}", fmt::join(theirs, ", "),
                                   fmt::join(ours, ", ")));
    return false;
  }

  model::Comparison read_comparison(const json& theirs, const ComparisonSpec& ours) {
    model::Comparison comparison{ours, std::vector<model::LevelShares>(ours.levels.size())};
    const json& levels = theirs.at("levels");
    if (levels.size() != ours.levels.size()) {
      problems.push_back(fmt::format("comparison {} has {} levels, but {} in this run", ours.name,
                                     levels.size(), ours.levels.size()));
      return comparison;
    }
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const std::string label = levels[i].at("label").get<std::string>();
      if (label != ours.levels[i].label) {
        problems.push_back(fmt::format("comparison {}, level {} is '{}', but '{}' in this run",
                                       ours.name, i, label, ours.levels[i].label));
      } else if (ours.levels[i].presence != kNothingCompared) {
        const std::string place = fmt::format("comparison {}, level '{}'", ours.name, label);
        comparison.shares[i] = {read_number(levels[i], "m", 1, place),
                                read_number(levels[i], "u", 1, place)};
      }
    }
    return comparison;
  }

  void read_dependence(model::Model& model) {
    const std::vector<std::string> fields = agreement_fields(comparisons_);
    for (const json& entry : file_.at("dependence").at("of")) {
      std::uint32_t code = 0;
      const json& words = entry.at("agreements");
      bool is_known = words.size() == fields.size();
      for (const json& word : words) {
        const auto digit =
            std::find(kAgreements.begin(), kAgreements.end(), word.get<std::string>()) -
            kAgreements.begin();
        is_known = is_known && static_cast<std::size_t>(digit) < kAgreements.size();
        code = code * model::kAgreementBase + static_cast<std::uint32_t>(digit);
      }
      if (!is_known) {
        problems.push_back("dependence: agreements that are none of this run: " + words.dump());
        continue;
      }
      model.dependence[code] = {read_number(entry, "m", 1 / kLeastShare, "dependence"),
                                read_number(entry, "u", 1 / kLeastShare, "dependence")};
    }
  }

  double read_number(const json& of, const char* name, double most, const std::string& place) {
    const double number = of.at(name).get<double>();
    if (number >= kLeastShare && number <= most) return number;
    problems.push_back(
        fmt::format("{}: {} is not between {} and {}", place, name, kLeastShare, most));
    return 1;
  }

  const json& file_;
  std::span<const ComparisonSpec> comparisons_;
};

}  // namespace

std::string format_model(const model::Model& model) {
  std::vector<std::string> comparisons;
  for (const model::Comparison& comparison : model.comparisons)
    comparisons.push_back(format_comparison(comparison));
  std::vector<std::string> fields;
  for (const std::string& field : agreement_fields(specs_of(model)))
    fields.push_back(json_text(field));
  const std::string evidence =
      model.evidence.empty() ? "" : "  \"evidence\": " + json_text(model.evidence) + ",\n";
  return fmt::format(
      "{{\n  \"format\": \"{}\",\n  \"version\": {},\n  \"lambda\": {},\n  \"iterations\": {},\n"
      "  \"converged\": {},\n{}  \"comparisons\": [\n{}\n  ],\n"
      "  \"dependence\": {{\"fields\": [{}], \"of\": {}}}\n}}\n",
      kFormat, kVersion, model.lambda, model.num_iterations, model.has_converged, evidence,
      fmt::join(comparisons, ",\n"), fmt::join(fields, ", "), format_dependence(model));
}

model::Model parse_model(std::string_view text, std::span<const ComparisonSpec> comparisons,
                         const std::string& name) {
  try {
    const json file = json::parse(text);
    ModelReader reader(file, comparisons);
    model::Model model = reader.read();
    if (reader.problems.empty()) return model;
    throw Error(ErrorKind::kConfiguration,
                fmt::format("model {} does not fit this run:\n  {}\nLearn one with --save-model, "
                            "by the same command on data of the same fields",
                            name, fmt::join(reader.problems, "\n  ")));
  } catch (const json::exception& error) {
    throw Error(ErrorKind::kConfiguration,
                fmt::format("{} cannot be read as a linkage model: {}", name, error.what()));
  }
}

model::Model load_model(const std::filesystem::path& path,
                        std::span<const ComparisonSpec> comparisons) {
  const io::FileText file(path);
  return parse_model(file.text(), comparisons, path.string());
}

void save_model(const model::Model& model, const std::filesystem::path& path) {
  io::CsvFile file(path);  // any text under a temporary name, mode 0600
  file.append(format_model(model));
  file.finish();
}

}  // namespace fsu::stages
