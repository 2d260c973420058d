#include "kernels/text/spelling_key.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace fsu::text {
namespace {

using std::string_view;

enum class Where : std::uint8_t { kAnywhere, kStart, kEnd };
using enum Where;

struct Rule {
  string_view from;
  string_view to;
  Where where = kAnywhere;
  string_view before = {};  ///< the next letter must be one of these, where there are any
};

constexpr string_view kVowels = "AEIOUY";
constexpr string_view kConsonants = "BCDFGHJKLMNPQRSTVWXZ";

/// In order of their first letter; of those of one letter the first that fits is applied. In what
/// they give, s stands for the sound of SH and c for that of CH.
constexpr auto kRules = std::to_array<Rule>({
    {"ABDURR", "ABDULR", kStart},
    {"ACHAR", "AKAR"},
    {"AIR", "AR"},
    {"ASDAIR", "ASTAR"},
    {"AUGHAN", "AUN"},
    {"AYESH", "AIs", kStart},
    {"BH", "B"},
    {"CHAEL", "KEL"},
    {"CHAUDH", "cUD", kStart},
    {"CHAUD", "cUD", kStart},
    {"CHOUDH", "cUD", kStart},
    {"CHOUD", "cUD", kStart},
    {"CHOWDH", "cUD", kStart},
    {"CHOWD", "cUD", kStart},
    {"CHOL", "KOL", kAnywhere, kVowels},
    {"CH", "K", kAnywhere, "LR"},
    {"CHH", "c"},
    {"CH", "c"},
    {"CK", "K"},
    {"CQ", "K"},
    {"CZ", "c"},
    {"CIA", "KIA", kStart},
    {"C", "S", kAnywhere, "EIY"},
    {"C", "K"},
    {"DEEP", "DIP"},
    {"DEMETR", "DMITR", kStart},
    {"DIMITR", "DMITR", kStart},
    {"DG", "J", kAnywhere, "EIY"},
    {"DH", "D"},
    {"DJ", "J"},
    {"DT", "T"},
    {"EAH", "EIA", kEnd},
    {"EA", "EIA", kEnd},
    {"EBR", "IBR", kStart},
    {"EENA", "INA", kEnd},
    {"EJ", "EI", kEnd},
    {"EQ", "IK", kStart},
    {"EWA", "EUA", kStart},
    {"GEOFF", "JEF", kStart},
    {"GG", "G"},
    {"GH", "", kAnywhere, "T"},
    {"GH", "G", kStart},
    {"GH", "", kEnd},
    {"GH", "H", kAnywhere, kVowels},
    {"GH", ""},
    {"GUE", "G", kEnd},
    {"G", "J", kAnywhere, "E"},
    {"HOSSA", "HUSA", kStart},
    {"HOSSE", "HUSE", kStart},
    {"HOSEI", "HUSEI", kStart},
    {"H", "", kEnd},
    {"H", "", kAnywhere, kConsonants},
    {"IJ", "I", kEnd},
    {"IU", "JU", kStart},
    {"JAYNE", "JANE"},
    {"JEET", "JIT"},
    {"JH", "J"},
    {"KH", "K"},
    {"KN", "N", kStart},
    {"KOW", "KOV", kEnd},
    {"KSH", "KS"},
    {"KW", "K", kAnywhere, "U"},
    {"LEWIS", "LOUIS", kStart},
    {"LH", "L"},
    {"MACA", "MKA", kStart},
    {"MACIN", "MKIN", kStart},
    {"MACK", "MK", kStart, kVowels},
    {"MAC", "MK", kStart, kConsonants},
    {"MCK", "MK", kStart, kVowels},
    {"MC", "MK", kStart},
    {"MAHOM", "MUHAM", kStart},
    {"MEHMO", "MAMO", kStart},
    {"MEHMU", "MAMU", kStart},
    {"MOH", "MUH", kStart},
    {"MPS", "MS"},
    {"NIAMH", "NEIV", kStart},
    {"NOW", "NOV", kEnd},
    {"NGH", "NG"},
    {"NH", "N"},
    {"NOOR", "NUR", kStart},
    {"NOUR", "NUR", kStart},
    {"OFF", "OV", kEnd},
    {"PERV", "PARV", kStart},
    {"PHEN", "VEN"},
    {"PH", "F"},
    {"PREET", "PRIT"},
    {"QUE", "K", kEnd},
    {"QUERE", "KURE", kStart},
    {"QU", "KV", kAnywhere, kVowels},
    {"Q", "K"},
    {"REHM", "RAM", kStart},
    {"RH", "R"},
    {"RYN", "RYNE", kEnd},
    {"SAYYED", "SAYED", kStart},
    {"SAYYID", "SAYED", kStart},
    {"SCH", "s"},
    {"SC", "S", kAnywhere, "EIY"},
    {"SEAM", "sEIM", kStart},
    {"SEAN", "sAUN", kStart},
    {"SHEIK", "sAIK", kStart},
    {"SHEKH", "sAIK", kStart},
    {"SHIVA", "SIVA", kStart},
    {"SH", "s"},
    {"SINEAD", "sINEAD", kStart},
    {"SIOBH", "sEV", kStart},
    {"SYED", "SAYED", kStart},
    {"SZ", "s"},
    {"TCH", "c"},
    {"TH", "T"},
    {"UTHM", "USM", kStart},
    {"WE", "W", kEnd},
    {"WH", "V", kStart},
    {"WR", "R", kStart},
    {"W", "V", kAnywhere, kVowels},
    {"X", "KS"},
    {"YE", "E", kStart},
    {"YOUN", "JUN", kStart, kVowels},
    {"YOUS", "JUS", kStart},
    {"Y", "J", kStart, kVowels},
    {"ZEIN", "ZAIN", kStart},
    {"Z", "Z", kStart},
    {"Z", "S"},
});

/// Two letters that write one vowel, and the sign of it in the first place.
struct VowelPair {
  string_view letters;
  char sound;
};
constexpr auto kVowelPairs = std::to_array<VowelPair>({{"AA", 'A'},
                                                       {"AE", 'a'},
                                                       {"AI", 'a'},
                                                       {"AU", 'o'},
                                                       {"AW", 'o'},
                                                       {"AY", 'a'},
                                                       {"EA", 'e'},
                                                       {"EE", 'e'},
                                                       {"EI", 'e'},
                                                       {"EU", 'U'},
                                                       {"EW", 'U'},
                                                       {"EY", 'e'},
                                                       {"IE", 'e'},
                                                       {"OO", 'u'},
                                                       {"OU", 'u'},
                                                       {"OW", 'w'},
                                                       {"UU", 'u'}});
constexpr char kLaterVowel = '@';

bool is_capital(char byte) { return byte >= 'A' && byte <= 'Z'; }

/// The rules of each letter, as half-open ranges of kRules.
constexpr auto kRuleBegins = [] {
  std::array<std::size_t, 27> begins{};
  for (std::size_t letter = 0; letter <= 26; ++letter) {
    while (begins[letter] < kRules.size() &&
           kRules[begins[letter]].from[0] < static_cast<char>('A' + letter)) {
      ++begins[letter];
    }
  }
  return begins;
}();
static_assert(std::ranges::is_sorted(kRules, {}, [](const Rule& rule) { return rule.from[0]; }));

bool fits(const Rule& rule, string_view name, std::size_t at) {
  if (!name.substr(at).starts_with(rule.from)) return false;
  const std::size_t end = at + rule.from.size();
  if (rule.where == kStart && at != 0) return false;
  if (rule.where == kEnd && end != name.size()) return false;
  return rule.before.empty() ||
         (end < name.size() && rule.before.find(name[end]) != string_view::npos);
}

const Rule* find_rule(string_view name, std::size_t at) {
  if (!is_capital(name[at])) return nullptr;
  const auto letter = static_cast<std::size_t>(name[at] - 'A');
  for (std::size_t i = kRuleBegins[letter]; i < kRuleBegins[letter + 1]; ++i) {
    if (fits(kRules[i], name, at)) return &kRules[i];
  }
  return nullptr;
}

std::string rewrite(string_view name) {
  std::string rewritten;
  for (std::size_t at = 0; at < name.size();) {
    const Rule* rule = find_rule(name, at);
    rewritten += rule == nullptr ? name.substr(at, 1) : rule->to;
    at += rule == nullptr ? 1 : rule->from.size();
  }
  return rewritten;
}

/// W is left only where it writes a vowel, as in OW.
bool is_vowel(char sign) { return sign == 'W' || kVowels.find(sign) != string_view::npos; }

/// The class of a name's ending in vowels.
char last_vowel_class(string_view vowels) {
  if (vowels == "E") return 'E';
  const char last = vowels.back();
  if (last == 'A') return 'A';
  return last == 'O' || last == 'U' || last == 'W' ? 'U' : 'I';
}

const VowelPair* find_pair(string_view vowels) {
  const auto* pair = std::ranges::find_if(
      kVowelPairs, [&](const VowelPair& known) { return vowels.starts_with(known.letters); });
  return pair == kVowelPairs.end() ? nullptr : pair;
}

/// Vowels behind the first sound of a group: one more place, or an ending.
void append_rest_of_group(string_view vowels, bool is_end, std::string& key) {
  if (!vowels.empty()) key += is_end ? last_vowel_class(vowels) : kLaterVowel;
}

void append_first_group(string_view vowels, bool is_end, std::string& key) {
  const VowelPair* pair = find_pair(vowels);
  key += pair != nullptr ? pair->sound : vowels[0] == 'Y' ? 'I' : vowels[0];
  append_rest_of_group(vowels.substr(pair != nullptr ? 2 : 1), is_end, key);
}

/// An E at the end is silent behind two consonants or a vowel pair, in a name of one syllable; in
/// others it makes the vowel long, as in BLAKE, or may be heard.
bool is_silent_end(string_view signs, const std::string& key) {
  if (!signs.ends_with('E') || key.find(kLaterVowel) != std::string::npos) return false;
  const std::size_t size = signs.size();
  return size >= 4 && !is_vowel(signs[size - 2]) &&
         (!is_vowel(signs[size - 3]) || is_vowel(signs[size - 4]));
}

void append_later_group(string_view vowels, string_view rest, std::string& key) {
  const std::size_t first_size = find_pair(vowels) != nullptr ? 2 : 1;
  const bool is_single = vowels.size() == first_size;
  if (rest.empty() && is_single) {
    key += last_vowel_class(vowels);
  } else if (rest.empty() || vowels.size() > 1 || rest[0] != 'R' || key.back() == 'R') {
    key += kLaterVowel;
  }
  append_rest_of_group(vowels.substr(first_size), rest.empty(), key);
}

}  // namespace

std::string spelling_key(std::string_view name) {
  std::string letters(name);
  std::erase(letters, ' ');
  const std::string signs = rewrite(letters);
  std::string key;
  bool has_vowel = false;
  for (string_view rest = signs; !rest.empty();) {
    const auto* group_end = std::ranges::find_if_not(rest, is_vowel);
    const string_view group = rest.substr(0, static_cast<std::size_t>(group_end - rest.begin()));
    if (group.empty()) {
      if (key.empty() || key.back() != rest[0]) key += rest[0];
      rest.remove_prefix(1);
      continue;
    }
    rest.remove_prefix(group.size());
    if (!has_vowel) {
      append_first_group(group, rest.empty(), key);
    } else if (!rest.empty() || !is_silent_end(signs, key)) {
      append_later_group(group, rest, key);
    }
    has_vowel = true;
  }
  return key.empty() ? letters : key;
}

}  // namespace fsu::text
