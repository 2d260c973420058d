#include "kernels/synth/name_slips.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "kernels/core/check.hpp"

namespace fsu::synth {
namespace {

constexpr std::size_t kShortestToSlip = 3;

/// The keys beside each letter, A to Z.
constexpr std::array<std::string_view, 26> kNeighbours = {
    "QSZ",  "VNGH", "XVDF", "SFEC", "WRDS", "DGRV", "FHTB", "GJYN", "UOK",
    "HKUM", "JLIM", "KOP",  "NKJ",  "BMHJ", "IPL",  "OL",   "WA",   "ETF",
    "ADWX", "RYG",  "YIJ",  "CBFG", "QES",  "ZCSD", "TUH",  "XAS"};

/// Letters that sound alike; each pair is used in both directions.
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> kSoundAlikes = {{
    {"PH", "F"}, {"TH", "F"}, {"CK", "K"},  {"KN", "N"}, {"SH", "CH"}, {"EE", "EA"}, {"LL", "L"},
    {"NN", "N"}, {"TT", "T"}, {"RR", "R"},  {"SS", "S"}, {"OU", "OO"}, {"AI", "AY"}, {"IE", "Y"},
    {"EY", "Y"}, {"ER", "A"}, {"QU", "KW"}, {"V", "B"},  {"M", "N"},   {"B", "P"},   {"D", "T"},
    {"C", "K"},  {"Z", "S"},  {"J", "G"},   {"GH", "G"}, {"O", "AU"},
}};

struct Hearing {
  std::size_t position;
  std::string_view said;
  std::string_view heard;
};

std::vector<Hearing> possible_hearings(std::string_view name) {
  std::vector<Hearing> hearings;
  const auto look_for = [&](std::string_view said, std::string_view heard) {
    const std::size_t at = name.find(said);
    if (at != std::string_view::npos) hearings.push_back({at, said, heard});
  };
  for (const auto& [first, second] : kSoundAlikes) {
    look_for(first, second);
    look_for(second, first);
  }
  return hearings;
}

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

char neighbour_of(char letter, Random& random) {
  if (!is_letter(letter)) return 'X';
  const std::string_view keys = kNeighbours[static_cast<std::size_t>(letter - 'A')];
  return keys[random.below(keys.size())];
}

}  // namespace

bool can_slip(std::string_view name) {
  return name.size() >= kShortestToSlip && std::all_of(name.begin(), name.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x80;
         });
}

std::string mistype(std::string_view name, Random& random) {
  FSU_DCHECK(can_slip(name));
  std::string typed(name);
  // The first letter is the safest: it is hit one time in four only.
  const std::size_t first = random.below(4) == 0 ? 0 : 1;
  const std::size_t at = first + random.below(name.size() - first);
  switch (random.below(4)) {
    case 0:
      typed.erase(at, 1);
      break;
    case 1:
      typed.insert(at, 1, typed[at]);
      break;
    case 2:
      if (at + 1 < typed.size() && typed[at] != typed[at + 1]) {
        std::swap(typed[at], typed[at + 1]);
        break;
      }
      [[fallthrough]];
    default:
      typed[at] = neighbour_of(typed[at], random);
  }
  return typed;
}

bool can_mishear(std::string_view name) {
  return can_slip(name) && !possible_hearings(name).empty();
}

std::string mishear(std::string_view name, Random& random) {
  const std::vector<Hearing> hearings = possible_hearings(name);
  FSU_DCHECK(!hearings.empty());
  const Hearing& hearing = hearings[random.below(hearings.size())];
  std::string heard(name);
  return heard.replace(hearing.position, hearing.said.size(), hearing.heard);
}

}  // namespace fsu::synth
