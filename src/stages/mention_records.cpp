#include "src/stages/mention_records.hpp"

#include <array>
#include <span>
#include <string_view>

#include "kernels/blocking/distinct_identities.hpp"

namespace fsu::stages {
namespace {

text::RecordColumns columns_of(const Table& table, const std::array<std::string_view, 4>& names) {
  return {&table.text(names[0]), &table.text(names[1]), table.dates(names[2]),
          &table.text(names[3])};
}

/// Blanks what the settings leave out.
void leave_out(const config::LinkageConfig& config, std::vector<Identity>& identities) {
  for (Identity& identity : identities) {
    if (!config.uses(config::kNamesEvidence)) {
      identity.forename = identity.surname = identity.other_forenames = NameId{};
    }
    if (!config.uses(config::kDateEvidence)) identity.date_of_birth = kMissingDate;
    if (!config.uses(config::kPncEvidence)) {
      identity.identifier = identity.mistyped_identifier = IdentifierId{};
    }
  }
}

ValueId value_of(const std::vector<ValueId>& values, std::size_t row) {
  return values.empty() ? ValueId{} : values[row];
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
  return records;
}

LinkCases make_cases(const MentionRecords& records, const GatheredEvidence& gathered,
                     std::size_t num_incidents) {
  const std::vector<std::uint32_t>& identities = records.distinct.identity_of_mention;
  std::vector<LinkCase> cases(identities.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases[i].identity = identities[i];
    if (i < num_incidents) {
      cases[i].phone = value_of(gathered.phone_of_log, i);
      cases[i].postcode = value_of(gathered.originator_postcode_of_log, i);
      cases[i].address = value_of(gathered.address_of_log, i);
    } else if (i < 2 * num_incidents) {
      cases[i].role = CaseRole::kSubject;
      cases[i].postcode = value_of(gathered.subject_postcode_of_log, i - num_incidents);
      cases[i].address = value_of(gathered.address_of_log, i - num_incidents);
    } else {
      cases[i].role = CaseRole::kReport;
    }
  }
  return distinct_cases(std::move(cases));
}

bool is_mention(const MentionRecords& records, const Table& incidents, std::uint32_t row,
                MentionRole role) {
  return (records.flags(row, role) & text::kBlankRecord) == 0 ||
         (role == MentionRole::kOriginator && !incidents.text("originator_phone")[row].empty());
}

}  // namespace fsu::stages
