// investigations, investigation_roles, relationships.
#include <algorithm>
#include <array>

#include "kernels/core/missing.hpp"
#include "kernels/synth/casting.hpp"
#include "kernels/synth/offences.hpp"
#include "kernels/synth/place.hpp"
#include "kernels/synth/tables.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr double kCrime = 0.8;
constexpr double kDomestic = 0.17;
constexpr double kMentalHealth = 0.07;
constexpr double kChildAbuse = 0.02;
constexpr double kChildExploitation = 0.006;

constexpr std::array<std::string_view, 6> kOutcomesWithSuspect = {
    "Charge/Summons",
    "Community Resolution",
    "Adult Caution",
    "Evidential Difficulties - Victim Supports",
    "Evidential Difficulties - Victim Does Not Support",
    "Not In The Public Interest"};
constexpr std::array<std::uint32_t, 6> kOutcomeFrequencies = {14, 7, 3, 26, 42, 8};
constexpr std::string_view kOutcomeWithoutSuspect =
    "Investigation Complete - No Suspect Identified";

constexpr std::array<std::string_view, 8> kDomesticRelationships = {
    "PARTNER", "EX-PARTNER", "SPOUSE", "PARENT", "CHILD", "SIBLING", "OTHER RELATIVE", "EX-SPOUSE"};
constexpr std::array<std::string_view, 6> kOtherRelationships = {
    "STRANGER", "ACQUAINTANCE", "NEIGHBOUR", "FRIEND", "COLLEAGUE", "BUSINESS"};

struct Role {
  std::uint64_t person = 0;
  std::string_view role;
};

struct Investigation {
  std::string id;
  std::int64_t created_at = 0;
  bool is_crime = false;
  bool is_domestic = false;
  const Offence* offence = nullptr;
  std::vector<Role> roles;
};

void cast_role(Investigation& investigation, std::uint64_t person, std::string_view role) {
  const bool is_taken = std::any_of(investigation.roles.begin(), investigation.roles.end(),
                                    [&](const Role& other) { return other.person == person; });
  if (!is_taken) investigation.roles.push_back({person, role});
}

/// A number from how many in a hundred have 0, 1, 2, ...
template <std::size_t N>
std::uint64_t draw_count(const std::array<std::uint32_t, N>& percents, Random& random) {
  std::uint64_t drawn = random.below(100), count = 0;
  while (count + 1 < N && drawn >= percents[count]) drawn -= percents[count++];
  return count;
}

void cast_roles(const World& world, Investigation& investigation, Random& random) {
  const std::int64_t day = day_number(investigation.created_at);
  const auto cast_many = [&](std::uint64_t count, Part part, std::string_view role) {
    for (; count > 0; --count)
      cast_role(investigation, draw_person(world, part, day, random), role);
  };
  const std::uint64_t num_victims = draw_count<3>({7, 85, 8}, random);
  cast_many(num_victims, Part::kVictim, "victim");
  const std::string_view accused = random.below(4) == 0 ? "offender" : "suspect";
  if (investigation.is_domestic && num_victims > 0)
    cast_role(investigation, draw_housemate(world, investigation.roles[0].person, random), accused);
  cast_many(draw_count<4>({35, 50, 12, 3}, random), Part::kSuspect, "suspect");
  cast_many(draw_count<3>({78, 19, 3}, random), Part::kSuspect, "offender");
  cast_many(draw_count<3>({75, 20, 5}, random), Part::kWitness, "witness");
  cast_many(draw_count<2>({93, 7}, random), Part::kWitness, "other");
  if (investigation.roles.empty()) cast_many(1, Part::kVictim, "victim");
}

bool is_accused(const Role& role) { return role.role == "suspect" || role.role == "offender"; }

bool has_accused(const Investigation& investigation) {
  return std::any_of(investigation.roles.begin(), investigation.roles.end(), is_accused);
}

Investigation make_investigation(const World& world, std::uint64_t item, Random& random) {
  Investigation investigation;
  investigation.id = numbered("INV", item + 1, 8);
  investigation.created_at = world.event_time(item, world.num_investigations(), random);
  investigation.is_crime = random.chance(kCrime);
  investigation.offence = &(investigation.is_crime ? draw_crime(random) : draw_non_crime(random));
  investigation.is_domestic = random.chance(kDomestic);
  cast_roles(world, investigation, random);
  return investigation;
}

struct Themes {
  std::string flags;
  std::string keywords;

  void add(std::string_view flag, std::string_view keyword, bool is_flagged, bool is_worded) {
    if (is_flagged) flags.append(flags.empty() ? "" : "|").append(flag);
    if (is_worded) keywords.append(keywords.empty() ? "" : "|").append(keyword);
  }
};

