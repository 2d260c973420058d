#include "src/commands/link_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/probability_parts.hpp"
#include "src/stages/blocking_recall.hpp"
#include "src/stages/linkage_doubts.hpp"

namespace fsu::commands {
namespace {

using resolve::Status;

constexpr std::array kFaults = std::to_array<std::pair<text::RecordFlag, std::string_view>>(
    {{text::kOrganisation, "organisations"},
     {text::kJunkName, "junk_names"},
     {text::kPlaceholderDate, "placeholder_dobs"},
     {text::kPartialDate, "partial_dobs"},
     {text::kInvalidPnc, "invalid_ids"}});

constexpr double kMoreProbableThanNot = 0.5;

class CountBuilder {
 public:
  void add(std::string_view side, std::string_view measure, double value) {
    counts_.push_back({std::string(side), std::string(measure), value});
  }
  void add_count(std::string_view side, std::string_view measure, std::size_t value) {
    add(side, measure, static_cast<double>(value));
  }

  void add_side(std::string_view side, const text::EncodedRecords& records) {
    add_count(side, "records", records.identities.size());
    for (const auto& [flag, measure] : kFaults) {
      const text::RecordFlag fault = flag;
      const auto times =
          std::count_if(records.flags.begin(), records.flags.end(),
                        [fault](std::uint8_t flags) { return (flags & fault) != 0; });
      add_count(side, measure, static_cast<std::size_t>(times));
    }
  }

  void add_statuses(const std::vector<resolve::Decision>& best) {
    // Organisations stand among the faults of their side already.
    for (std::size_t i = static_cast<std::size_t>(Status::kInsufficient); i < resolve::kNumStatuses;
         ++i) {
      const auto status = static_cast<Status>(i);
      const auto times = std::count_if(best.begin(), best.end(), [status](const auto& decision) {
        return decision.status == status;
      });
      add_count("left", resolve::status_name(status), static_cast<std::size_t>(times));
    }
  }

  void add_clusters(const std::vector<std::uint32_t>& clusters) {
    std::vector<std::size_t> sizes;
    for (const std::uint32_t cluster : clusters) {
      if (cluster >= sizes.size()) sizes.resize(cluster + std::size_t{1});
      ++sizes[cluster];
    }
    const auto several =
        std::count_if(sizes.begin(), sizes.end(), [](std::size_t size) { return size > 1; });
    add_count("", "clusters", sizes.size());
    add_count("", "clusters_of_several", static_cast<std::size_t>(several));
    add_count("", "largest_cluster",
              sizes.empty() ? 0 : *std::max_element(sizes.begin(), sizes.end()));
  }

  [[nodiscard]] std::vector<stages::SummaryCount> take() { return std::move(counts_); }

 private:
  std::vector<stages::SummaryCount> counts_;
};

/// The sum of the pairs' probabilities.
double expected_true_pairs(const std::vector<Weight>& weights) {
  std::uint64_t sum = 0;
  for (const Weight weight : weights) sum += parts_of_probability(model::probability_of(weight));
  return probability_of_parts(sum);
}

/// Share of the true pairs that are among those compared, as estimated.
double blocking_recall(const LinkedRecords& linked) {
  const stages::ComparedPairs& pairs = linked.pairs;
  if (pairs.is_compared_whole()) return 1;
  stages::BlockingRecall recall;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    recall.add(pairs.patterns[pairs.pattern[i]], model::probability_of(linked.weighed.weights[i]));
  }
  return recall.estimate();
}

double value_of(const std::vector<stages::SummaryCount>& counts, std::string_view side,
                std::string_view measure) {
  const auto found =
      std::find_if(counts.begin(), counts.end(), [&](const stages::SummaryCount& count) {
        return count.role == side && count.measure == measure;
      });
  FSU_CHECK(found != counts.end());
  return found->value;
}

/// True where the settings name a column that the comparison compares.
bool is_asked_for(std::size_t comparison, const config::RecordColumnsConfig& columns) {
  switch (comparison) {
    case compare::kNames:
      return !columns.forename.empty() || !columns.surname.empty();
    case compare::kOtherForenames:
      return false;  // many files have none
    case compare::kDateOfBirth:
      return !columns.date_of_birth.empty();
    case compare::kIdentifier:
      return !columns.identifier.empty();
    default:
      return true;
  }
}

/// What one comparison says of all pairs, candidates and sample.
void doubt_comparison(const stages::ComparedPairs& pairs, std::size_t comparison,
                      std::vector<std::string>& doubts) {
  const ComparisonSpec& spec = pairs.comparisons[comparison];
  std::vector<bool> is_seen(spec.levels.size());
  for (const Levels& levels : pairs.patterns) is_seen[levels[comparison]] = true;
  std::size_t num_compared = 0;
  std::size_t seen = 0;
  for (std::size_t level = 0; level < spec.levels.size(); ++level) {
    if (!is_seen[level] || spec.levels[level].presence == kNothingCompared) continue;
    ++num_compared;
    seen = level;
  }
  if (num_compared == 0) {
    doubts.push_back(fmt::format(
        "comparison {}: no pair has a value on both sides, so it says nothing; is it the right "
        "column and format?",
        spec.name));
  } else if (num_compared == 1 && pairs.size() > 1) {
    doubts.push_back(
        fmt::format("comparison {}: \"{}\" in every pair that has it, so it tells no pair from "
                    "another",
                    spec.name, spec.levels[seen].label));
  }
}

}  // namespace

