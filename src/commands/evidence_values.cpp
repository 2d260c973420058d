#include "src/commands/evidence_values.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "kernels/compare/compare_fields.hpp"
#include "src/stages/address_keys.hpp"

namespace fsu::commands {
namespace {

using stages::MentionRole;

/// A value as written, and as it is compared.
struct SpokenValue {
  std::string text;
  std::string compared;
};

SpokenValue value_of(std::string_view text, FieldKind kind) {
  return {std::string(text), compare::normalise_field(text, kind)};
}

/// An address is its id, or else its text.
SpokenValue address_of(std::string_view id, std::string_view text) {
  if (id.empty()) return {std::string(text), stages::normalised_address(text)};
  const std::string shown =
      text.empty() ? std::string(id) : std::string(text) + " (" + std::string(id) + ")";
  return {shown, "id " + std::string(id)};
}

/// The values of a person's rows, each once, those equal to the mention's first.
class PersonTexts {
 public:
  explicit PersonTexts(const SpokenValue& mention) : mention_(mention) {}

  void add(const SpokenValue& value) {
    if (value.text.empty()) return;
    texts_.emplace(value.compared != mention_.compared, value.text);
  }

  [[nodiscard]] EvidenceValues values() const {
    EvidenceValues values{mention_.text, {}};
    for (const auto& [is_other, text] : texts_)
      values.of_person += (values.of_person.empty() ? "" : " | ") + text;
    return values;
  }

 private:
  const SpokenValue& mention_;
  std::set<std::pair<bool, std::string>> texts_;
};

EvidenceValues phones(const stages::EvidenceTables& tables, const SpokenValue& mention,
                      PersonId person) {
  PersonTexts texts(mention);
  const StringColumn& people = tables.person_phones.text("person_id");
  for (std::size_t row = 0; row < people.size(); ++row) {
    if (people[row] == tables.person_ids[person.index()])
      texts.add(value_of(tables.person_phones.text("phone")[row], FieldKind::kPhone));
  }
  return texts.values();
}

EvidenceValues postcodes(const stages::EvidenceTables& tables, const SpokenValue& mention,
                         PersonId person) {
  PersonTexts texts(mention);
  for (std::size_t row = 0; row < tables.person_of_version.size(); ++row) {
    if (tables.person_of_version[row] == person)
      texts.add(value_of(tables.persons.text("postcode")[row], FieldKind::kPostcode));
  }
  return texts.values();
}

EvidenceValues homes(const stages::EvidenceTables& tables, const SpokenValue& mention,
                     PersonId person) {
  PersonTexts texts(mention);
  for (std::size_t row = 0; row < tables.person_of_role.size(); ++row) {
    if (tables.person_of_role[row] != person) continue;
    texts.add(address_of(tables.investigation_roles.text("home_address_id")[row],
                         tables.investigation_roles.text("home_address")[row]));
  }
  return texts.values();
}

}  // namespace

std::array<EvidenceValues, stages::kNumEvidenceFields> evidence_values(
    const stages::EvidenceTables& tables, std::uint32_t incident_row, MentionRole role,
    PersonId person) {
  const auto cell = [&](const char* column) { return tables.incidents.text(column)[incident_row]; };
  const SpokenValue address = address_of(cell("location_address_id"), cell("location_address"));
  std::array<EvidenceValues, stages::kNumEvidenceFields> values;
  if (role == MentionRole::kSubject) {
    values[stages::kSubjectPostcode] =
        postcodes(tables, value_of(cell("subject_postcode"), FieldKind::kPostcode), person);
    values[stages::kSubjectAddress] = homes(tables, address, person);
    values[stages::kSubjectLocationLogs].of_mention = address.text;
    return values;
  }
  const SpokenValue phone = value_of(cell("originator_phone"), FieldKind::kPhone);
  values[stages::kOriginatorPhone] = phones(tables, phone, person);
  values[stages::kOriginatorPostcode] =
      postcodes(tables, value_of(cell("originator_postcode"), FieldKind::kPostcode), person);
  values[stages::kOriginatorAddress] = homes(tables, address, person);
  values[stages::kOriginatorPhoneCalls].of_mention = phone.text;
  values[stages::kOriginatorLocationLogs].of_mention = address.text;
  return values;
}

}  // namespace fsu::commands
