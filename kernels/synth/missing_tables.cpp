// missing_reports, truth_reports.
#include "kernels/synth/casting.hpp"
#include "kernels/synth/mention.hpp"
#include "kernels/synth/tables.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr double kOutsider = 0.15;
constexpr double kPersonIdKnown = 0.6;

void append_report(const World& world, Table& table, const std::string& report_id,
                   std::uint64_t person, Random& random) {
  const bool is_id_known = !world.is_outsider(person) && random.chance(kPersonIdKnown);
  ErrorSet made;
  const Identity identity =
      written_identity(world, person_at(world, person), MentionRole::kSubject, random, made);
  table.text("report_id").push_back(report_id);
  table.text("person_id")
      .push_back(is_id_known ? world.person_id(world.draw_record(person, random)) : "");
  table.text("forename").push_back(identity.forename);
  table.text("surname").push_back(identity.surname);
  table.dates("date_of_birth").push_back(identity.date_of_birth);
  table.text("pnc_id").push_back(identity.pnc_id);
}

}  // namespace

void fill_missing_reports(const World& world, const ItemRange& items, std::span<Table> tables) {
  for (std::uint64_t item = items.begin; item < items.end; ++item) {
    Random random = world.random(Stream::kMissing, item);
    const std::string report_id = numbered("M", item + 1, 7);
    const std::int64_t reported_at = world.event_time(item, world.num_missing_reports(), random);
    const std::uint64_t person =
        random.chance(kOutsider)
            ? draw_outsider(world, random)
            : draw_person(world, Part::kMissing, day_number(reported_at), random);
    tables[0].int64s("reported_at").push_back(reported_at);
    append_report(world, tables[0], report_id, person, random);
    tables[1].text("report_id").push_back(report_id);
    tables[1].text("person_id").push_back(world.is_outsider(person) ? "" : world.person_id(person));
  }
}

}  // namespace fsu::synth
