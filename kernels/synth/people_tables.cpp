// persons, person_phones, truth_persons.
#include "kernels/synth/person_versions.hpp"
#include "kernels/synth/phone_form.hpp"
#include "kernels/synth/tables.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr double kPhoneOnRecord = 0.6;
constexpr double kHousemateOnRecord = 0.1;
constexpr double kHasCro = 0.3;

void append_version(Table& persons, const std::string& person_id, std::size_t number,
                    const PersonVersion& version, const std::string& cro) {
  persons.text("person_id").push_back(person_id);
  persons.text("forenames").push_back(version.forenames);
  persons.text("surname").push_back(version.surname);
  persons.dates("date_of_birth").push_back(version.date_of_birth);
  persons.text("pnc_id").push_back(version.pnc_id);
  persons.text("version").push_back(numbered("", number, 1));
  persons.int64s("recorded_at").push_back(version.recorded_at);
  persons.text("cro").push_back(version.pnc_id.empty() ? "" : cro);
  persons.text("postcode").push_back(version.postcode);
}

void append_phone(Table& phones, const std::string& person_id, const std::string& phone) {
  phones.text("person_id").push_back(person_id);
  phones.text("phone").push_back(phone);
}

void append_phones(const World& world, Table& phones, const std::string& person_id,
                   std::uint64_t person, Random& random) {
  const std::string own = phone_of(world, person);
  if (random.chance(kPhoneOnRecord))
    append_phone(phones, person_id, written_phone(world, own, random));
  const std::uint64_t housemate = household_of(world, person).id;
  const std::string other = phone_of(world, housemate);
  if (random.chance(kHousemateOnRecord) && other != own) append_phone(phones, person_id, other);
}

}  // namespace

void fill_people(const World& world, const ItemRange& items, std::span<Table> tables) {
  Table& truth = tables[2];
  for (std::uint64_t item = items.begin; item < items.end; ++item) {
    const std::uint64_t record = world.record_of_id(item);
    const Person person = person_at(world, world.person_of(record));
    const std::string person_id = world.person_id(record);
    Random random = world.random(Stream::kPhones, ~record);
    const std::string cro = random.chance(kHasCro) ? format_cro(person.pnc) : "";
    std::size_t number = 0;
    for (const PersonVersion& version : versions_of(world, person, record))
      append_version(tables[0], person_id, ++number, version, cro);
    append_phones(world, tables[1], person_id, person.index, random);
    truth.text("person_id").push_back(person_id);
    truth.text("true_person_id").push_back(world.person_id(person.index));
    truth.text("name_group").push_back(name_data(person.demographics.group).label);
  }
}

}  // namespace fsu::synth
