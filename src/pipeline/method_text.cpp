#include <fmt/format.h>

#include "io/result_schema.hpp"
#include "kernels/core/date.hpp"
#include "src/pipeline/run_tables.hpp"

namespace fsu::pipeline {
namespace {

std::string window_text(const config::RunConfig& config) {
  return fmt::format(
      "Everything counted lies in the {} months before {} 00:00 {}. Investigations and logs are "
      "placed by when they were created, custody records likewise or else by arrival. Links use "
      "all records, also those outside the window.",
      config.window.num_months, format_date(config.window.as_of), config.input.time_zone);
}

std::string counts_text(const config::RunConfig& config) {
  return fmt::format(
      "Suspect, offender and victim count the {} in which a person has that role, once each. "
      "Custody counts records, and hours from arrival to release, each record from 0 to 200 "
      "hours; a record still open runs to the end of the window. Originator and subject count "
      "logs, incidents and records of contact alike. Pre-planned logs are left out.",
      config.usage.counts_non_crimes ? "investigations, non-crimes included,"
                                     : "crime investigations");
}

std::string resources_text(const config::RunConfig& config) {
  const std::string overlap = config.usage.resource_overlap == config::ResourceOverlap::kUnion
                                  ? "overlapping rows of one resource count once"
                                  : "all rows of a resource are added up";
  const std::string cap = config.usage.resource_cap_hours
                              ? fmt::format("each resource at an incident counts at most {} hours",
                                            *config.usage.resource_cap_hours)
                              : std::string("there is no upper bound");
  return fmt::format(
      "The resource time of a log runs, for each resource, from the earliest of assigned, "
      "deployed and arrived to released; {}; {}; resources are added up. A row without start or "
      "end counts nothing.",
      overlap, cap);
}

std::string linkage_text(const config::RunConfig& config) {
  if (config.linkage.method == config::LinkageConfig::Method::kExact) {
    return "A mention is linked to the one person with an equal PNC ID or, where that is missing, "
           "with equal forenames, surname and date of birth; two such people make it ambiguous.";
  }
  const char* const model = config.linkage.model.empty()
                                ? "that was learned from the mentions themselves, without labels"
                                : "that the run was given";
  return fmt::format(
      "Each originator and subject is compared with the people whose names, dates of birth, PNC "
      "IDs, telephones or addresses lead there: names equal or near in either place, dates near "
      "in two of three parts, identifiers one edit apart. How names, date of birth and PNC ID "
      "agree is weighed (Fellegi and Sunter 1969) by a model {}, with the frequency of names and "
      "dates; then further evidence is weighed (in use: {}). Relatives, who differ by forename or "
      "by a generation, are not linked on what relatives share. Ids that are probably one person "
      "count together. A mention is linked to its best person where the probability among all who "
      "may be meant, and nobody, is at least {} and the lead over the next person at least {} "
      "bits; else it counts for nobody.",
      model, config::evidence_text(config.linkage.evidence), config.linkage.link_probability,
      config.linkage.link_margin);
}

std::string scaling_text(const config::RunConfig& config) {
  switch (config.ranking.scaling) {
    case config::ScalingChoice::kCap:
      return "Each total is divided by the mean of its 1000 largest values; what is above 1 "
             "counts as 1.";
    case config::ScalingChoice::kMax:
      return "Each total is divided by its largest value.";
    case config::ScalingChoice::kMean:
      return "Each total is divided by the mean of its 1000 largest values.";
  }
  return {};
}

std::string ranking_text(const config::RunConfig& config) {
  return fmt::format(
      "Investigations and custody is the sum of the first five scaled totals, originator of the "
      "next two, subject of the last two, overall of all nine. Ranks are over all individuals; "
      "equal scores are told apart by the uncapped sums, and share a rank where these are equal "
      "too. The first {} of each metric are selected. The list ranks by volume and predicts "
      "nothing.",
      config.ranking.top);
}

}  // namespace

Table method_table(const config::RunConfig& config) {
  Table table(io::result_table("run/method"));
  const auto add = [&](std::string_view section, const std::string& text) {
    table.text("section").push_back(section);
    table.text("text").push_back(text);
  };
  add("window", window_text(config));
  add("counts", counts_text(config));
  add("resources", resources_text(config));
  add("linkage", linkage_text(config));
  add("scaling", scaling_text(config));
  add("ranking", ranking_text(config));
  return table;
}

}  // namespace fsu::pipeline
