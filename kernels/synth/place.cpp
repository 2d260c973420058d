#include "kernels/synth/place.hpp"

#include <array>

#include "kernels/synth/person.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

struct Area {
  std::string_view lpa;
  std::string_view label;  ///< in addresses
  std::string_view code;
  std::string_view postcode_letters;
  std::uint64_t first_district;
  std::uint64_t num_districts;
  std::uint32_t share;
};

constexpr std::array<Area, 7> kAreas = {{
    {"Birmingham", "BIRMINGHAM", "BH", "B", 1, 45, 39},
    {"Coventry", "COVENTRY", "CV", "CV", 1, 7, 13},
    {"Dudley", "DUDLEY", "DY", "DY", 1, 9, 11},
    {"Sandwell", "SANDWELL", "SW", "B", 64, 7, 12},
    {"Solihull", "SOLIHULL", "SH", "B", 90, 5, 7},
    {"Walsall", "WALSALL", "WS", "WS", 1, 10, 9},
    {"Wolverhampton", "WOLVERHAMPTON", "WV", "WV", 1, 14, 9},
}};

constexpr std::string_view kStreets =
    "ACACIA ALBERT ALDER ALMA ASH BARLOW BEECH BELGRAVE BIRCH BRIDGE BROOK CAMDEN CANAL CASTLE "
    "CEDAR CHAPEL CHERRY CHESTNUT CHURCH CLARENCE COLLEGE CROMWELL CROSS DALE EARL EASTFIELD ELM "
    "FAIRVIEW FERN FIELD FOREST FURNACE GEORGE GLADSTONE GRANGE GREEN GROVE HAWTHORN HAZEL HEATH "
    "HIGHFIELD HILL HOLLY JUBILEE KING LABURNUM LARCH LAUREL LIME LODGE MANOR MAPLE MARKET MEADOW "
    "MILL NELSON NEW NORTH OAK ORCHARD PARK PINE POPLAR PRIORY QUEEN QUARRY RAILWAY REGENT RIDGE "
    "ROWAN SCHOOL SOUTH SPRING STANLEY STATION SYCAMORE TEMPLE TOWER VICARAGE VICTORIA WALNUT "
    "WARWICK WATER WELL WEST WILLOW WINDSOR WOOD YEW YORK";
constexpr std::string_view kStreetKinds = "ROAD|STREET|AVENUE|CLOSE|LANE|DRIVE|CRESCENT|GROVE";
constexpr std::string_view kPlaceKinds =
    "BUS STATION|RAILWAY STATION|GENERAL HOSPITAL|SHOPPING CENTRE|SUPERMARKET|RETAIL PARK|"
    "LEISURE CENTRE|HIGH STREET|MARKET|PARK|SCHOOL|COLLEGE|LIBRARY|HOSTEL|CARE HOME|HOTEL|"
    "PETROL STATION|PUBLIC HOUSE|NIGHT CLUB|CANAL TOWPATH|TOWN HALL|POLICE STATION|CAR PARK|"
    "INDUSTRIAL ESTATE|MEDICAL CENTRE|PLACE OF WORSHIP";
/// Letters of the second half of a postcode.
constexpr std::string_view kUnitLetters = "ABDEFGHJLNPQRSTUWXYZ";

constexpr double kNoFixedAbode = 0.01;
constexpr double kHasMoved = 0.25;

AddressNumber first_former_home(const World& world) {
  return world.num_people() + world.num_outsiders();
}
AddressNumber first_place(const World& world) { return 2 * first_former_home(world); }

const Area& area_of(const World& world, AddressNumber address) {
  static const WeightedChoice choice([] {
    std::array<std::uint32_t, kAreas.size()> shares{};
    for (std::size_t i = 0; i < kAreas.size(); ++i) shares[i] = kAreas[i].share;
    return shares;
  }());
  Random random = world.random(Stream::kAddress, address);
  return kAreas[choice(random)];
}

const std::vector<std::string_view>& streets() {
  static const auto words = split_words(kStreets);
  return words;
}
const std::vector<std::string_view>& street_kinds() {
  static const auto words = split_words(kStreetKinds, '|');
  return words;
}
const std::vector<std::string_view>& place_kinds() {
  static const auto words = split_words(kPlaceKinds, '|');
  return words;
}

}  // namespace

std::string address_id(AddressNumber address) { return numbered("A", address + 1, 8); }

std::string address_text(const World& world, AddressNumber address) {
  Random random = world.random(Stream::kPlace, address);
  std::string text;
  const std::string_view street = streets()[random.below(streets().size())];
  if (address >= first_place(world)) {
    text.append(street).append(" ").append(place_kinds()[random.below(place_kinds().size())]);
  } else {
    if (random.chance(0.15)) {
      append_number(text.append("FLAT "), 1 + random.below(24));
      text.append(", ");
    }
    append_number(text, 1 + random.below(180));
    text.append(" ").append(street).append(" ");
    text.append(street_kinds()[random.below(street_kinds().size())]);
  }
  return text.append(", ").append(area_of(world, address).label);
}

std::string postcode_of(const World& world, AddressNumber address) {
  const Area& area = area_of(world, address);
  Random random = world.random(Stream::kPlace, ~address);
  std::string text(area.postcode_letters);
  append_number(text, area.first_district + random.below(area.num_districts));
  append_number(text.append(" "), 1 + random.below(9));
  text += kUnitLetters[random.below(kUnitLetters.size())];
  return text += kUnitLetters[random.below(kUnitLetters.size())];
}

std::string_view lpa_of(const World& world, AddressNumber address) {
  return area_of(world, address).lpa;
}

std::string_view area_code_of(const World& world, AddressNumber address) {
  return area_of(world, address).code;
}

std::optional<AddressNumber> home_of(const World& world, std::uint64_t person, std::int64_t day) {
  Random random = world.random(Stream::kAddress, ~person);
  if (random.chance(kNoFixedAbode)) return std::nullopt;
  if (random.chance(kHasMoved)) {
    const std::int64_t move_day =
        random.between(day_number(world.begin()) - 1000, day_number(world.end()));
    if (day < move_day) return first_former_home(world) + person;
  }
  return household_of(world, person).id;
}

AddressNumber draw_public_place(const World& world, Random& random) {
  return first_place(world) + world.place_tail()(random);
}

}  // namespace fsu::synth
