#include <algorithm>

#include "src/cli/commands.hpp"
#include "src/cli/link_evidence.hpp"
#include "src/cli/link_settings.hpp"
#include "src/cli/option_values.hpp"
#include "src/cli/section_settings.hpp"
#include "src/commands/link.hpp"

namespace fsu::cli {
namespace {

constexpr const char* kExplanation =
    R"(Finds the records of two files of people that are one person, or those of one file, from names, date of birth, an
identifier and any further fields. It learns without labels how much each agreement says, and how often fields are
wrong, so the probabilities mean what they say.

Examples:
  one file against itself
    fsu link --left people.csv --config link.ini --output links.h5 --clusters-csv clusters.csv
  two files
    fsu link --left census.csv --right register.csv --config link.ini --output links.h5 --pairs-csv pairs.csv
  why a pair is linked or is not
    fsu link --left census.csv --right register.csv --config link.ini --output links.h5 --explain C17:R2041
    fsu link --left people.csv --config link.ini --output links.h5 --explain P12:P90 --with-values
  with some of the fields alone
    fsu link --left people.csv --config link.ini --output links.h5 --evidence names,dob
  with what was learned from other files
    fsu link --left big.csv --config link.ini --output big.h5 --save-model model.json
    fsu link --left small.csv --config link.ini --output small.h5 --model model.json

link.ini says which columns are compared (any of forename to id may be left out):
  [link]
  left-id = rec_id
  right-id = rec_id
  forename = given_name
  surname = surname
  # one column, or year,month,day in three: dob_year,dob_mon,dob_day
  date-of-birth = date_of_birth
  date-format = %Y%m%d
  # kind opaque (any identifier) or pnc
  id = soc_sec_id:opaque
  # further fields: exact, text, phone, postcode, email, date, number
  compare = postcode:exact
  compare = suburb:text
  # a column that only one of the files calls so
  left.surname = SURNAME
  right.postcode = PCODE
  link-probability = 0.5
  pairs-floor-weight = -10

The file holds the tables pairs (every pair above the floor, with weight and probability), best (the best candidate of
each left record) and, for one file, clusters; and linkage/levels, patterns, passes and summary. --evidence takes words
with commas between: names, dob, id, fields (all compared fields), together (what the records' other pairs say), the
name of a compared field or a kind of them. A saved model is a JSON file to be read, and used again with --model.

Where the right file holds people several times, the records of one person share their probability in best. Of two very
large files (1,000 million pairs, no compared fields) pairs lighter than -5 bits are not looked for.

Exit codes: 0 done, 64 usage, 65 unusable input data, 66 no input, 73 cannot create, 74 I/O error, 78 configuration
(a model that does not fit the comparisons, too).
)";

/// The command line wins over the section [link], which wins over the top of the file.
double choose_number(const GivenOptions& given, const std::string& name,
                     std::optional<double> option, std::optional<double> section,
                     double otherwise) {
  const auto found = given.values.find(name);
  const bool is_from_file = found != given.values.end() && found->second.is_from_file;
  if (is_from_file && section) return *section;
  return option ? *option : section.value_or(otherwise);
}

void read_section(const GivenOptions& given, OptionValues& values, config::LinkConfig& config) {
  const bool has_section =
      std::any_of(given.sections.begin(), given.sections.end(),
                  [](const SettingsEntry& entry) { return entry.section == kLinkSection; });
  if (!has_section && !values.has("config"))
    return values.add_problem("config", "is needed: its section [link] names the columns");
  std::vector<std::string> problems;
  const LinkNumbers numbers = apply_link_section(given.sections, config, problems);
  config::RunConfig other_sections;
  apply_sections(given.sections, other_sections, problems);
  for (const std::string& problem : problems) values.add_file_problem(problem);
  config.link_probability =
      choose_number(given, "link-probability", values.real("link-probability", 0, 1),
                    numbers.link_probability, config.link_probability);
  config.link_margin = choose_number(given, "link-margin", values.real("link-margin", 0, 1000),
                                     numbers.link_margin, config.link_margin);
  config.pairs_floor_weight =
      choose_number(given, "pairs-floor-weight", values.real("pairs-floor-weight", -1000, 1000),
                    numbers.pairs_floor_weight, config.pairs_floor_weight);
  if (!values.has("evidence") || !problems.empty()) return;
  const std::string problem = apply_evidence(values.text("evidence"), config);
  if (!problem.empty()) values.add_problem("evidence", problem);
}

void read_explained(OptionValues& values, config::LinkConfig& config) {
  const bool shows_values = values.is_on("with-values");
  if (!values.has("explain")) {
    if (shows_values) values.add_problem("with-values", "goes with --explain");
    return;
  }
  const std::string pair = values.text("explain");
  const std::size_t colon = pair.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == pair.size())
    return values.add_problem("explain", "must be LEFT:RIGHT, the ids of two records");
  config.explained = {pair.substr(0, colon), pair.substr(colon + 1), shows_values};
}

config::LinkConfig read_config(const GivenOptions& given) {
  OptionValues values(given);
  config::LinkConfig config;
  config.settings_file = values.path("config");
  config.left = values.required_path("left");
  config.right = values.path("right");
  config.output = values.required_path("output");
  config.pairs_csv = values.path("pairs-csv");
  config.best_csv = values.path("best-csv");
  config.clusters_csv = values.path("clusters-csv");
  config.model = values.path("model");
  config.saved_model = values.path("save-model");
  config.is_one_to_one = values.is_on("one-to-one");
  config.input.max_rejects = values.reject_limit("max-rejects").value_or(config.input.max_rejects);
  if (!config.is_one_file() && !config.clusters_csv.empty())
    values.add_problem("clusters-csv", "clusters are of one file; leave out --right");
  read_section(given, values, config);
  read_explained(values, config);
  values.throw_problems();
  return config;
}

std::vector<OptionSpec> link_options() {
  return {
      {"left", "FILE", "", "CSV file of people (.csv or .csv.gz)", true},
      {"right", "FILE", "", "the other file; without it the left file is linked with itself", true},
      {"output", "FILE", "", "HDF5 file to write", true},
      {"pairs-csv", "FILE", "", "write the table pairs as CSV too", true},
      {"best-csv", "FILE", "", "write the table best as CSV too", true},
      {"clusters-csv", "FILE", "", "write the table clusters as CSV too", true},
      {"model", "FILE", "", "use this model (of --save-model) as it is, instead of learning one",
       true},
      {"save-model", "FILE", "", "write the model in use, as readable JSON", true},
      {"one-to-one", "", "",
       "a record has at most one partner, the heaviest pairs first; its probability and runner-up "
       "are over all its candidates, taken by others or not"},
      {"evidence", "all|LIST", "all",
       "what linkage may use, as above: names, dob, id, fields, together"},
      {"link-probability", "P", "0.5", "least probability of a link, and of a cluster"},
      {"link-margin", "BITS", "0",
       "least lead over the runner-up, log2; two files, or --one-to-one"},
      {"pairs-floor-weight", "BITS", "-10", "lighter pairs are not written"},
      {"explain", "LEFT:RIGHT", "",
       "print how the weight of a pair comes about, by the ids of its records"},
      {"with-values", "", "", "--explain shows names, dates and other values too"},
      {"max-rejects", "N|P%", "1%",
       "rows of a file that may be unusable before the command stops with 65"}};
}

}  // namespace

CommandSpec link_command() {
  return {"link",
          "linkage alone, on any two files of people or one",
          kExplanation,
          "",
          link_options(),
          [](const GivenOptions& given, report::Reporter& reporter, std::ostream& out) {
            commands::link(read_config(given), reporter, out);
          }};
}

}  // namespace fsu::cli
