#include "src/stages/link_evidence.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"

namespace fsu::stages {
namespace {

struct FieldDescription {
  std::string_view name;
  FieldKind kind = FieldKind::kExact;
  CaseRole role = CaseRole::kOriginator;
};

constexpr std::array<FieldDescription, kNumEvidenceFields> kFields = {
    {{"originator_phone", FieldKind::kExact, CaseRole::kOriginator},
     {"originator_postcode", FieldKind::kPostcode, CaseRole::kOriginator},
     {"originator_address", FieldKind::kExact, CaseRole::kOriginator},
     {"subject_postcode", FieldKind::kPostcode, CaseRole::kSubject},
     {"subject_address", FieldKind::kExact, CaseRole::kSubject},
     {"originator_phone_calls", FieldKind::kExact, CaseRole::kOriginator},
     {"originator_location_logs", FieldKind::kExact, CaseRole::kOriginator},
     {"subject_location_logs", FieldKind::kExact, CaseRole::kSubject}}};

constexpr std::uint8_t kSame = compare::kSameField;
constexpr std::uint8_t kDifferent = 2;  ///< of an exact field
/// A value of more people than this opens no candidates.
constexpr std::size_t kMaxBearers = 64;

std::uint8_t compare_values(const PersonValues& values, ValueId value, PersonId person) {
  if (value.is_none() || values.values_of(person).empty()) return compare::kMissingField;
  return values.has(person, value) ? kSame : kDifferent;
}

std::uint8_t compare_spoken(const SpokenValues& values, ValueId value, std::uint32_t number,
                            PersonId person) {
  bool is_spoken_for = false;
  for (const Spoken& spoken : values.of(value)) {
    if (spoken.only_case == number) continue;  // its own word
    if (spoken.person == person) return kSame;
    is_spoken_for = true;
  }
  return is_spoken_for ? kDifferent : compare::kMissingField;
}

/// People spoken for at a value by others than the case itself.
std::size_t num_spoken_for(const SpokenValues& values, ValueId value, std::uint32_t number) {
  const auto spoken = values.of(value);
  return static_cast<std::size_t>(
      std::count_if(spoken.begin(), spoken.end(),
                    [&](const Spoken& entry) { return entry.only_case != number; }));
}

}  // namespace

std::vector<ComparisonSpec> evidence_comparisons() {
  std::vector<ComparisonSpec> comparisons;
  for (const FieldDescription& field : kFields) {
    comparisons.push_back(compare::field_comparison(std::string(field.name), field.kind));
  }
  return comparisons;
}

void LinkEvidence::hear(const LinkCases& cases, std::span<const Speaker> speakers) {
  std::vector<Spoken> callers;
  std::vector<Spoken> people;
  for (const Speaker& speaker : speakers) {
    const LinkCase& of = cases.cases[speaker.link_case];
    const bool is_caller = of.role == CaseRole::kOriginator;
    if (is_caller && !of.phone.is_none()) {
      callers.push_back({of.phone, speaker.person, speaker.link_case});
    }
    if (!of.address.is_none()) people.push_back({of.address, speaker.person, speaker.link_case});
  }
  phone_callers_ = SpokenValues(std::move(callers), num_phones);
  location_people_ = SpokenValues(std::move(people), num_addresses);
}

std::uint8_t LinkEvidence::compare(EvidenceField field, const NumberedLinkCase& of,
                                   PersonId person) const {
  const LinkCase& link_case = of.link_case;
  if (kFields[field].role != link_case.role) return compare::kMissingField;
  switch (field) {
    case kOriginatorPhone:
      return compare_values(phone_holders, link_case.phone, person);
    case kOriginatorPostcode:
    case kSubjectPostcode:
      return compare_postcode(link_case.postcode, person);
    case kOriginatorAddress:
    case kSubjectAddress:
      return compare_values(home_people, link_case.address, person);
    case kOriginatorPhoneCalls:
      return compare_spoken(phone_callers_, link_case.phone, of.number, person);
    case kOriginatorLocationLogs:
    case kSubjectLocationLogs:
      return compare_spoken(location_people_, link_case.address, of.number, person);
    case kNumEvidenceFields:
      break;
  }
  return compare::kMissingField;
}

std::uint8_t LinkEvidence::compare_postcode(ValueId postcode, PersonId person) const {
  const auto theirs = postcode_people.values_of(person);
  if (postcode.is_none() || theirs.empty()) return compare::kMissingField;
  std::uint8_t best = 0xff;
  for (const ValueId value : theirs) {
    if (value == postcode) return kSame;
    best = std::min(
        best, compare::compare_different_values(postcodes[postcode.index()],
                                                postcodes[value.index()], FieldKind::kPostcode));
  }
  return best;
}

Weight LinkEvidence::frequency(const Levels& levels, const NumberedLinkCase& numbered) const {
  const LinkCase& of = numbered.link_case;
  const auto is_same = [&](EvidenceField field) {
    return levels[compare::kNumIdentityComparisons + field] == kSame;
  };
  Weight weight = 0;
  if (is_same(kOriginatorPhone)) {
    weight += phone_holders.sharing_weight(of.phone);
  }
  if (is_same(kOriginatorPostcode) || is_same(kSubjectPostcode)) {
    weight += postcode_people.sharing_weight(of.postcode);
  }
  if (is_same(kOriginatorAddress) || is_same(kSubjectAddress)) {
    weight += home_people.sharing_weight(of.address);
  }
  if (is_same(kOriginatorPhoneCalls)) {
    weight +=
        phone_callers_.sharing_weight(num_spoken_for(phone_callers_, of.phone, numbered.number));
  }
  if (is_same(kOriginatorLocationLogs) || is_same(kSubjectLocationLogs)) {
    weight += location_people_.sharing_weight(
        num_spoken_for(location_people_, of.address, numbered.number));
  }
  return weight;
}

template <class Function>
void LinkEvidence::for_values(const LinkCase& of, PersonId person, const Function& function) const {
  if (of.role == CaseRole::kOriginator && !of.phone.is_none()) {
    function(phone_holders, person);
    function(phone_callers_, of.phone);
  }
  if (!of.postcode.is_none()) function(postcode_people, person);
  if (!of.address.is_none()) {
    function(home_people, person);
    function(location_people_, of.address);
  }
}

void LinkEvidence::prefetch_places(const LinkCase& of, PersonId person) const {
  for_values(of, person, [](const auto& values, auto key) { values.prefetch_place(key); });
}

void LinkEvidence::prefetch_values(const LinkCase& of, PersonId person) const {
  for_values(of, person, [](const auto& values, auto key) { values.prefetch_values(key); });
}

ValueId lead_value(Lead lead, const LinkCase& of) {
  switch (lead) {
    case Lead::kPhone:
    case Lead::kPhoneCalls:
      return of.role == CaseRole::kOriginator ? of.phone : ValueId{};
    case Lead::kPostcode:
      return of.postcode;
    case Lead::kHome:
    case Lead::kLocationLogs:
      return of.address;
  }
  return {};
}

void LinkEvidence::append_led(Lead lead, ValueId value, std::vector<Led>& led) const {
  const auto append = [&](std::span<const PersonId> bearers) {
    if (bearers.size() > kMaxBearers) return;
    for (const PersonId person : bearers) led.push_back({person, Spoken::kSeveral});
  };
  const auto append_spoken = [&](std::span<const Spoken> spoken) {
    if (spoken.size() > kMaxBearers) return;
    for (const Spoken& entry : spoken) led.push_back({entry.person, entry.only_case});
  };
  switch (lead) {
    case Lead::kPhone:
      return append(phone_holders.bearers(value));
    case Lead::kPostcode:
      return append(postcode_people.bearers(value));
    case Lead::kHome:
      return append(home_people.bearers(value));
    case Lead::kPhoneCalls:
      return append_spoken(phone_callers_.of(value));
    case Lead::kLocationLogs:
      return append_spoken(location_people_.of(value));
  }
}

std::size_t LinkEvidence::num_led_by(Lead lead) const {
  switch (lead) {
    case Lead::kPhone:
      return phone_holders.empty() ? 0 : num_phones;
    case Lead::kPostcode:
      return postcode_people.empty() ? 0 : postcodes.size();
    case Lead::kHome:
      return home_people.empty() ? 0 : num_addresses;
    case Lead::kPhoneCalls:
      return phone_callers_.empty() ? 0 : num_phones;
    case Lead::kLocationLogs:
      return location_people_.empty() ? 0 : num_addresses;
  }
  return 0;
}

void LinkEvidence::append_people(const NumberedLinkCase& of, std::vector<PersonId>& people) const {
  std::vector<Led> led;
  const auto append = [&](std::span<const Lead> leads) {
    for (const Lead lead : leads) append_led(lead, lead_value(lead, of.link_case), led);
  };
  append(kLeadsOnRecord);
  append(kLeadsTogether);
  for (const Led& entry : led) {
    if (entry.only_case != of.number) people.push_back(entry.person);
  }
}

}  // namespace fsu::stages
