// Evidence beyond names, date of birth and PNC ID: what it is, and who has it.
//
//   comparison                 the mention's          the person's                      role
//   originator_phone           originator_phone       person_phones                     originator
//   originator_postcode        originator_postcode    postcodes of the versions         originator
//   originator_address         address of the log     homes in investigation_roles      originator
//   subject_postcode           subject_postcode       postcodes of the versions         subject
//   subject_address            address of the log     homes in investigation_roles      subject
//   originator_phone_calls     originator_phone       calls in which the person gave    originator
//                                                     a full identity
//   originator_location_logs   address of the log     logs at it, likewise              originator
//   subject_location_logs      address of the log     logs at it, likewise              subject
// The last three are mentions weighed together: only mentions with a full identity that were linked
// with certainty speak, none for itself, one round only, so nothing chains. Each comparison has its
// own m and u, learned with the rest; agreeing on what many people share says less (frequency).
// All open candidates: whoever has the telephone, postcode or address, where few do.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/comparison.hpp"
#include "kernels/core/fixed_log2.hpp"
#include "kernels/core/string_column.hpp"
#include "src/stages/link_cases.hpp"
#include "src/stages/person_values.hpp"
#include "src/stages/spoken_values.hpp"

namespace fsu::stages {

enum EvidenceField : std::size_t {
  kOriginatorPhone,
  kOriginatorPostcode,
  kOriginatorAddress,
  kSubjectPostcode,
  kSubjectAddress,
  kOriginatorPhoneCalls,
  kOriginatorLocationLogs,
  kSubjectLocationLogs,
  kNumEvidenceFields
};
inline constexpr std::size_t kFirstTogetherField = kOriginatorPhoneCalls;

/// A mention that speaks for others: its case is certain of a person.
struct Speaker {
  std::uint32_t link_case = 0;
  PersonId person;
};

/// A case and its number.
struct NumberedLinkCase {
  const LinkCase& link_case;
  std::uint32_t number = 0;
};

/// What leads from a case to people: whoever has its telephone, postcode or home address, and those
/// spoken for from its telephone or at its address.
enum class Lead : std::uint8_t { kPhone, kPostcode, kHome, kPhoneCalls, kLocationLogs };
inline constexpr std::array kLeadsOnRecord = {Lead::kPhone, Lead::kPostcode, Lead::kHome};
inline constexpr std::array kLeadsTogether = {Lead::kPhoneCalls, Lead::kLocationLogs};

/// The value of a case that leads; none where there is none.
[[nodiscard]] ValueId lead_value(Lead lead, const LinkCase& of);

/// A person whom a value leads to: every case but the one that alone speaks for them.
struct Led {
  PersonId person;
  std::uint32_t only_case = Spoken::kSeveral;
};

/// What the cases say of telephones and addresses, and whom the index knows by them.
class LinkEvidence {
 public:
  StringColumn postcodes;  ///< dictionary
  PersonValues phone_holders;
  PersonValues postcode_people;
  PersonValues home_people;
  std::size_t num_phones = 0;     ///< size of the dictionary of telephones
  std::size_t num_addresses = 0;  ///< size of the dictionary of addresses

  /// Takes in whom the speakers vouch for; replaces what earlier ones said.
  void hear(const LinkCases& cases, std::span<const Speaker> speakers);

  /// The level of one field for a case and a person.
  [[nodiscard]] std::uint8_t compare(EvidenceField field, const NumberedLinkCase& of,
                                     PersonId person) const;

  /// Fetch what comparing a case will read, the second some time after the first.
  void prefetch_places(const LinkCase& of, PersonId person) const;
  void prefetch_values(const LinkCase& of, PersonId person) const;

  /// What agreeing on a case's values changes by how many people share them.
  [[nodiscard]] Weight frequency(const Levels& levels, const NumberedLinkCase& of) const;

  /// Adds the people whom a value leads to; nobody where they are many.
  void append_led(Lead lead, ValueId value, std::vector<Led>& led) const;
  /// Values of a lead are below; 0 where it leads to nobody.
  [[nodiscard]] std::size_t num_led_by(Lead lead) const;

  /// Adds the people whom a case's evidence leads to.
  void append_people(const NumberedLinkCase& of, std::vector<PersonId>& people) const;

 private:
  [[nodiscard]] std::uint8_t compare_postcode(ValueId postcode, PersonId person) const;
  /// Calls `function(values, key)` for what comparing a case with a person reads.
  template <class Function>
  void for_values(const LinkCase& of, PersonId person, const Function& function) const;

  SpokenValues phone_callers_;    ///< people who gave a full identity from a telephone
  SpokenValues location_people_;  ///< ... in logs at an address
};

/// Descriptions of the comparisons, in the order of EvidenceField.
[[nodiscard]] std::vector<ComparisonSpec> evidence_comparisons();

}  // namespace fsu::stages
