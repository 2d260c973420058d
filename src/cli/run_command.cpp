#include <fmt/format.h>

#include <chrono>

#include "io/time_zone.hpp"
#include "kernels/core/parallel.hpp"
#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
#include "src/cli/section_settings.hpp"
#include "src/commands/run.hpp"

namespace fsu::cli {
namespace {

constexpr const char* kExplanation =
    R"(Reads a force's extracts (one CSV a table), links every call log's originator and subject to the index of
people, sums the resource hours of every incident, ranks everyone on four metrics, and writes ranked tables
to an HDF5 file. The file gets its name only when it is whole.

Examples:
  fsu run --input extracts --output results.h5
  fsu run --input extracts --output results.h5 --as-of 2026-01-01 --months 12 --top 100
  fsu run --config force.ini --dry-run
  fsu run --input extracts --output results.h5 --evidence names,dob,pnc
  fsu run --input extracts --output results.h5 --save-model model.json
  fsu run --input newer --output newer.h5 --model model.json
  fsu show results.h5 --explain LOG0001:originator --input extracts     why this mention was linked, or was not

A settings file holds options at the top and maps a force's own columns, formats and values in sections:
  as-of = 2026-01-01
  [incidents]
  column.incident_id = Log Number
  datetime-format    = %d/%m/%Y %H:%M:%S
  value.pre_planned.PRE-PLANNED EVENT = 1

Linkage learns from the extracts, without labels, how much it says that a field agrees or differs. --evidence takes
all, or words with commas between; what is left out is not looked at:
  names, dob, pnc   the identity: forenames and surname, date of birth, PNC ID
  phone             the originator's telephone against person_phones
  postcode          postcodes of the log against those of the person
  address           the address of the log against homes in investigation_roles
  together          other mentions with the same telephone or address that are certain of a person
A mention is linked where the probability of its best person is at least --link-probability, and its weight is at
least --link-margin bits (log2) above the next one's; else it counts for nobody. A saved model is a JSON file to be
read; with --model it is used as it is, so that the weights of two runs are the same. Where a field is hardly ever
filled or always the same, where people are few, or logs and index seem to have nobody in common, the run warns.

--memory-limit matters where the forecast comes near it: the large columns and tables then live in a file without a
name in the folder of the output, which the run maps a part at a time. It takes longer, and --dry-run says how much
room on that disk; the results are the same. Some tens of MiB always stay in memory.

--dry-run reads the model, headers, sizes and a few megabytes of rows, and forecasts how many pairs the linkage
compares, peak memory (both to a quarter) and time (to a factor of two); it warns where the machine has less memory.

Exit codes: 0 done, 64 usage, 65 unusable input data, 66 no input, 70 internal, 73 cannot create, 74 I/O error,
77 permission, 78 configuration, 128 + signal.
)";

/// Today where the force is, which need not be where the machine is.
std::int32_t today(const std::string& time_zone) {
  using namespace std::chrono;
  const auto now = floor<seconds>(system_clock::now()).time_since_epoch();
  return io::TimeZone(time_zone).local_date(now.count());
}

void read_counting_options(OptionValues& values, config::RunConfig& config) {
  using config::ResourceOverlap;
  using config::ScalingChoice;
  config.window.as_of = values.date("as-of").value_or(0);
  config.window.num_months =
      static_cast<int>(values.whole("months", 1, 1200).value_or(config.window.num_months));
  config.ranking.top = static_cast<std::size_t>(values.whole("top", 1, 1000000000).value_or(100));
  config.ranking.scaling = values
                               .choice<ScalingChoice>("scaling", {{"cap", ScalingChoice::kCap},
                                                                  {"max", ScalingChoice::kMax},
                                                                  {"mean", ScalingChoice::kMean}})
                               .value_or(config.ranking.scaling);
  config.usage.counts_non_crimes = values.is_on("count-non-crimes");
  config.usage.resource_cap_hours = values.real("resource-cap-hours", 0, 100000);
  config.usage.resource_overlap =
      values
          .choice<ResourceOverlap>("resource-overlap", {{"union", ResourceOverlap::kUnion},
                                                        {"sum", ResourceOverlap::kSum}})
          .value_or(config.usage.resource_overlap);
}

std::uint8_t read_evidence(OptionValues& values) {
  const auto evidence = config::parse_evidence(values.text("evidence", "all"));
  if (!evidence) {
    values.add_problem(
        "evidence",
        "must be all, or some of names, dob, pnc, phone, postcode, address, together "
        "with commas between");
  }
  return evidence.value_or(config::kAllEvidence);
}

void read_linkage_options(OptionValues& values, config::RunConfig& config) {
  using Method = config::LinkageConfig::Method;
  using config::LinksShown;
  config.linkage.method =
      values.choice<Method>("linkage", {{"fuzzy", Method::kFuzzy}, {"exact", Method::kExact}})
          .value_or(config.linkage.method);
  config.linkage.link_probability =
      values.real("link-probability", 0, 1).value_or(config.linkage.link_probability);
  config.linkage.link_margin =
      values.real("link-margin", 0, 1000).value_or(config.linkage.link_margin);
  config.linkage.evidence = read_evidence(values);
  config.linkage.model = values.path("model");
  config.linkage.save_model = values.path("save-model");
  config.links = values
                     .choice<LinksShown>(
                         "links", {{"all", LinksShown::kAll}, {"selected", LinksShown::kSelected}})
                     .value_or(config.links);
}

config::RunConfig read_config(const GivenOptions& given) {
  OptionValues values(given);
  config::RunConfig config;
  config.settings_file = values.path("config");
  config.input.folder = values.required_path("input");
  config.output = values.required_path("output");
  config.input.time_zone = values.text("timezone", config.input.time_zone);
  config.input.max_rejects = values.reject_limit("max-rejects").value_or(config.input.max_rejects);
  read_counting_options(values, config);
  read_linkage_options(values, config);
  config.is_dry_run = values.is_on("dry-run");
  config.memory_limit_bytes = values.bytes("memory-limit").value_or(0);
  config.num_threads = num_threads();
  std::vector<std::string> problems;
  apply_sections(given.sections, config, problems);
  for (const std::string& problem : problems) values.add_file_problem(problem);
  values.throw_problems();
  if (config.window.as_of == 0) config.window.as_of = today(config.input.time_zone);
  return config;
}

std::vector<OptionSpec> run_options() {
  const config::RunConfig defaults;
  return {
      {"input", "DIR", "", "folder with the extracts, one CSV (.csv, .csv.gz or parts) a table",
       true},
      {"output", "FILE", "", "results file to write", true},
      {"as-of", "DATE", "today", "end of the window, 00:00 in the time zone, not included"},
      {"months", "N", "12", "length of the window in calendar months"},
      {"top", "N", "100", "people selected by each metric"},
      {"scaling", "READING", "cap", "cap, max or mean: how a total is brought to a common scale"},
      {"linkage", "METHOD", "fuzzy",
       "fuzzy, or exact (the baseline: equal PNC ID, or equal names and date of birth)"},
      {"link-probability", "P", fmt::format("{}", defaults.linkage.link_probability),
       "least probability of a link"},
      {"link-margin", "BITS", fmt::format("{}", defaults.linkage.link_margin),
       "least lead over the runner-up, log2"},
      {"evidence", "all|LIST", "all",
       "what the linkage may use, as above: names, dob, pnc, phone, postcode, address, together"},
      {"model", "FILE", "", "use this model (of --save-model) as it is, instead of learning one",
       true},
      {"save-model", "FILE", "",
       "write the model in use, as readable JSON; no file that is read is replaced", true},
      {"links", "WHICH", "all", "mentions that stand in linkage/links: all or selected"},
      {"count-non-crimes", "", "", "count investigations that are no crimes too"},
      {"resource-cap-hours", "HOURS", "",
       "most that one resource counts at one incident; no cap by default"},
      {"resource-overlap", "READING", "union",
       "union or sum of one resource's rows at one incident"},
      {"timezone", "ZONE", "Europe/London", "zone of times without an offset"},
      {"max-rejects", "N|P%", "1%",
       "rows of a table that may be unusable before the run stops with 65"},
      {"memory-limit", "SIZE", "",
       "keep resident memory below it where that can be, as 8G or 500M (G is 2^30 bytes)"},
      {"dry-run", "", "",
       "say what would be done, and forecast pairs, memory and time from a sample of the rows"}};
}

}  // namespace

CommandSpec run_command() {
  return {"run",
          "the whole job, from extracts to ranked HDF5",
          kExplanation,
          "",
          run_options(),
          [](const GivenOptions& given, report::Reporter& reporter, std::ostream& out) {
            commands::run(read_config(given), reporter, out);
          }};
}

}  // namespace fsu::cli
