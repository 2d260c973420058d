#include "kernels/text/normalise_name.hpp"

#include <gtest/gtest.h>

#include "kernels/text/fold_latin.hpp"

namespace fsu::text {
namespace {

std::string fold(std::string_view text) {
  std::string folded;
  append_folded(text, folded);
  return folded;
}

TEST(FoldLatin, LettersBecomeCapitalsWithoutAccents) {
  EXPECT_EQ(fold("Zoë"), "ZOE");
  EXPECT_EQ(fold("Łukasz Żółć"), "LUKASZ ZOLC");
  EXPECT_EQ(fold("Straße"), "STRASSE");
  EXPECT_EQ(fold("Ærø"), "AERO");
  EXPECT_EQ(fold("Ștefan"), "STEFAN");
  EXPECT_EQ(fold("Nguyễn"), "NGUYEN");
  EXPECT_EQ(fold("Zoe\u0308"), "ZOE");  // a combining mark
}

TEST(FoldLatin, PunctuationSeparatesAndApostrophesJoin) {
  EXPECT_EQ(fold("O'Brien"), "OBRIEN");
  EXPECT_EQ(fold("O\u2019Brien"), "OBRIEN");
  EXPECT_EQ(fold("Smith-Jones"), "SMITH JONES");
  EXPECT_EQ(fold("SMITH\u2013JONES"), "SMITH JONES");
  EXPECT_EQ(fold("SMITH2"), "SMITH");
}

TEST(FoldLatin, DigitsStayWhereTheyAreWanted) {
  std::string folded;
  append_folded("12b O'Neill's Yard (rear 3), m1 1aa", folded, Digits::kKept);
  EXPECT_EQ(folded, "12B ONEILLS YARD    M1 1AA");
}

TEST(FoldLatin, BracketsAreLeftOut) {
  EXPECT_EQ(fold("JOHN (neighbour)"), "JOHN  ");
  EXPECT_EQ(fold("JOHN [open"), "JOHN ");
  EXPECT_EQ(fold(") JOHN"), "  JOHN");
}

TEST(FoldLatin, OtherScriptsStayAndBrokenBytesGo) {
  EXPECT_EQ(fold("Иван"), "Иван");
  EXPECT_EQ(fold("JO\xff\xc3"), "JO");
  EXPECT_EQ(fold(""), "");
}

struct Parts {
  std::string forename, other_forenames, surname;
  bool is_junk = false;
  friend bool operator==(const Parts&, const Parts&) = default;
};

std::ostream& operator<<(std::ostream& out, const Parts& parts) {
  return out << parts.forename << '|' << parts.other_forenames << '|' << parts.surname << '|'
             << parts.is_junk;
}

Parts parts_of(std::string_view forenames, std::string_view surname) {
  NameNormaliser normaliser;
  const NormalisedName& name = normaliser.normalise(forenames, surname);
  return {name.forename, name.other_forenames, name.surname, name.is_junk};
}

TEST(NormaliseName, ForenamesAreSplit) {
  EXPECT_EQ(parts_of(" anne-marie  JANE ", "smith"), (Parts{"ANNE", "MARIE JANE", "SMITH"}));
  EXPECT_EQ(parts_of("", ""), Parts{});
}

TEST(NormaliseName, TitlesAndNoiseAreRemoved) {
  EXPECT_EQ(parts_of("Mr. John", "SMITH"), (Parts{"JOHN", "", "SMITH"}));
  EXPECT_EQ(parts_of("MRS JANE", "SMITH JNR"), (Parts{"JANE", "", "SMITH"}));
  EXPECT_EQ(parts_of("JOHN AKA JACK", "SMITH NEE JONES"), (Parts{"JOHN", "", "SMITH"}));
  EXPECT_EQ(parts_of("UNKNOWN (poss JOHN)", "SMITH"), (Parts{"", "", "SMITH", true}));
}

TEST(NormaliseName, PrefixesJoinTheSurname) {
  EXPECT_EQ(parts_of("JOHN", "Mc Donald").surname, "MCDONALD");
  EXPECT_EQ(parts_of("JOHN", "O Brien").surname, "OBRIEN");
  EXPECT_EQ(parts_of("JOHN", "MAC DONALD SMITH").surname, "MACDONALD SMITH");
  EXPECT_EQ(parts_of("JOHN", "De La Cruz").surname, "DE LA CRUZ");
}

TEST(NormaliseName, JunkIsMissing) {
  for (const std::string_view junk :
       {"UNKNOWN", "not entered", "MALE", "Unknown Male", "NO NAME GIVEN", "N/A", "XX", "REFUSED",
        "MEMBER OF PUBLIC NOT KNOWN", "123", "???", "MR"}) {
    EXPECT_EQ(parts_of(junk, "SMITH"), (Parts{"", "", "SMITH", true})) << junk;
    EXPECT_EQ(parts_of("JOHN", junk), (Parts{"JOHN", "", "", true})) << junk;
  }
}

TEST(NormaliseName, NamesThatLookLikeJunkStay) {
  EXPECT_EQ(parts_of("LONG", "MAN"), (Parts{"LONG", "", "MAN"}));
  EXPECT_EQ(parts_of("MARK", "YOUNG"), (Parts{"MARK", "", "YOUNG"}));
  EXPECT_EQ(parts_of("NA", "NO"), (Parts{"NA", "", "NO"}));
}

TEST(NormaliseName, OrganisationsHaveNoName) {
  NameNormaliser normaliser;
  for (const auto& [forename, surname] :
       {std::pair{"", "West Midlands Ambulance"}, std::pair{"City", "Hospital"},
        std::pair{"CARE", "HOME"}, std::pair{"Children's", "Home"}, std::pair{"TESCO", ""}}) {
    const NormalisedName& name = normaliser.normalise(forename, surname);
    EXPECT_TRUE(name.is_organisation) << forename << surname;
    EXPECT_EQ(name.forename + name.surname, "");
    EXPECT_FALSE(name.is_junk);
  }
  EXPECT_FALSE(normaliser.normalise("ALEC", "HOME").is_organisation);
  EXPECT_EQ(normaliser.normalise("ANN", "SCHOOL", false).surname, "SCHOOL");
}

}  // namespace
}  // namespace fsu::text
