// Who is whom, by hand.
#include "src/commands/true_people.hpp"

#include <gtest/gtest.h>

#include <array>

#include "src/commands/truth_files.hpp"
#include "tests/support/table_text.hpp"

namespace fsu::commands {
namespace {

StringColumn column(const std::vector<std::string>& texts) {
  StringColumn result;
  for (const std::string& text : texts) result.push_back(text);
  return result;
}

Table persons(const std::vector<std::array<std::string, 3>>& rows) {
  Table table(true_persons_table().table_spec());
  for (const auto& [person, true_person, group] : rows) {
    table.text("person_id").push_back(person);
    table.text("true_person_id").push_back(true_person);
    table.text("name_group").push_back(group);
  }
  return table;
}

/// person:true person:name group of each.
std::string words(const TruePeople& people) {
  std::string text;
  for (std::size_t i = 0; i < people.size(); ++i) {
    text += std::string(people.person_ids[i]) + ":" +
            std::string(people.person_ids[people.true_person[i].index()]) + ":" +
            std::string(people.name_groups[people.name_group[i]]) + " ";
  }
  return text;
}

TEST(TruePeople, TheSmallestIdStandsForThePerson) {
  const StringColumn ids = column({"P3", "", "P1", "P3"});
  const Table stated = persons(
      {{"P9", "T1", "irish"}, {"P1", "T2", "british"}, {"P3", "T1", ""}, {"P2", "T3", "irish"}});
  EXPECT_EQ(words(settle_people(std::array{&ids}, &stated)),
            "P1:P1:british P2:P2:irish P3:P3:none P9:P3:irish ");
}

TEST(TruePeople, IdsThatAreNotStatedArePersonsOfTheirOwn) {
  const StringColumn ids = column({"A", "B", "P1"});
  const Table stated = persons({{"P1", "T1", "x"}});
  EXPECT_EQ(words(settle_people(std::array{&ids}, &stated)), "A:A:none B:B:none P1:P1:x ");
}

TEST(TruePeople, ATrueIdMayBeTheIdOfSomebodyWhoIsNotStated) {
  const StringColumn ids = column({"A", "P1"});
  const Table stated = persons({{"P1", "A", "x"}});
  EXPECT_EQ(words(settle_people(std::array{&ids}, &stated)), "A:A:none P1:A:x ");
}

TEST(TruePeople, WithoutAFileEveryIdIsAPerson) {
  const StringColumn ids = column({"B", "A"});
  const TruePeople people = settle_people(std::array{&ids}, nullptr);
  EXPECT_FALSE(people.is_stated);
  EXPECT_EQ(words(people), "A:A:none B:B:none ");
}

TEST(TruePeople, NobodyAtAll) {
  const StringColumn ids;
  EXPECT_EQ(settle_people(std::array{&ids}, nullptr).size(), 0u);
  const Table stated = persons({});
  EXPECT_EQ(settle_people(std::array{&ids}, &stated).size(), 0u);
}

}  // namespace
}  // namespace fsu::commands
