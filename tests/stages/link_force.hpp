// A force for tests of the linkage, built row by row: versions, telephones, homes, logs, reports.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/input_schema.hpp"
#include "kernels/core/random.hpp"
#include "src/stages/link_mentions.hpp"

namespace fsu::stages::test {

/// Fills up the columns that a row did not name with missing values.
inline void complete_rows(Table& table, std::size_t num_rows) {
  for (const ColumnSpec& column : table.spec().columns) {
    if (column.type == ColumnType::kText) {
      while (table.text(column.name).size() < num_rows) table.text(column.name).push_back("");
    } else if (column.type == ColumnType::kDate) {
      table.dates(column.name).resize(num_rows);
    } else if (column.type == ColumnType::kFlag) {
      table.flags(column.name).resize(num_rows);
    } else {
      table.int64s(column.name).resize(num_rows);
    }
  }
  table.verify();
}

/// What a record says about one person.
struct Who {
  std::string forename = {};
  std::string surname = {};
  std::int32_t date_of_birth = 0;
  std::string pnc_id = {};
  std::string phone = {};
  std::string postcode = {};
};

class LinkForce {
 public:
  void add_version(std::uint32_t person, const Who& who, std::int64_t recorded_at = 0) {
    person_of_version.push_back(PersonId{person});
    know(person);
    add_who(persons, {"forenames", "surname", "date_of_birth", "pnc_id"}, who);
    persons.text("postcode").push_back(who.postcode);
    persons.int64s("recorded_at").push_back(recorded_at);
    complete_rows(persons, person_of_version.size());
  }

  void add_phone(std::uint32_t person, std::string_view phone) {
    know(person);
    phones.text("person_id").push_back(person_ids[person]);
    phones.text("phone").push_back(phone);
    complete_rows(phones, phones.text("phone").size());
  }

  void add_home(std::uint32_t person, std::string_view address) {
    know(person);
    person_of_role.push_back(PersonId{person});
    roles.text("home_address").push_back(address);
    complete_rows(roles, person_of_role.size());
  }

  void add_log(const Who& originator, const Who& subject, std::string_view address = "") {
    incidents.text("incident_id").push_back("I" + std::to_string(incidents.num_rows()));
    add_who(incidents,
            {"originator_forename", "originator_surname", "originator_dob", "originator_pnc_id"},
            originator);
    add_who(incidents, {"subject_forename", "subject_surname", "subject_dob", "subject_pnc_id"},
            subject);
    incidents.text("originator_phone").push_back(originator.phone);
    incidents.text("originator_postcode").push_back(originator.postcode);
    incidents.text("subject_postcode").push_back(subject.postcode);
    incidents.text("location_address").push_back(address);
    complete_rows(incidents, incidents.text("incident_id").size());
  }

  void add_report(const Who& who, std::string_view person_id = "") {
    reports.text("report_id").push_back("R" + std::to_string(reports.num_rows()));
    reports.text("person_id").push_back(person_id);
    add_who(reports, {"forename", "surname", "date_of_birth", "pnc_id"}, who);
    complete_rows(reports, reports.text("report_id").size());
  }

  [[nodiscard]] EvidenceTables tables() const {
    return {persons, person_of_version, phones, roles, person_of_role, incidents, person_ids};
  }

  [[nodiscard]] Linkage link(const LinkageConfig& config = {}) const {
    report::LogConfig log;
    log.is_quiet = true;
    report::Reporter reporter(log);
    return link_mentions({tables(), reports, clerk}, config, reporter);
  }

  Table persons = Table(io::input_table("persons").table_spec());
  Table phones = Table(io::input_table("person_phones").table_spec());
  Table roles = Table(io::input_table("investigation_roles").table_spec());
  Table incidents = Table(io::input_table("incidents").table_spec());
  Table reports = Table(io::input_table("missing_reports").table_spec());
  StringColumn person_ids;
  std::vector<PersonId> person_of_version;
  std::vector<PersonId> person_of_role;
  std::vector<ClerkDecision> clerk;

 private:
  void know(std::uint32_t person) {
    while (person_ids.size() <= person) {
      const std::string number = std::to_string(person_ids.size());
      person_ids.push_back("P" + std::string(6 - number.size(), '0') + number);
    }
  }

  static void add_who(Table& table, const std::array<std::string_view, 4>& columns,
                      const Who& who) {
    table.text(columns[0]).push_back(who.forename);
    table.text(columns[1]).push_back(who.surname);
    table.dates(columns[2]).push_back(who.date_of_birth);
    table.text(columns[3]).push_back(who.pnc_id);
  }
};

/// The settings of the baseline.
[[nodiscard]] inline LinkageConfig exact_linkage() {
  LinkageConfig config;
  config.method = LinkageConfig::Method::kExact;
  return config;
}

/// All kinds of evidence but these.
[[nodiscard]] inline LinkageConfig without_evidence(int kinds) {
  LinkageConfig config;
  config.evidence = static_cast<std::uint8_t>(config::kAllEvidence & ~kinds);
  return config;
}

/// The decision on the last mention.
[[nodiscard]] inline resolve::Decision last_decision(const Linkage& linkage) {
  return linkage.mentions.decision(linkage.mentions.size() - 1);
}

/// A person unlike nearly all others: 40 forenames, 400 surnames, 20,000 dates of birth.
[[nodiscard]] Who random_person(std::uint64_t seed, std::uint64_t number);

/// The same person as a call handler may write them: a field lost, a letter changed.
[[nodiscard]] Who as_heard(Who who, Random& random);

/// A valid PNC ID of 2002; another one for every number.
[[nodiscard]] std::string pnc_id(std::uint32_t number);

/// `num_people` people with one to three versions, telephones and homes, every third with a PNC ID,
/// and logs about them and others; every order of the rows gives the same force.
[[nodiscard]] LinkForce random_force(std::uint32_t num_people, std::uint32_t num_logs,
                                     bool is_reversed = false);

}  // namespace fsu::stages::test
