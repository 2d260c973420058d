#include "src/stages/link_clerk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fsu::stages {
namespace {

constexpr auto kOriginator = MentionRole::kOriginator;
constexpr auto kSubject = MentionRole::kSubject;

TEST(ClerkBook, OfNoDecisions) {
  ClerkBook book({});
  EXPECT_EQ(book.find(0, kOriginator), nullptr);
  EXPECT_EQ(book.num_unknown_persons(), 0);
}

TEST(ClerkBook, FindsTheWordsOnAMentionInWhateverOrderTheyCome) {
  std::vector<ClerkDecision> decisions = {
      {7, kSubject, PersonId{3}, true},     {7, kOriginator, PersonId{9}, false},
      {2, kOriginator, PersonId{5}, false}, {7, kOriginator, PersonId{4}, false},
      {7, kOriginator, PersonId{}, true},   {7, kOriginator, PersonId{6}, true}};
  for (int turn = 0; turn < 6; ++turn) {
    std::rotate(decisions.begin(), decisions.begin() + 1, decisions.end());
    ClerkBook book(decisions);
    const ClerkWords* words = book.find(7, kOriginator);
    ASSERT_NE(words, nullptr);
    EXPECT_EQ(words->never, (std::vector<PersonId>{PersonId{4}, PersonId{9}}));
    EXPECT_EQ(words->always, std::vector<PersonId>{PersonId{6}});
    ASSERT_NE(book.find(7, kSubject), nullptr);
    EXPECT_EQ(book.find(7, kSubject)->always, std::vector<PersonId>{PersonId{3}});
    ASSERT_NE(book.find(2, kOriginator), nullptr);
    EXPECT_EQ(book.find(2, kSubject), nullptr);
    EXPECT_EQ(book.find(3, kOriginator), nullptr);
    EXPECT_EQ(book.num_unknown_persons(), 1);
  }
}

TEST(ClerkBook, KeepsSeveralChoicesOnOneMention) {
  ClerkBook book(std::vector<ClerkDecision>{{0, kSubject, PersonId{8}, true},
                                            {0, kSubject, PersonId{1}, true}});
  EXPECT_EQ(book.find(0, kSubject)->always, (std::vector<PersonId>{PersonId{1}, PersonId{8}}));
}

}  // namespace
}  // namespace fsu::stages
