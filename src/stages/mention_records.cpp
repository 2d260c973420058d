#include "src/stages/mention_records.hpp"

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/blocking/distinct_identities.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

text::RecordColumns columns_of(const Table& table, const std::array<std::string_view, 4>& names) {
  return {&table.text(names[0]), &table.text(names[1]), table.dates(names[2]),
          &table.text(names[3])};
}

/// Blanks what the settings leave out.
void leave_out(const config::LinkageConfig& config, std::vector<Identity>& identities) {
  constexpr std::size_t kBlockSize = std::size_t{1} << 16;
  const bool uses_names = config.uses(config::kNamesEvidence);
  const bool uses_dates = config.uses(config::kDateEvidence);
  const bool uses_identifiers = config.uses(config::kPncEvidence);
  if (uses_names && uses_dates && uses_identifiers) return;
  for_blocks(identities.size(), kBlockSize, [&](const Block& block) {
    for (Identity& identity : std::span(identities).subspan(block.begin, block.end - block.begin)) {
      if (!uses_names) identity.forename = identity.surname = identity.other_forenames = NameId{};
      if (!uses_dates) identity.date_of_birth = kMissingDate;
      if (!uses_identifiers) {
        identity.identifier = identity.mistyped_identifier = IdentifierId{};
      }
    }
  });
}

}  // namespace

MentionRecords encode_records(const EvidenceTables& tables, const Table& missing_reports,
                              const config::LinkageConfig& config) {
  const std::array sources = {
      columns_of(tables.persons, {"forenames", "surname", "date_of_birth", "pnc_id"}),
      columns_of(tables.incidents, {"originator_forename", "originator_surname", "originator_dob",
                                    "originator_pnc_id"}),
      columns_of(tables.incidents,
                 {"subject_forename", "subject_surname", "subject_dob", "subject_pnc_id"}),
      columns_of(missing_reports, {"forename", "surname", "date_of_birth", "pnc_id"})};
  MentionRecords records{text::encode_identities(sources), {}};
  for (text::EncodedRecords& source : records.encoded.sources) leave_out(config, source.identities);
  const std::array<std::span<const Identity>, 3> mentions = {
      records.of(MentionRecords::kOriginators).identities,
      records.of(MentionRecords::kSubjects).identities,
      records.of(MentionRecords::kReports).identities};
  records.distinct = blocking::distinct_mention_identities(mentions);
  for (const auto source :
       {MentionRecords::kOriginators, MentionRecords::kSubjects, MentionRecords::kReports}) {
    std::vector<Identity>().swap(records.encoded.sources[source].identities);
  }
  return records;
}

LinkCases make_cases(const MentionRecords& records, const GatheredEvidence& gathered,
                     std::size_t num_incidents) {
  return distinct_cases({records.distinct.identity_of_mention,
                         {gathered.phone_of_log, gathered.originator_postcode_of_log,
                          gathered.subject_postcode_of_log, gathered.address_of_log},
                         num_incidents});
}

bool is_mention(const MentionRecords& records, const Table& incidents, std::uint32_t row,
                MentionRole role) {
  return (records.flags(row, role) & text::kBlankRecord) == 0 ||
         (role == MentionRole::kOriginator && !incidents.text("originator_phone")[row].empty());
}

}  // namespace fsu::stages
