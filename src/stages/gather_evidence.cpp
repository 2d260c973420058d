#include "src/stages/gather_evidence.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "src/stages/address_keys.hpp"
#include "src/stages/dense_ids.hpp"
#include "src/stages/shared_values.hpp"

namespace fsu::stages {
namespace {

using config::LinkageConfig;

/// The id's value where there is one, else the text's.
std::vector<ValueId> first_values(std::vector<ValueId> of_ids, std::span<const ValueId> of_texts) {
  for (std::size_t row = 0; row < of_ids.size(); ++row) {
    if (of_ids[row].is_none()) of_ids[row] = of_texts[row];
  }
  return of_ids;
}

PersonValues person_values(std::span<const PersonId> people, std::span<const ValueId> values,
                           std::size_t num_persons, std::size_t num_values) {
  std::vector<PersonValues::Entry> entries;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (!people[i].is_none() && !values[i].is_none()) entries.emplace_back(people[i], values[i]);
  }
  return {entries, num_persons, num_values};
}

void gather_phones(const EvidenceTables& tables, bool uses_holders, GatheredEvidence& gathered) {
  std::vector<ComparedTexts> texts;
  texts.push_back(normalised(tables.incidents.text("originator_phone"), FieldKind::kPhone));
  texts.push_back(normalised(tables.person_phones.text("phone"), FieldKind::kPhone));
  SharedValues shared = share_values(texts);
  gathered.phone_of_log = std::move(shared.columns[0]);
  gathered.evidence.num_phones = shared.dictionary.size();
  if (!uses_holders) return;
  const std::vector<PersonId> holders =
      find_all<PersonId>(tables.person_phones.text("person_id"), IdIndex(tables.person_ids));
  gathered.evidence.phone_holders =
      person_values(holders, shared.columns[1], tables.person_ids.size(), shared.dictionary.size());
}

void gather_postcodes(const EvidenceTables& tables, GatheredEvidence& gathered) {
  std::vector<ComparedTexts> texts;
  for (const char* column : {"originator_postcode", "subject_postcode"}) {
    texts.push_back(normalised(tables.incidents.text(column), FieldKind::kPostcode));
  }
  texts.push_back(normalised(tables.persons.text("postcode"), FieldKind::kPostcode));
  SharedValues shared = share_values(texts);
  gathered.originator_postcode_of_log = std::move(shared.columns[0]);
  gathered.subject_postcode_of_log = std::move(shared.columns[1]);
  gathered.evidence.postcode_people =
      person_values(tables.person_of_version, shared.columns[2], tables.person_ids.size(),
                    shared.dictionary.size());
  gathered.evidence.postcodes = std::move(shared.dictionary);
}

void gather_addresses(const EvidenceTables& tables, bool uses_homes, GatheredEvidence& gathered) {
  std::vector<ComparedTexts> texts;
  add_addresses(tables.incidents.text("location_address_id"),
                tables.incidents.text("location_address"), texts);
  add_addresses(tables.investigation_roles.text("home_address_id"),
                tables.investigation_roles.text("home_address"), texts);
  SharedValues shared = share_values(texts);
  gathered.address_of_log = first_values(std::move(shared.columns[0]), shared.columns[1]);
  gathered.evidence.num_addresses = shared.dictionary.size();
  if (!uses_homes) return;
  gathered.evidence.home_people = person_values(
      tables.person_of_role, first_values(std::move(shared.columns[2]), shared.columns[3]),
      tables.person_ids.size(), shared.dictionary.size());
}

}  // namespace

GatheredEvidence gather_evidence(const EvidenceTables& tables, const LinkageConfig& config) {
  GatheredEvidence gathered;
  const bool uses_together = config.uses(config::kTogetherEvidence);
  const bool uses_phones = config.uses(config::kPhoneEvidence);
  const bool uses_addresses = config.uses(config::kAddressEvidence);
  if (uses_phones || uses_together) gather_phones(tables, uses_phones, gathered);
  if (config.uses(config::kPostcodeEvidence)) gather_postcodes(tables, gathered);
  if (uses_addresses || uses_together) gather_addresses(tables, uses_addresses, gathered);
  return gathered;
}

}  // namespace fsu::stages