/// Flags are set for most, keywords for many: neither finds all.
Themes draw_themes(bool is_domestic, Random& random) {
  Themes themes;
  const auto add = [&](bool applies, std::string_view flag, std::string_view keyword) {
    const bool is_flagged = random.chance(0.85), is_worded = random.chance(0.5);
    themes.add(flag, keyword, applies && is_flagged, applies && is_worded);
  };
  add(is_domestic, "DA", "domestic abuse");
  add(random.chance(kMentalHealth), "MH", "mental health");
  add(random.chance(kChildExploitation), "CSE", "child sexual exploitation");
  add(random.chance(kChildAbuse), "CA", "child abuse");
  return themes;
}

void append_outcome(const World& world, Table& table, const Investigation& investigation,
                    Random& random) {
  static const WeightedChoice outcomes(kOutcomeFrequencies);
  const std::int64_t outcome_at =
      on_the_clock(investigation.created_at + draw_duration(random, kDay, 400 * kDay));
  const bool is_open = outcome_at >= world.end() || !investigation.is_crime;
  const std::string_view outcome =
      has_accused(investigation) ? kOutcomesWithSuspect[outcomes(random)] : kOutcomeWithoutSuspect;
  table.text("outcome").push_back(is_open ? "" : outcome);
  table.int64s("outcome_at").push_back(is_open ? kMissingInt64 : outcome_at);
}

void append_investigation(const World& world, Table& table, const Investigation& investigation,
                          Random& random) {
  const std::int64_t day = day_number(investigation.created_at);
  const auto home = home_of(world, investigation.roles[0].person, day);
  const AddressNumber location =
      home && random.chance(0.55) ? *home : draw_public_place(world, random);
  const Themes themes = draw_themes(investigation.is_domestic, random);
  table.text("investigation_id").push_back(investigation.id);
  table.int64s("created_at").push_back(investigation.created_at);
  table.flags("is_crime").push_back(investigation.is_crime ? 1 : 0);
  table.text("offence_code").push_back(investigation.offence->code);
  table.text("main_group").push_back(investigation.offence->main_group);
  table.text("offence").push_back(investigation.offence->title);
  append_outcome(world, table, investigation, random);
  table.text("flags").push_back(themes.flags);
  table.text("keywords").push_back(themes.keywords);
  table.text("location_address_id").push_back(random.chance(0.93) ? address_id(location) : "");
  table.text("location_address").push_back(address_text(world, location));
  table.text("location_lpa").push_back(lpa_of(world, location));
}

void append_roles(const World& world, Table& table, const Investigation& investigation,
                  std::span<const std::string> person_ids, Random& random) {
  for (std::size_t i = 0; i < investigation.roles.size(); ++i) {
    const auto home =
        home_of(world, investigation.roles[i].person, day_number(investigation.created_at));
    const bool is_known = home && random.chance(0.92);
    const bool has_id = is_known && random.chance(0.95);
    table.text("investigation_id").push_back(investigation.id);
    table.text("person_id").push_back(person_ids[i]);
    table.text("role").push_back(investigation.roles[i].role);
    table.text("home_address_id").push_back(has_id ? address_id(*home) : "");
    table.text("home_address").push_back(is_known ? address_text(world, *home) : "");
    table.text("home_lpa").push_back(is_known ? lpa_of(world, *home) : "");
  }
}

void append_relationships(Table& table, const Investigation& investigation,
                          std::span<const std::string> person_ids, Random& random) {
  const std::vector<Role>& roles = investigation.roles;
  for (std::size_t victim = 0; victim < roles.size(); ++victim) {
    if (roles[victim].role != "victim") continue;
    for (std::size_t accused = 0; accused < roles.size(); ++accused) {
      if (!is_accused(roles[accused])) continue;
      if (!random.chance(investigation.is_domestic ? 0.95 : 0.4)) continue;
      const bool is_victim_first = random.chance(0.8);
      table.text("investigation_id").push_back(investigation.id);
      table.text("person_id").push_back(person_ids[is_victim_first ? victim : accused]);
      table.text("related_person_id").push_back(person_ids[is_victim_first ? accused : victim]);
      table.text("relationship")
          .push_back(investigation.is_domestic
                         ? kDomesticRelationships[random.below(kDomesticRelationships.size())]
                         : kOtherRelationships[random.below(kOtherRelationships.size())]);
    }
  }
}

}  // namespace

void fill_investigations(const World& world, const ItemRange& items, std::span<Table> tables) {
  std::vector<std::string> person_ids;
  for (std::uint64_t item = items.begin; item < items.end; ++item) {
    Random random = world.random(Stream::kInvestigation, item);
    const Investigation investigation = make_investigation(world, item, random);
    person_ids.clear();
    for (const Role& role : investigation.roles)
      person_ids.push_back(world.person_id(world.draw_record(role.person, random)));
    append_investigation(world, tables[0], investigation, random);
    append_roles(world, tables[1], investigation, person_ids, random);
    append_relationships(tables[2], investigation, person_ids, random);
  }
}

}  // namespace fsu::synth
