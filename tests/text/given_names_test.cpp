#include "kernels/text/given_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace fsu::text {
namespace {

TEST(GivenNames, ShortFormsAreRelated) {
  const std::vector<std::pair<const char*, const char*>> related = {
      {"WILLIAM", "BILL"},     {"BILLY", "LIAM"},     {"ELIZABETH", "BETTY"},
      {"MARGARET", "PEGGY"},   {"HENRY", "HARRY"},    {"PATRICK", "PADDY"},
      {"DAFYDD", "DAI"},       {"MOHAMMED", "MO"},    {"SUKHVINDER", "SUKHI"},
      {"MALGORZATA", "GOSIA"}, {"OLUFEMI", "FEMI"},   {"ALEKSANDR", "SASHA"},
      {"CATRIONA", "TRIONA"},  {"JONATHAN", "JONTY"}, {"KATARZYNA", "KASIA"}};
  for (const auto& [a, b] : related) {
    EXPECT_TRUE(are_related_given_names(a, b)) << a << ", " << b;
    EXPECT_TRUE(are_related_given_names(b, a)) << b << ", " << a;
  }
}

TEST(GivenNames, OtherNamesAreNot) {
  EXPECT_FALSE(are_related_given_names("WILLIAM", "ROBERT"));
  EXPECT_FALSE(are_related_given_names("ALEXANDER", "ALEXANDRA"));  // both ALEX: no chains
  EXPECT_FALSE(are_related_given_names("BILL", "BILL"));            // equal is not related
  EXPECT_FALSE(are_related_given_names("", ""));
  EXPECT_FALSE(are_related_given_names("", "BILL"));
  EXPECT_FALSE(are_related_given_names("QQ", "BILL"));
  EXPECT_FALSE(are_related_given_names("# MEN", "BILL"));
  EXPECT_TRUE(given_name_groups("").empty());
  EXPECT_TRUE(given_name_groups("BRITISH").empty());  // words of the table's comments are no names
}

TEST(GivenNames, RelatedNamesAreThoseThatShareAGroup) {
  const std::vector<std::string_view> related = related_given_names("LIAM");
  EXPECT_TRUE(std::ranges::is_sorted(related));
  EXPECT_TRUE(std::ranges::binary_search(related, "WILLIAM"));
  EXPECT_TRUE(std::ranges::binary_search(related, "BILL"));
  EXPECT_FALSE(std::ranges::binary_search(related, "LIAM"));
  EXPECT_TRUE(related_given_names("QQ").empty());
}

TEST(GivenNames, TheTableIsWellFormed) {
  ASSERT_GE(num_given_name_groups(), 250u);
  std::set<std::string_view> formal_names;
  for (std::uint32_t group = 0; group < num_given_name_groups(); ++group) {
    const auto members = given_name_group(group);
    ASSERT_GE(members.size(), 2u) << members[0];
    EXPECT_TRUE(formal_names.insert(members[0]).second) << members[0] << " has two lines";
    EXPECT_EQ(std::set(members.begin(), members.end()).size(), members.size()) << members[0];
    for (const std::string_view name : members) {
      EXPECT_GE(name.size(), 2u) << members[0];
      EXPECT_TRUE(std::ranges::all_of(name, [](char c) { return c >= 'A' && c <= 'Z'; })) << name;
      const auto groups = given_name_groups(name);
      EXPECT_TRUE(std::ranges::binary_search(groups, group)) << name;
      EXPECT_TRUE(std::ranges::is_sorted(groups)) << name;
    }
  }
}

TEST(GivenNames, AllRoutesAgree) {
  for (std::uint32_t group = 0; group < num_given_name_groups(); ++group) {
    for (const std::string_view name : given_name_group(group)) {
      const std::vector<std::string_view> related = related_given_names(name);
      for (const std::string_view other : given_name_group(group)) {
        EXPECT_EQ(are_related_given_names(name, other), name != other) << name << ", " << other;
        EXPECT_EQ(std::ranges::binary_search(related, other), name != other) << name;
      }
    }
  }
}

TEST(GivenNames, AnyThreadMayAsk) {
  std::vector<std::thread> threads;
  std::vector<int> answers(8);
  for (int& answer : answers) {
    threads.emplace_back([&answer] { answer = are_related_given_names("TED", "EDWARD"); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::ranges::count(answers, 1), 8);
}

}  // namespace
}  // namespace fsu::text
