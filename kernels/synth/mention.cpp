#include "kernels/synth/mention.hpp"

namespace fsu::synth {
namespace {

constexpr double kAllForenamesGiven = 0.2;

Mention mention_of_organisation(std::uint64_t organisation) {
  Mention mention;
  mention.identity.surname = organisation_name(organisation);
  mention.error_kinds = "organisation";
  mention.is_filled = true;
  return mention;
}

bool is_filled(const Identity& identity) {
  return !identity.forename.empty() || !identity.surname.empty() || identity.date_of_birth != 0 ||
         !identity.pnc_id.empty();
}

}  // namespace

Identity written_identity(const World& world, const Person& person, MentionRole role,
                          Random& random, ErrorSet& made) {
  if (world.is_clean()) return identity_of(person, true);
  Identity identity = identity_of(person, random.chance(kAllForenamesGiven));
  made = corrupt(identity, person, role, random);
  return identity;
}

Mention mention_of(const World& world, const Scene& scene, MentionRole role) {
  const bool is_originator = role == MentionRole::kOriginator;
  const Party& party = is_originator ? scene.originator : scene.subject;
  if (party.kind == Party::Kind::kNobody) return {};
  if (party.kind == Party::Kind::kOrganisation) return mention_of_organisation(party.number);
  Random random = world.random(is_originator ? Stream::kOriginator : Stream::kSubject, scene.log);
  const Person person = person_at(world, party.number);
  Mention mention;
  ErrorSet made;
  mention.identity = written_identity(world, person, role, random, made);
  made.append_names(mention.error_kinds);
  if (!world.is_outsider(party.number)) mention.true_person_id = world.person_id(party.number);
  if (random.chance(is_originator ? 0.45 : 0.35)) {
    if (const auto home = home_of(world, party.number, day_number(scene.created_at)))
      mention.postcode = postcode_of(world, *home);
  }
  mention.is_filled = is_filled(mention.identity) || (is_originator && !scene.phone.empty());
  return mention;
}

}  // namespace fsu::synth
