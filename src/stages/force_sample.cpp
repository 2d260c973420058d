#include "src/stages/force_sample.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "kernels/blocking/complete_versions.hpp"
#include "kernels/blocking/distinct_identities.hpp"
#include "src/stages/mention_records.hpp"
#include "src/stages/scope.hpp"

namespace fsu::stages {
namespace {

/// Text that is sampled: enough for some 20,000 rows of the two tables whose rows are looked at.
constexpr std::uint64_t kIncidentBytes = std::uint64_t{4} << 20;
constexpr std::uint64_t kPersonBytes = std::uint64_t{2} << 20;
constexpr std::uint64_t kOtherBytes = std::uint64_t{256} << 10;
constexpr std::uint64_t kWindowBytes = std::uint64_t{32} << 10;

io::SampleOptions sample_options(std::string_view table) {
  io::SampleOptions options;
  options.window_bytes = kWindowBytes;
  options.sample_bytes = table == "incidents" ? kIncidentBytes
                         : table == "persons" ? kPersonBytes
                                              : kOtherBytes;
  return options;
}

/// Dense numbers of the people of the sampled versions, in order of appearance.
struct SampledPeople {
  std::vector<PersonId> of_version;
  std::size_t num_people = 0;
};

SampledPeople number_people(const Table& persons) {
  SampledPeople people;
  const StringColumn& ids = persons.text("person_id");
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const auto number = static_cast<std::uint32_t>(numbers.size());
    people.of_version.push_back({numbers.try_emplace(ids[row], number).first->second});
  }
  people.num_people = numbers.size();
  return people;
}

MentionRecords encode(const Table& persons, std::span<const PersonId> person_of_version,
                      const Table& incidents, const config::LinkageConfig& config) {
  const auto empty = [](std::string_view name) {
    return Table(io::input_table(name).table_spec());
  };
  const Table phones = empty("person_phones");
  const Table roles = empty("investigation_roles");
  const StringColumn no_ids;
  const EvidenceTables tables{persons, person_of_version, phones, roles, {}, incidents, no_ids};
  return encode_records(tables, empty("missing_reports"), config);
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

void count_mentions(const MentionIdentities& mentions, const io::TableSample& incidents,
                    ForceSize& size) {
  double num_mentions = 0;
  double num_dated = 0;
  double num_undated = 0;
  double num_one_name = 0;
  double num_identified = 0;
  for (const std::uint32_t number : mentions.identity_of_mention) {
    const Identity& identity = mentions.identities[number];
    const bool is_dated = identity.date_of_birth != kMissingDate;
    const bool is_identified = !identity.any_identifier().is_none();
    if (!is_dated && !is_identified && !identity.has_name()) continue;
    num_mentions += 1;
    num_dated += is_dated;
    num_identified += is_identified;
    if (!is_dated && !is_identified) ++(identity.has_full_name() ? num_undated : num_one_name);
  }
  size.num_mentions = incidents.num_rows * share(num_mentions, incidents.num_sampled);
  size.dated_share = share(num_dated, num_mentions);
  size.undated_share = share(num_undated, num_mentions);
  size.one_name_share = share(num_one_name, num_mentions);
  size.identifier_share = share(num_identified, num_mentions);
}

void count_people(const io::TableSample& incidents, const io::TableSample& persons,
                  const config::LinkageConfig& config, ForceSize& size) {
  const SampledPeople people = number_people(persons.rows);
  const MentionRecords records = encode(persons.rows, people.of_version, incidents.rows, config);
  const blocking::PersonVersions filled = blocking::complete_versions(
      records.of(MentionRecords::kPersons).identities, people.of_version);
  const PersonIdentities identities =
      blocking::distinct_person_identities(filled.identities, filled.persons);
  const double versions_per_row = persons.num_rows / std::max(persons.num_sampled, 1.0);
  size.num_versions = persons.num_rows;
  size.num_persons = versions_per_row * static_cast<double>(people.num_people);
  size.num_person_identities = versions_per_row * static_cast<double>(identities.identities.size());
  count_mentions(records.distinct, incidents, size);
}

double share_in_window(const Table& incidents, const config::RunConfig& config) {
  const Interval window =
      local_window(config.window.as_of, config.window.num_months, config.input.time_zone);
  const std::vector<std::int64_t>& created_at = incidents.int64s("created_at");
  const auto num_within = std::count_if(created_at.begin(), created_at.end(), [&](std::int64_t at) {
    return at >= window.begin && at < window.end;
  });
  return share(static_cast<double>(num_within), static_cast<double>(created_at.size()));
}

}  // namespace

ForceSize estimate_force_size(std::span<const io::TableSource> sources,
                              const config::RunConfig& config) {
  const io::TimeZone time_zone(config.input.time_zone);
  ForceSize size;
  io::TableSample incidents{Table(io::input_table("incidents").table_spec())};
  io::TableSample persons{Table(io::input_table("persons").table_spec())};
  for (const io::TableSource& source : sources) {
    const std::string& name = source.schema->name;
    const std::uint64_t file_bytes = io::look_at_table(source);
    io::TableSample sample = io::sample_csv_table(source, time_zone, sample_options(name));
    size.tables.push_back(
        {name, source.parts.size(), file_bytes, sample.text_bytes, sample.num_rows});
    size.text_bytes += sample.text_bytes;
    if (name == "incidents") incidents = std::move(sample);
    if (name == "persons") persons = std::move(sample);
  }
  count_people(incidents, persons, config.linkage, size);
  size.window_share = share_in_window(incidents.rows, config);
  return size;
}

}  // namespace fsu::stages
