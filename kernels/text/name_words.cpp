#include "kernels/text/name_words.hpp"

#include <array>
#include <unordered_map>
#include <utility>

namespace fsu::text {
namespace {

using std::string_view;

constexpr std::array kTitles = std::to_array<string_view>(
    {"MR", "MRS", "MISS", "MS", "MX", "DR", "PROF", "REV", "SIR", "MSTR", "INSP", "SGT"});

constexpr std::array kSuffixes = std::to_array<string_view>({"JNR", "SNR", "JR", "SR", "ESQ"});

constexpr std::array kNameCuts =
    std::to_array<string_view>({"AKA", "ALIAS", "NEE", "FORMERLY", "DOB", "POSS", "POSSIBLY"});

constexpr std::array kJunkWords = std::to_array<string_view>(
    {"UNKNOWN",   "UNK",      "UNKN",     "UNKOWN",    "UKNOWN",    "UNNAMED",   "UNIDENTIFIED",
     "MALE",      "FEMALE",   "MALES",    "FEMALES",   "ANON",      "ANONYMOUS", "NOT",
     "ENTERED",   "KNOWN",    "STATED",   "RECORDED",  "PROVIDED",  "SUPPLIED",  "DISCLOSED",
     "REFUSED",   "REFUSES",  "WITHHELD", "DECLINED",  "NULL",      "NONE",      "TBC",
     "TBA",       "NK",       "NFD",      "CALLER",    "INFORMANT", "INFT",      "INF",
     "OCCUPIER",  "OCCUPANT", "RESIDENT", "NEIGHBOUR", "PASSERBY",  "WITNESS",   "SURNAME",
     "FORENAME",  "NAME",     "NAMES",    "MIG",       "ERROR",     "DUPLICATE", "TEST",
     "ABANDONED", "SILENT",   "HUNGUP",   "XX",        "XXX",       "XXXX",      "ZZZ"});

constexpr std::array kWeakJunkWords = std::to_array<string_view>(
    {"MAN",   "WOMAN", "BOY",   "GIRL", "BABY", "CHILD", "PERSON", "PUBLIC", "MEMBER",  "OF",
     "THE",   "A",     "AN",    "BY",   "FROM", "NO",    "SHOW",   "GIVEN",  "DETAILS", "YET",
     "CALL",  "AT",    "TIME",  "AS",   "TO",   "BE",    "YOUNG",  "OLD",    "WHITE",   "BLACK",
     "ASIAN", "ADULT", "FIRST", "LAST", "ONE",  "TWO",   "THIS"});

constexpr std::array kOrganisationWords = std::to_array<string_view>(
    {"AMBULANCE",  "HOSPITAL",    "INFIRMARY",  "NHS",           "COUNCIL",  "STORE",
     "STORES",     "SUPERMARKET", "SURGERY",    "PHARMACY",      "CHEMIST",  "SCHOOL",
     "ACADEMY",    "COLLEGE",     "UNIVERSITY", "HOSTEL",        "HOTEL",    "SERVICE",
     "SERVICES",   "SECURITY",    "STATION",    "POLICE",        "PRISON",   "PROBATION",
     "PARAMEDIC",  "PARAMEDICS",  "LTD",        "LIMITED",       "PLC",      "LLP",
     "HOSPICE",    "CLINIC",      "RAILWAY",    "RAILWAYS",      "HIGHWAYS", "NURSERY",
     "LIBRARY",    "RESTAURANT",  "CASINO",     "NIGHTCLUB",     "AIRPORT",  "CONSTABULARY",
     "COASTGUARD", "CCTV",        "ALARMS",     "HOUSING",       "TESCO",    "ASDA",
     "SAINSBURYS", "ALDI",        "LIDL",       "COOP",          "PRIMARK",  "GARAGE",
     "DEPOT",      "REFUGE",      "SAMARITANS", "CRIMESTOPPERS", "SOCIETY",  "ASSOCIATION"});

constexpr std::array kOrganisationPairs =
    std::to_array<std::pair<string_view, string_view>>({{"CARE", "HOME"},
                                                        {"NURSING", "HOME"},
                                                        {"CHILDRENS", "HOME"},
                                                        {"RESIDENTIAL", "HOME"},
                                                        {"FIRE", "BRIGADE"},
                                                        {"FIRE", "CONTROL"},
                                                        {"CROWN", "COURT"},
                                                        {"MAGISTRATES", "COURT"},
                                                        {"SOCIAL", "WORKER"},
                                                        {"SOCIAL", "CARE"},
                                                        {"MENTAL", "HEALTH"},
                                                        {"HEALTH", "CENTRE"},
                                                        {"MEDICAL", "CENTRE"},
                                                        {"SHOPPING", "CENTRE"},
                                                        {"PETROL", "FORECOURT"},
                                                        {"POST", "OFFICE"}});

constexpr std::array kSurnamePrefixes = std::to_array<string_view>({"MC", "MAC", "O"});

using WordTable = std::unordered_map<string_view, std::uint8_t>;

template <std::size_t size>
void add_words(const std::array<string_view, size>& words, WordClass word_class, WordTable& table) {
  for (const string_view word : words) {
    table[word] = static_cast<std::uint8_t>(table[word] | word_class);
  }
}

WordTable make_table() {
  WordTable table;
  add_words(kTitles, kTitle, table);
  add_words(kSuffixes, kSuffix, table);
  add_words(kNameCuts, kNameCut, table);
  add_words(kJunkWords, kJunk, table);
  add_words(kWeakJunkWords, kWeakJunk, table);
  add_words(kOrganisationWords, kOrganisation, table);
  add_words(kSurnamePrefixes, kSurnamePrefix, table);
  return table;
}

}  // namespace

std::uint8_t word_classes(std::string_view word) {
  static const WordTable table = make_table();
  const auto found = table.find(word);
  return found == table.end() ? std::uint8_t{0} : found->second;
}

bool names_organisation(std::span<const std::string_view> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if ((word_classes(words[i]) & kOrganisation) != 0) return true;
    if (i + 1 == words.size()) break;
    for (const auto& [first, second] : kOrganisationPairs) {
      if (words[i] == first && words[i + 1] == second) return true;
    }
  }
  return false;
}

std::uint64_t organisation_pairs_begun(std::string_view word) {
  static_assert(kOrganisationPairs.size() <= 64);
  std::uint64_t pairs = 0;
  for (std::size_t i = 0; i < kOrganisationPairs.size(); ++i) {
    if (word == kOrganisationPairs[i].first) pairs |= std::uint64_t{1} << i;
  }
  return pairs;
}

std::uint64_t organisation_pairs_ended(std::string_view word) {
  std::uint64_t pairs = 0;
  for (std::size_t i = 0; i < kOrganisationPairs.size(); ++i) {
    if (word == kOrganisationPairs[i].second) pairs |= std::uint64_t{1} << i;
  }
  return pairs;
}

bool is_junk_phrase(std::span<const std::string_view> words) {
  return words.size() == 2 && words[0] == "N" && words[1] == "A";
}

}  // namespace fsu::text
