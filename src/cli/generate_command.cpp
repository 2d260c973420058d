#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
#include "src/commands/generate.hpp"

namespace fsu::cli {
namespace {

constexpr const char* kExplanation =
    R"(Writes the extracts of a made-up police force, with the truth of who is who and a run.ini. The force is a pure
function of its sizes and the seed. No real person stands in it.

Examples:
  fsu generate --output force                          a small force of about 20,000 people
  fsu generate --output force --preset wmp-1y          one year of a large force
  fsu generate --output force --persons 5000 --mentions 20000 --years 1 --seed 7 --clean
  fsu run --config force/run.ini
)";

commands::GenerateConfig read_config(const GivenOptions& given) {
  constexpr std::int64_t kMost = 2000000000;
  OptionValues values(given);
  commands::GenerateConfig config;
  config.output = values.required_path("output");
  config.preset = values
                      .choice<std::string>("preset", {{"demo", "demo"},
                                                      {"wmp-1y", "wmp-1y"},
                                                      {"wmp-10y", "wmp-10y"},
                                                      {"met-10y", "met-10y"}})
                      .value_or(config.preset);
  if (const auto persons = values.whole("persons", 1, kMost))
    config.persons = static_cast<std::uint64_t>(*persons);
  if (const auto mentions = values.whole("mentions", 1, kMost))
    config.mentions = static_cast<std::uint64_t>(*mentions);
  if (const auto years = values.whole("years", 1, 50)) config.years = static_cast<int>(*years);
  config.end_date = values.date("end").value_or(config.end_date);
  config.seed = static_cast<std::uint64_t>(values.whole("seed", 0, INT64_MAX).value_or(1));
  config.names = values.path("names");
  config.is_clean = values.is_on("clean");
  values.throw_problems();
  return config;
}

std::vector<OptionSpec> generate_options() {
  return {{"output", "DIR", "", "folder to write, made where it is missing", true},
          {"preset", "NAME", "demo", "demo, wmp-1y, wmp-10y or met-10y"},
          {"persons", "N", "", "people in the index, in place of the preset's"},
          {"mentions", "N", "", "originators and subjects named in logs, about"},
          {"years", "Y", "", "years of history"},
          {"end", "DATE", "2026-01-01", "day on which the history ends, not included"},
          {"seed", "S", "1", "another seed makes another force"},
          {"names", "DIR", "", "fuller name lists (firstname_uk.csv, lastname_uk.csv)", true},
          {"clean", "", "", "no errors in mentions and no faulty rows"}};
}

}  // namespace

CommandSpec generate_command() {
  return {"generate",
          "a synthetic force of any size, with its truth",
          kExplanation,
          "",
          generate_options(),
          [](const GivenOptions& given, report::Reporter& reporter, std::ostream&) {
            commands::generate(read_config(given), reporter);
          }};
}

}  // namespace fsu::cli
