// A call log before it is written down: when, what kind, who called about whom, from which number,
// where.
//
// Logs are numbered in order of days. About half are incidents, the others records of contact; one
// in a hundred is a pre-planned event, with nobody in it. Some records of contact became the
// incident that follows: both tell one scene, taken from the incident's number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernels/synth/place.hpp"
#include "kernels/synth/world.hpp"

namespace fsu::synth {

/// Who stands behind a role of a log. A person may be an outsider (World::is_outsider).
struct Party {
  enum class Kind : std::uint8_t { kNobody, kPerson, kOrganisation };
  Kind kind = Kind::kNobody;
  std::uint64_t number = 0;  ///< of the person or organisation
};

/// What happened to a log besides its people.
struct LogKind {
  bool is_incident = false;
  bool is_pre_planned = false;
  bool may_become_incident = false;
};

struct Scene {
  std::uint64_t log = 0;
  LogKind kind;
  std::int64_t created_at = 0;              ///< local civil time
  std::optional<std::uint64_t> parent_log;  ///< the incident that this record of contact became
  Party originator;
  Party subject;
  std::string phone;  ///< canonical UK form; empty where withheld
  AddressNumber location = 0;
  std::string_view incident_type;
  std::string_view grade;
  std::string_view channel;
};

[[nodiscard]] Scene scene_of(const World& world, std::uint64_t log);

/// L000000001 and so on.
[[nodiscard]] std::string incident_id(std::uint64_t log);

[[nodiscard]] std::string_view organisation_name(std::uint64_t organisation);

}  // namespace fsu::synth
