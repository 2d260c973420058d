#include "src/commands/generate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/csv_writer.hpp"
#include "io/input_files.hpp"
#include "io/input_schema.hpp"
#include "io/system.hpp"
#include "kernels/core/date.hpp"
#include "src/commands/force_writer.hpp"
#include "src/commands/name_lists.hpp"

namespace fsu::commands {
namespace {

/// Sizes by published figures: a large English force has 0.4 million active people, 1.5 to 1.7
/// million logs and 3.1 million mentions a year; over ten years 3 million people. The largest force
/// is about three times as big.
struct Preset {
  std::string_view name;
  std::uint64_t persons;
  std::uint64_t mentions;
  int years;
};
constexpr std::array<Preset, 4> kPresets = {{{"demo", 20'000, 110'000, 2},
                                             {"wmp-1y", 400'000, 3'100'000, 1},
                                             {"wmp-10y", 2'900'000, 31'000'000, 10},
                                             {"met-10y", 8'700'000, 93'000'000, 10}}};
constexpr int kMostYears = 50;
constexpr std::uint64_t kMostMentions = 2'000'000'000;

[[noreturn]] void refuse(const std::string& message) { throw Error(ErrorKind::kUsage, message); }

const Preset& find_preset(const std::string& name) {
  const auto* const found = std::find_if(kPresets.begin(), kPresets.end(),
                                         [&](const Preset& preset) { return preset.name == name; });
  if (found == kPresets.end())
    refuse("unknown preset " + name + ": choose demo, wmp-1y, wmp-10y or met-10y");
  return *found;
}

synth::WorldConfig world_config(const GenerateConfig& config) {
  const Preset& preset = find_preset(config.preset);
  synth::WorldConfig world;
  world.seed = config.seed;
  world.num_person_ids = config.persons.value_or(preset.persons);
  world.num_mentions = config.mentions.value_or(preset.mentions);
  world.num_years = config.years.value_or(preset.years);
  world.end_date = config.end_date;
  world.is_clean = config.is_clean;
  if (world.num_person_ids < synth::kLeastPersonIds || world.num_person_ids > synth::kMostPersonIds)
    refuse(fmt::format("--persons must lie between {} and {}", synth::kLeastPersonIds,
                       synth::kMostPersonIds));
  if (world.num_mentions > kMostMentions)
    refuse(fmt::format("--mentions must not be above {}", kMostMentions));
  if (world.num_years < 1 || world.num_years > kMostYears)
    refuse(fmt::format("--years must lie between 1 and {}", kMostYears));
  if (!is_whole_date(world.end_date) || year_of(world.end_date) < 1990 + world.num_years ||
      year_of(world.end_date) > 2100)
    refuse("--end must be a date up to 2100 whose years begin after 1990");
  if (config.block_size == 0) refuse("the block size must be above zero");
  return world;
}

/// Main groups and codes are those of the generator's offences (kernels/synth/offences).
std::string run_settings(const synth::WorldConfig& world) {
  return fmt::format(
      "# Settings of a run over this synthetic force: fsu run --config run.ini\n"
      "as-of = {}\n"
      "months = 12\n"
      "input = .\n"
      "output = results.h5\n"
      "\n"
      "[priority]\n"
      "violent.main-groups = VIOLENCE WITH INJURY|ROBBERY\n"
      "serious-acquisitive.main-groups = BURGLARY - RESIDENTIAL|ROBBERY\n"
      "serious-acquisitive.offence-codes = 48|45|37.2\n"
      "\n"
      "[targets]\n"
      "P1.attend-minutes = 15\n"
      "P2.attend-minutes = 60\n",
      format_date(world.end_date));
}

/// A folder with tables but without a truth holds somebody's extracts: they are not replaced.
void refuse_extracts(const std::filesystem::path& folder) {
  const std::vector<std::string> files = io::list_folder(folder);
  if (std::find(files.begin(), files.end(), "truth_persons.csv") != files.end()) return;
  for (const io::InputTable& table : io::input_tables()) {
    if (io::find_parts(folder, files, table.name).empty()) continue;
    throw Error(ErrorKind::kCannotCreate,
                folder.string() + " holds a table " + table.name +
                    " that is not of a generated force (no truth beside it): "
                    "choose another --output");
  }
}

}  // namespace

void generate(const GenerateConfig& config, report::Reporter& reporter) {
  const synth::WorldConfig sizes = world_config(config);
  const synth::World world(
      sizes, config.names.empty() ? synth::FullerLists{} : read_name_lists(config.names));
  io::make_folder(config.output);
  refuse_extracts(config.output);
  for (const synth::TableFamily& family : synth::table_families(world)) {
    reporter.begin_stage(family.name, family.num_items, "items");
    const std::int64_t num_rows =
        write_family(world, family, config.output, config.block_size, reporter);
    reporter.end_stage(num_rows, "rows");
  }
  io::CsvFile settings(config.output / "run.ini");
  settings.append(run_settings(sizes));
  settings.finish();
}

}  // namespace fsu::commands
