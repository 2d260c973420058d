// Tables: the same rows however the items are cut; references that hold; truth for every mention;
// and a clean force that the exact rule links without an error.
#include "kernels/synth/tables.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "io/input_schema.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/synth/pnc.hpp"

namespace fsu::synth {
namespace {

WorldConfig small_config(bool is_clean) {
  return {.seed = 3,
          .num_person_ids = 3'000,
          .num_mentions = 20'000,
          .num_years = 2,
          .is_clean = is_clean};
}

TableSpec spec_of(std::string_view table) {
  for (const TableSpec& spec : truth_specs())
    if (spec.path == table) return spec;
  return io::input_table(table).table_spec();
}

using Force = std::map<std::string, Table, std::less<>>;

/// All tables of a force, made in ranges of `step` items.
Force make_force(const World& world, std::uint64_t step) {
  Force force;
  for (const TableFamily& family : table_families(world)) {
    std::vector<Table> whole;
    for (const FamilyTable& table : family.tables) whole.emplace_back(spec_of(table.name));
    for (std::uint64_t begin = 0; begin < family.num_items; begin += step)
      family.fill(world, {begin, std::min(begin + step, family.num_items)}, whole);
    for (std::size_t t = 0; t < whole.size(); ++t) {
      whole[t].verify();
      force.emplace(family.tables[t].name, std::move(whole[t]));
    }
  }
  return force;
}

void expect_equal(const Table& a, const Table& b) {
  ASSERT_EQ(a.num_rows(), b.num_rows()) << a.spec().path;
  Table both(a.spec());
  both.append(a);
  both.append(b);
  std::vector<std::size_t> columns(a.spec().columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = i;
  for (std::size_t row = 0; row < a.num_rows(); ++row)
    ASSERT_EQ(compare_rows(both, columns, row, row + a.num_rows()), 0) << a.spec().path << row;
}

std::set<std::string_view> values(const Table& table, std::string_view column) {
  std::set<std::string_view> found;
  for (std::size_t row = 0; row < table.num_rows(); ++row) found.insert(table.text(column)[row]);
  return found;
}

void expect_within(const Table& table, std::string_view column,
                   const std::set<std::string_view>& in) {
  for (const std::string_view value : values(table, column))
    EXPECT_TRUE(value.empty() || in.contains(value)) << table.spec().path << " " << value;
}

TEST(Tables, AreTheSameHoweverTheItemsAreCut) {
  for (const bool is_clean : {false, true}) {
    const World world(small_config(is_clean));
    const Force whole = make_force(world, 1'000'000), pieces = make_force(world, 7);
    for (const auto& [name, table] : whole) expect_equal(table, pieces.at(name));
  }
}

TEST(Tables, AnotherSeedIsAnotherForce) {
  WorldConfig other = small_config(false);
  other.seed = 4;
  const Force a = make_force(World(small_config(false)), 1'000),
              b = make_force(World(other), 1'000);
  EXPECT_NE(a.at("persons").text("surname")[0], b.at("persons").text("surname")[0]);
}

TEST(Tables, EmptyForceHasItsPeopleOnly) {
  const World world({.num_person_ids = kLeastPersonIds, .num_mentions = 0});
  const Force force = make_force(world, 5);
  EXPECT_EQ(force.at("incidents").num_rows(), 0U);
  EXPECT_EQ(force.at("truth_persons").num_rows(), kLeastPersonIds);
}

TEST(Tables, ReferencesHold) {
  for (const bool is_clean : {false, true}) {
    const Force force = make_force(World(small_config(is_clean)), 500);
    const auto persons = values(force.at("persons"), "person_id");
    const auto incidents = values(force.at("incidents"), "incident_id");
    const auto investigations = values(force.at("investigations"), "investigation_id");
    for (const auto* table : {"person_phones", "investigation_roles", "relationships", "custody",
                              "arrests", "link_decisions", "exclusions", "missing_reports",
                              "truth_mentions", "truth_reports", "truth_persons"})
      expect_within(force.at(table), "person_id", persons);
    expect_within(force.at("relationships"), "related_person_id", persons);
    expect_within(force.at("truth_persons"), "true_person_id", persons);
    for (const auto* table : {"resources", "calls", "link_decisions", "truth_mentions"})
      expect_within(force.at(table), "incident_id", incidents);
    expect_within(force.at("incidents"), "parent_incident_id", incidents);
    for (const auto* table : {"investigation_roles", "relationships"})
      expect_within(force.at(table), "investigation_id", investigations);
    expect_within(force.at("arrests"), "custody_id", values(force.at("custody"), "custody_id"));
  }
}

TEST(Tables, KeysAreUnique) {
  const Force force = make_force(World(small_config(false)), 500);
  for (const auto& [name, table] : force) {
    if (name.starts_with("truth")) continue;
    std::set<std::string> keys;
    const auto& key = io::input_table(name).key;
    for (std::size_t row = 0; !key.empty() && row < table.num_rows(); ++row) {
      std::string text;
      for (const std::string& column : key) text.append(table.text(column)[row]).append("/");
      EXPECT_TRUE(keys.insert(text).second) << name << " " << text;
    }
  }
}

TEST(Tables, DecidingInstantsLieInTheYearsOfTheForce) {
  const World world(small_config(false));
  const Force force = make_force(world, 500);
  const std::pair<const char*, const char*> deciding[] = {
      {"investigations", "created_at"},  {"incidents", "created_at"}, {"custody", "arrived_at"},
      {"custody", "created_at"},         {"arrests", "arrested_at"},  {"calls", "started_at"},
      {"missing_reports", "reported_at"}};
  for (const auto& [table, column] : deciding) {
    for (const std::int64_t instant : force.at(table).int64s(column)) {
      if (is_missing(instant)) continue;
      EXPECT_GE(instant, world.begin()) << table;
      EXPECT_LT(instant, world.end()) << table;
      EXPECT_EQ(on_the_clock(instant), instant) << table;
    }
  }
}

TEST(Tables, AFewResourcesAreReleasedBeforeTheyStartUnlessClean) {
  for (const bool is_clean : {false, true}) {
    WorldConfig config = small_config(is_clean);
    config.num_mentions = 60'000;
    const Force force = make_force(World(config), 500);
    const Table& resources = force.at("resources");
    std::size_t num_slips = 0;
    for (std::size_t row = 0; row < resources.num_rows(); ++row) {
      const std::int64_t assigned_at = resources.int64s("assigned_at")[row];
      const std::int64_t released_at = resources.int64s("released_at")[row];
      num_slips +=
          !is_missing(assigned_at) && !is_missing(released_at) && released_at < assigned_at;
    }
    EXPECT_EQ(num_slips > 0, !is_clean);
    EXPECT_LT(num_slips * 300, resources.num_rows());
  }
}

TEST(Tables, HaveWhatRealExtractsHave) {
  const Force force = make_force(World(small_config(false)), 500);
  const Table& resources = force.at("resources");
  std::size_t num_unreleased = 0, num_not_arrived = 0;
  for (std::size_t row = 0; row < resources.num_rows(); ++row) {
    num_unreleased += is_missing(resources.int64s("released_at")[row]);
    num_not_arrived += is_missing(resources.int64s("arrived_at")[row]);
  }
  EXPECT_GT(num_unreleased, 0U);
  EXPECT_GT(num_not_arrived, resources.num_rows() / 20);
  std::size_t num_pre_planned = 0, num_parents = 0;
  const Table& incidents = force.at("incidents");
  for (std::size_t row = 0; row < incidents.num_rows(); ++row) {
    num_pre_planned += incidents.flags("pre_planned")[row] == 1;
    num_parents += !incidents.text("parent_incident_id")[row].empty();
  }
  EXPECT_GT(num_pre_planned, 50U);
  EXPECT_GT(num_parents, 200U);
  EXPECT_NEAR(static_cast<double>(force.at("truth_mentions").num_rows()), 20'000, 500);
}

struct MentionRow {
  std::string_view forename, surname, pnc_id, phone;
  std::int32_t dob = 0;

  [[nodiscard]] bool is_filled() const {
    return !forename.empty() || !surname.empty() || !pnc_id.empty() || !phone.empty() || dob != 0;
  }
};

MentionRow mention_row(const Table& incidents, std::size_t row, const std::string& role) {
  return {incidents.text(role + "_forename")[row], incidents.text(role + "_surname")[row],
          incidents.text(role + "_pnc_id")[row],
          role == "originator" ? incidents.text("originator_phone")[row] : "",
          incidents.dates(role + "_dob")[row]};
}

using TrueId = std::map<std::pair<std::string_view, std::string_view>, std::string_view>;

TrueId truth_of(const Force& force) {
  TrueId truth;
  const Table& table = force.at("truth_mentions");
  for (std::size_t row = 0; row < table.num_rows(); ++row) {
    const bool is_new =
        truth
            .emplace(std::pair{table.text("incident_id")[row], table.text("role")[row]},
                     table.text("person_id")[row])
            .second;
    EXPECT_TRUE(is_new);
  }
  return truth;
}

TEST(Tables, TruthHasEveryMentionAndNoOther) {
  for (const bool is_clean : {false, true}) {
    const Force force = make_force(World(small_config(is_clean)), 500);
    const TrueId truth = truth_of(force);
    const Table& incidents = force.at("incidents");
    std::size_t num_mentions = 0, num_nobody = 0;
    for (std::size_t row = 0; row < incidents.num_rows(); ++row) {
      for (const std::string role : {"originator", "subject"}) {
        const auto found = truth.find({incidents.text("incident_id")[row], role});
        EXPECT_EQ(mention_row(incidents, row, role).is_filled(), found != truth.end());
        if (found == truth.end()) continue;
        ++num_mentions;
        num_nobody += found->second.empty();
      }
    }
    EXPECT_EQ(num_mentions, truth.size());
    EXPECT_NEAR(static_cast<double>(num_nobody) / static_cast<double>(num_mentions), 0.33, 0.04);
  }
}

TEST(Tables, LinkDecisionsAgreeWithTheTruth) {
  WorldConfig config = small_config(false);
  config.num_mentions = 60'000;
  const Force force = make_force(World(config), 500);
  const TrueId truth = truth_of(force);
  const Table& decisions = force.at("link_decisions");
  EXPECT_NEAR(static_cast<double>(decisions.num_rows()), 150, 40);
  for (std::size_t row = 0; row < decisions.num_rows(); ++row) {
    const std::string_view person =
        truth.at({decisions.text("incident_id")[row], decisions.text("role")[row]});
    EXPECT_EQ(decisions.text("decision")[row] == "always",
              decisions.text("person_id")[row] == person);
  }
}

TEST(Tables, ACleanForceIsLinkedExactly) {
  const Force force = make_force(World(small_config(true)), 500);
  std::map<std::string_view, std::set<std::string_view>> by_pnc;
  std::map<std::tuple<std::string_view, std::string_view, std::int32_t>, std::set<std::string_view>>
      by_identity;
  const Table& persons = force.at("persons");
  for (std::size_t row = 0; row < persons.num_rows(); ++row) {
    const std::string_view id = persons.text("person_id")[row], pnc = persons.text("pnc_id")[row];
    if (!pnc.empty()) by_pnc[pnc].insert(id);
    by_identity[{persons.text("forenames")[row], persons.text("surname")[row],
                 persons.dates("date_of_birth")[row]}]
        .insert(id);
  }
  const TrueId truth = truth_of(force);
  const Table& incidents = force.at("incidents");
  for (std::size_t row = 0; row < incidents.num_rows(); ++row) {
    for (const std::string role : {"originator", "subject"}) {
      const auto found = truth.find({incidents.text("incident_id")[row], role});
      if (found == truth.end()) continue;
      const MentionRow mention = mention_row(incidents, row, role);
      EXPECT_FALSE(mention.forename.empty() || mention.surname.empty() || mention.dob == 0);
      std::set<std::string_view> linked;
      if (const auto same = by_pnc.find(mention.pnc_id); same != by_pnc.end()) {
        linked = same->second;
      } else if (mention.pnc_id.empty()) {
        linked = by_identity[{mention.forename, mention.surname, mention.dob}];
      }
      if (found->second.empty())
        EXPECT_TRUE(linked.empty());
      else
        EXPECT_EQ(linked, std::set{found->second});
    }
  }
}

TEST(Tables, PncIdsOfTheIndexAreValid) {
  const Force force = make_force(World(small_config(false)), 500);
  std::size_t num_with = 0;
  const auto& pnc_ids = force.at("persons").text("pnc_id");
  for (std::size_t row = 0; row < pnc_ids.size(); ++row) {
    if (pnc_ids[row].empty()) continue;
    ++num_with;
    EXPECT_TRUE(is_valid_long_pnc(pnc_ids[row]));
  }
  EXPECT_GT(num_with, pnc_ids.size() / 8);
}

}  // namespace
}  // namespace fsu::synth
