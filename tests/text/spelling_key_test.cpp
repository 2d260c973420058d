#include "kernels/text/spelling_key.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "kernels/core/random.hpp"
#include "tests/text/edit_distance_reference.hpp"

namespace fsu::text {
namespace {

TEST(SpellingKey, SpellingsOfOneNameShareIt) {
  const std::vector<std::vector<std::string>> names = {
      {"MOHAMMED", "MUHAMMAD", "MOHAMED", "MOHAMMAD", "MUHAMMED"},
      {"HUSSAIN", "HUSSEIN", "HUSAIN", "HOSSAIN"},
      {"CHAUDHRY", "CHOUDHURY", "CHOWDHURY", "CHAUDHARY", "CHOUDRY"},
      {"AHMED", "AHMAD"},
      {"KHAN", "KHAAN"},
      {"YUSUF", "YOUSUF", "YOUSSEF"},
      {"SULEIMAN", "SULAIMAN", "SULEYMAN"},
      {"PARVEEN", "PERVEEN", "PARWIN"},
      {"LAKSHMI", "LAXMI"},
      {"ABDUL RAHMAN", "ABDURRAHMAN", "ABDULRAHMAN"},
      {"ALEKSANDR", "ALEXANDER"},
      {"KOWALSKI", "KOVALSKY"},
      {"WIKTOR", "VICTOR"},
      {"SZYMON", "SHYMON"},
      {"JAKUB", "YAKUB"},
      {"SEAN", "SHAWN", "SHAUN"},
      {"MACDONALD", "MCDONALD"},
      {"MCINTYRE", "MACINTYRE"},
      {"CATHERINE", "KATHERINE", "KATHRYN"},
      {"GEOFFREY", "JEFFREY", "JEFFERY"},
      {"STEPHENSON", "STEVENSON"},
      {"CLARKE", "CLARK"},
      {"REID", "READ", "REED"},
      {"THOMPSON", "TOMSON"},
      {"CALLAGHAN", "CALLAHAN"},
      {"OLUWASEUN", "OLUVASEUN"},
  };
  for (const auto& spellings : names) {
    for (const std::string& name : spellings) {
      EXPECT_EQ(spelling_key(name), spelling_key(spellings[0])) << name << ", " << spellings[0];
    }
  }
}

TEST(SpellingKey, DifferentNamesDoNot) {
  const std::vector<std::pair<std::string, std::string>> names = {
      {"HASSAN", "HUSSAIN"}, {"JACK", "JAKE"},         {"HALL", "HALE"},   {"JOHN", "JOAN"},
      {"MARTIN", "MORTON"},  {"CHARLES", "CHARLOTTE"}, {"PAUL", "PAULA"},  {"MARIA", "MARIO"},
      {"KHAN", "KANE"},      {"BELL", "BALL"},         {"JODY", "JUDY"},   {"ANDREW", "ANDREA"},
      {"SIMON", "SIMONE"},   {"RYAN", "BRIAN"},        {"WEST", "WASTE"},  {"TYLER", "TAYLOR"},
      {"BOOTH", "BUTT"},     {"JEREMY", "JEROME"},     {"GILL", "JILL"},   {"DEAN", "DIANE"},
      {"ZARA", "SARAH"},     {"EVAN", "EWAN"},         {"MOON", "MUNN"},   {"PATEL", "PATIL KAUR"},
      {"HUGHES", "HOUSE"},   {"ROSE", "ROSS"},         {"PERRY", "PARRY"}, {"HILL", "HEAL"},
  };
  for (const auto& [a, b] : names) EXPECT_NE(spelling_key(a), spelling_key(b)) << a << ", " << b;
}

TEST(SpellingKey, Degenerate) {
  EXPECT_EQ(spelling_key(""), "");
  EXPECT_EQ(spelling_key("  "), "");
  for (const char* name : {"H", "HH", "GH", "A", "E", "Y", "W", "X", "EEEE", "HAH", "AEIOUY"}) {
    EXPECT_NE(spelling_key(name), "") << name;
  }
  EXPECT_EQ(spelling_key("DE SOUZA"), spelling_key("DESOUZA"));
  const std::string cyrillic = "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd";
  EXPECT_EQ(spelling_key(cyrillic), cyrillic);
}

TEST(SpellingKey, IsNeverEmptyOrLongerThanTwiceTheName) {
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    Random random(21, 0, i);
    std::string name(1 + random.below(12), 'A');
    for (char& letter : name) letter = static_cast<char>('A' + random.below(26));
    const std::string key = spelling_key(name);
    ASSERT_FALSE(key.empty()) << name;
    ASSERT_LE(key.size(), 2 * name.size()) << name;
  }
}

std::filesystem::path names_folder() {
  const char* folder = std::getenv("FSU_SHARED_DATA");
  const std::filesystem::path data =
      folder != nullptr ? folder : std::filesystem::path(FSU_SOURCE_DIR) / "../shared/data";
  return data / "names";
}

/// The first `count` surnames of the public list, which has the commonest first.
std::vector<std::string> common_surnames(const std::filesystem::path& path, std::size_t count) {
  std::vector<std::string> names;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (names.size() < count && std::getline(file, line)) {
    std::string name;
    for (const char byte : line.substr(0, line.find(','))) {
      if (byte >= 'a' && byte <= 'z') name += static_cast<char>(byte - 'a' + 'A');
    }
    if (name.size() >= 4) names.push_back(name);
  }
  return names;
}

TEST(SpellingKey, IsNotTooCoarseForCommonSurnames) {
  const std::filesystem::path path = names_folder() / "lastname_uk.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path << "; set FSU_SHARED_DATA";
  const std::vector<std::string> names = common_surnames(path, 2000);
  ASSERT_EQ(names.size(), 2000u);
  std::map<std::string, std::vector<std::string>> spellings;
  for (const std::string& name : names) spellings[spelling_key(name)].push_back(name);
  std::size_t num_shared = 0;
  std::size_t num_unlike = 0;
  for (const auto& [key, group] : spellings) {
    num_shared += group.size() > 1 ? group.size() : 0;
    num_unlike += static_cast<std::size_t>(std::ranges::count_if(group, [&](const auto& name) {
      return std::ranges::any_of(
          group, [&](const auto& other) { return reference_edit_distance(name, other) > 2; });
    }));
  }
  EXPECT_GT(num_shared, 150u);  // Clark and Clarke
  EXPECT_LT(num_shared, 260u);
  EXPECT_LT(num_unlike, 20u);  // CHOWDHURY and CHAUDHRY
}

}  // namespace
}  // namespace fsu::text