std::vector<stages::SummaryCount> count_links(const LinkedRecords& linked,
                                              const config::LinkConfig& config) {
  CountBuilder builder;
  const auto& sources = linked.files.encoded.sources;
  builder.add_side("left", sources.front());
  builder.add_statuses(linked.decided.best);
  if (!linked.is_one_file) builder.add_side("right", sources.back());
  const Weight floor = weight_of_bits(config.pairs_floor_weight);
  const auto& weights = linked.weighed.weights;
  const auto written = std::count_if(weights.begin(), weights.end(),
                                     [floor](Weight weight) { return weight > floor; });
  builder.add_count("", "pairs_compared", linked.pairs.size());
  builder.add_count("", "pairs_without_values", linked.pairs.num_without_values);
  builder.add_count("", "pairs_written", static_cast<std::size_t>(written));
  builder.add_count("", "oversized_pairs", linked.pairs.blocking.num_oversized());
  builder.add("", "expected_true_pairs", expected_true_pairs(weights));
  builder.add("", "blocking_recall", blocking_recall(linked));
  const model::Model& model = linked.weighed.model;
  builder.add("", "lambda", model.lambda);
  builder.add("", "iterations", model.num_iterations);
  builder.add("", "converged", model.has_converged ? 1 : 0);
  if (linked.is_one_file) builder.add_clusters(linked.decided.clusters);
  return builder.take();
}

std::vector<std::string> describe_links(const std::vector<stages::SummaryCount>& counts,
                                        const LinkedRecords& linked) {
  const auto value = [&](std::string_view side, std::string_view measure) {
    return value_of(counts, side, measure);
  };
  std::string records = fmt::format("records:    {}", value("left", "records"));
  if (!linked.is_one_file) records += fmt::format(" and {}", value("right", "records"));
  std::vector<std::string> lines = {
      records,
      fmt::format("pairs:      {} compared, {:.1f} of them expected to be true",
                  value("", "pairs_compared"), value("", "expected_true_pairs")),
      fmt::format("blocking:   an estimated {:.4g}% of the true pairs are among those compared",
                  100 * value("", "blocking_recall")),
      fmt::format("linked:     {} records; {} below the threshold, {} ambiguous, {} without a "
                  "candidate, {} with too little to link on, {} organisations",
                  value("left", "linked"), value("left", "below_threshold"),
                  value("left", "ambiguous"), value("left", "no_candidate"),
                  value("left", "insufficient"), value("left", "organisations"))};
  if (!linked.is_one_file && value("right", "organisations") > 0)
    lines.back() += fmt::format(" and {} in the right file", value("right", "organisations"));
  if (linked.is_one_file) {
    lines.push_back(fmt::format("clusters:   {}, {} of them of several records, the largest of {}",
                                value("", "clusters"), value("", "clusters_of_several"),
                                value("", "largest_cluster")));
  }
  lines.push_back(fmt::format("model:      {} after {} iterations",
                              value("", "converged") > 0 ? "settled" : "not settled",
                              value("", "iterations")));
  return lines;
}

std::vector<std::string> find_doubts(const LinkedRecords& linked,
                                     const config::LinkConfig& config) {
  std::vector<std::string> doubts;
  if (linked.pairs.size() == 0) {
    doubts.emplace_back(
        linked.pairs.blocking.num_oversized() > 0
            ? "no pair was compared: too many records are alike in every field"
            : "no pair of records to compare, so nothing could be learned or linked");
    return doubts;
  }
  for (std::size_t i = 0; i < linked.pairs.comparisons.size(); ++i) {
    if (is_asked_for(i, config.left_columns)) doubt_comparison(linked.pairs, i, doubts);
  }
  const std::size_t num_records = std::min(linked.left_ids().size(), linked.right_ids().size());
  if (config.model.empty()) {
    if (auto doubt = stages::doubt_few(num_records, "records")) doubts.push_back(std::move(*doubt));
  }
  const model::Model& model = linked.weighed.model;
  if (!model.has_converged) {
    doubts.push_back(
        fmt::format("the model had not settled after {} iterations: too few true pairs, or fields "
                    "that say too little; look at linkage/levels before you trust probabilities",
                    model.num_iterations));
  }
  const auto& weights = linked.weighed.weights;
  const Weight heaviest = *std::max_element(weights.begin(), weights.end());
  if (model::probability_of(heaviest) < kMoreProbableThanNot)
    doubts.emplace_back("no pair is more probable than not: the files may have nobody in common");
  return doubts;
}

}  // namespace fsu::commands
