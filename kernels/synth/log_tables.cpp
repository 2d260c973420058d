// incidents, resources, calls, link_decisions, truth_mentions.
#include <algorithm>
#include <array>

#include "kernels/core/missing.hpp"
#include "kernels/synth/casting.hpp"
#include "kernels/synth/mention.hpp"
#include "kernels/synth/phone_form.hpp"
#include "kernels/synth/resource_rows.hpp"
#include "kernels/synth/tables.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr std::uint64_t kMentionsPerDecision = 400;
constexpr double kCallHasIncident = 0.7;
constexpr double kCallWithoutLog = 0.12;

constexpr std::array<std::string_view, 5> kTeams = {"FORCE CONTACT", "CONTACT EAST", "CONTACT WEST",
                                                    "DIGITAL DESK", "CRIME SERVICES"};
constexpr std::array<std::string_view, 2> kRoleNames = {"originator", "subject"};

/// The four columns and the postcode of one role.
struct MentionColumns {
  StringColumn& forename;
  StringColumn& surname;
  std::vector<std::int32_t>& dob;
  StringColumn& pnc_id;
  StringColumn& postcode;

  MentionColumns(Table& table, const std::string& role)
      : forename(table.text(role + "_forename")),
        surname(table.text(role + "_surname")),
        dob(table.dates(role + "_dob")),
        pnc_id(table.text(role + "_pnc_id")),
        postcode(table.text(role + "_postcode")) {}

  void append(const Mention& mention) {
    forename.push_back(mention.identity.forename);
    surname.push_back(mention.identity.surname);
    dob.push_back(mention.identity.date_of_birth);
    pnc_id.push_back(mention.identity.pnc_id);
    postcode.push_back(mention.postcode);
  }
};

void append_location(const World& world, Table& table, AddressNumber location, Random& random) {
  table.text("location_address_id").push_back(random.chance(0.9) ? address_id(location) : "");
  table.text("location_address").push_back(address_text(world, location));
  table.text("location_lpa").push_back(lpa_of(world, location));
}

void append_incident(const World& world, Table& table, const Scene& scene, Random& random) {
  const std::int64_t closed_at =
      on_the_clock(scene.created_at + draw_duration(random, 10 * kMinute, 5 * kDay));
  table.text("incident_id").push_back(incident_id(scene.log));
  table.text("record_type").push_back(scene.kind.is_incident ? "incident" : "roc");
  table.int64s("created_at").push_back(scene.created_at);
  table.flags("pre_planned").push_back(scene.kind.is_pre_planned ? 1 : 0);
  table.text("incident_type").push_back(scene.incident_type);
  table.text("grade").push_back(scene.grade);
  append_location(world, table, scene.location, random);
  table.int64s("closed_at").push_back(closed_at < world.end() ? closed_at : kMissingInt64);
  table.text("channel").push_back(scene.channel);
  table.text("team").push_back(kTeams[random.below(kTeams.size())]);
  table.text("parent_incident_id")
      .push_back(scene.parent_log ? incident_id(*scene.parent_log) : "");
}

struct CallRow {
  std::string id;
  std::int64_t started_at = 0;
  std::int64_t duration_seconds = 0;
  std::string incident_id;
  std::string phone;
};

void append_call(Table& table, const CallRow& call) {
  table.text("call_id").push_back(call.id);
  table.int64s("started_at").push_back(call.started_at);
  table.int64s("duration_s").push_back(call.duration_seconds);
  table.text("incident_id").push_back(call.incident_id);
  table.text("phone").push_back(call.phone);
}

void append_calls(const World& world, Table& table, const Scene& scene) {
  Random random = world.random(Stream::kCalls, scene.log);
  const std::string id = numbered("T", scene.log + 1, 9);
  if (!scene.phone.empty() && (scene.channel == "999" || scene.channel == "101")) {
    const std::int64_t lead = random.between(0, 8 * kMinute);
    append_call(table, {id + "A", std::max(world.begin(), on_the_clock(scene.created_at - lead)),
                        draw_duration(random, 30, 30 * kMinute),
                        random.chance(kCallHasIncident) ? incident_id(scene.log) : "",
                        written_phone(world, scene.phone, random)});
  }
  if (random.chance(kCallWithoutLog)) {
    const std::uint64_t caller =
        draw_person(world, Part::kOriginator, day_number(scene.created_at), random);
    append_call(table, {id + "B", scene.created_at, draw_duration(random, 10, 10 * kMinute), "",
                        written_phone(world, phone_of(world, caller), random)});
  }
}

/// A clerk's word: yes to the true person, or no to somebody else.
void append_decision(const World& world, Table& table, const Scene& scene, MentionRole role,
                     const std::string& true_person_id) {
  const auto r = static_cast<std::uint64_t>(role);
  Random random = world.random(Stream::kDecisions, 2 * scene.log + r);
  if (random.below(kMentionsPerDecision) != 0) return;
  const bool is_always = !true_person_id.empty() && random.below(2) == 0;
  const Party& party = role == MentionRole::kOriginator ? scene.originator : scene.subject;
  std::uint64_t other = random.below(world.num_people());
  if (other == party.number) other = (other + 1) % world.num_people();
  table.text("incident_id").push_back(incident_id(scene.log));
  table.text("role").push_back(kRoleNames[r]);
  table.text("person_id").push_back(is_always ? true_person_id : world.person_id(other));
  table.text("decision").push_back(is_always ? "always" : "never");
}

void append_truth(Table& table, const Scene& scene, MentionRole role, const Mention& mention) {
  table.text("incident_id").push_back(incident_id(scene.log));
  table.text("role").push_back(kRoleNames[static_cast<std::size_t>(role)]);
  table.text("person_id").push_back(mention.true_person_id);
  table.text("error_kinds").push_back(mention.error_kinds);
}

}  // namespace

void fill_logs(const World& world, const ItemRange& items, std::span<Table> tables) {
  std::array<MentionColumns, 2> columns = {MentionColumns(tables[0], "originator"),
                                           MentionColumns(tables[0], "subject")};
  for (std::uint64_t log = items.begin; log < items.end; ++log) {
    const Scene scene = scene_of(world, log);
    Random random = world.random(Stream::kLogDetails, log);
    append_incident(world, tables[0], scene, random);
    tables[0].text("originator_phone").push_back(written_phone(world, scene.phone, random));
    append_resources(world, scene, tables[1]);
    append_calls(world, tables[2], scene);
    for (const MentionRole role : {MentionRole::kOriginator, MentionRole::kSubject}) {
      const Mention mention = mention_of(world, scene, role);
      columns[static_cast<std::size_t>(role)].append(mention);
      if (!mention.is_filled) continue;
      append_decision(world, tables[3], scene, role, mention.true_person_id);
      append_truth(tables[4], scene, role, mention);
    }
  }
}

}  // namespace fsu::synth
