// --evidence of `fsu run`: the kinds of a list, blanks around its words, and words that are none.
#include <gtest/gtest.h>

#include "src/config/linkage_config.hpp"

namespace fsu::config {
namespace {

TEST(RunEvidence, WordsWithCommasBetween) {
  EXPECT_EQ(parse_evidence("all"), kAllEvidence);
  EXPECT_EQ(parse_evidence("names,dob"), kNamesEvidence | kDateEvidence);
  EXPECT_EQ(parse_evidence("together,names"), kNamesEvidence | kTogetherEvidence);
}

TEST(RunEvidence, BlanksAreTrimmed) {
  EXPECT_EQ(parse_evidence(" all "), kAllEvidence);
  EXPECT_EQ(parse_evidence("names, dob"), kNamesEvidence | kDateEvidence);
  EXPECT_EQ(parse_evidence("\tnames ,dob "), kNamesEvidence | kDateEvidence);
}

TEST(RunEvidence, WhatIsNoWordIsRefused) {
  for (const char* list :
       {"", " ", "names,", "names,,dob", "names dob", "id", "all,names", "Names"})
    EXPECT_FALSE(parse_evidence(list)) << list;
}

TEST(RunEvidence, ItsTextIsReadBack) {
  for (int evidence = 1; evidence <= kAllEvidence; ++evidence) {
    const auto kinds = static_cast<std::uint8_t>(evidence);
    EXPECT_EQ(parse_evidence(evidence_text(kinds)), kinds);
  }
}

}  // namespace
}  // namespace fsu::config
