#include "kernels/text/encode_identities.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"
#include "kernels/text/name_dictionary.hpp"

namespace fsu::text {
namespace {

struct Source {
  StringColumn forenames, surnames, identifiers;
  std::vector<std::int32_t> dates;

  void add(std::string_view forename, std::string_view surname, std::int32_t date = 0,
           std::string_view identifier = "") {
    forenames.push_back(forename);
    surnames.push_back(surname);
    dates.push_back(date);
    identifiers.push_back(identifier);
  }
  [[nodiscard]] RecordColumns columns(IdentifierKind kind = IdentifierKind::kPnc) const {
    return {&forenames, &surnames, dates, &identifiers, kind};
  }
};

EncodedSources encode_one(const Source& source, IdentifierKind kind = IdentifierKind::kPnc) {
  const RecordColumns columns = source.columns(kind);
  return encode_identities(std::span(&columns, 1));
}

TEST(EncodeIdentities, NamesAreRanksInOneDictionary) {
  Source people, mentions;
  people.add("John Paul", "Smith");
  mentions.add("PAUL", "smith");
  const std::array columns = {people.columns(), mentions.columns()};
  const EncodedSources encoded = encode_identities(columns);
  ASSERT_EQ(encoded.names.size(), 3u);
  EXPECT_EQ(encoded.names[0], "JOHN");
  EXPECT_EQ(encoded.names[1], "PAUL");
  EXPECT_EQ(encoded.names[2], "SMITH");
  const Identity& person = encoded.sources[0].identities[0];
  const Identity& mention = encoded.sources[1].identities[0];
  EXPECT_EQ(person.surname, mention.surname);
  EXPECT_EQ(person.other_forenames, mention.forename);
  EXPECT_TRUE(mention.other_forenames.is_none());
}

TEST(EncodeIdentities, FaultsAreNoted) {
  Source source;
  source.add("", "");
  source.add("UNKNOWN", "SMITH", 19000101, "2003/1234567A");
  source.add("", "CITY HOSPITAL");
  source.add("", "CITY HOSPITAL", 19800503);
  source.add("", "", 19800000, " 02/73319Z");
  source.add("", "TESCO", 19700101);
  const EncodedSources encoded = encode_one(source);
  const EncodedRecords& records = encoded.sources[0];
  EXPECT_EQ(records.flags[0], kBlankRecord);
  EXPECT_EQ(records.flags[1], kJunkName | kPlaceholderDate | kInvalidPnc);
  EXPECT_EQ(records.identities[1].date_of_birth, 0);
  EXPECT_TRUE(records.identities[1].identifier.is_none());
  EXPECT_EQ(encoded.identifiers[records.identities[1].mistyped_identifier.index()],
            "2003/1234567A");
  EXPECT_EQ(records.flags[2], kOrganisation);
  EXPECT_EQ(records.identities[2], Identity{});
  EXPECT_EQ(records.flags[3], 0);  // who has a date of birth is a person
  EXPECT_TRUE(records.identities[3].has_name());
  EXPECT_EQ(records.flags[4], kPartialDate);
  EXPECT_EQ(encoded.identifiers[records.identities[4].identifier.index()], "2002/0073319Z");
  EXPECT_TRUE(records.identities[4].mistyped_identifier.is_none());
  EXPECT_EQ(records.flags[5], kOrganisation | kPlaceholderDate);
}

/// Valid and mistyped IDs of all sources share one dictionary, in byte order.
TEST(EncodeIdentities, IdentifiersAreRanksInOneDictionary) {
  Source people, mentions;
  people.add("", "SMITH", 0, "2002/0073319Z");
  people.add("", "SMITH", 0, "81/34U");
  people.add("", "SMITH", 0, "no pnc");
  mentions.add("", "SMITH", 0, "02/73319z");
  mentions.add("", "SMITH", 0, "2002/0073318Z");
  mentions.add("", "SMITH", 0, "");
  const std::array columns = {people.columns(), mentions.columns()};
  const EncodedSources encoded = encode_identities(columns);
  ASSERT_EQ(encoded.identifiers.size(), 3u);
  EXPECT_EQ(encoded.identifiers[0], "1981/0000034U");
  EXPECT_EQ(encoded.identifiers[1], "2002/0073318Z");
  EXPECT_EQ(encoded.identifiers[2], "2002/0073319Z");
  const auto& of_people = encoded.sources[0];
  const auto& of_mentions = encoded.sources[1];
  EXPECT_EQ(of_people.identities[0].identifier, IdentifierId{2});
  EXPECT_EQ(of_people.identities[1].identifier, IdentifierId{0});
  EXPECT_TRUE(of_people.identities[2].identifier.is_none());
  EXPECT_TRUE(of_people.identities[2].mistyped_identifier.is_none());
  EXPECT_EQ(of_people.flags[2], kInvalidPnc);
  EXPECT_EQ(of_mentions.identities[0].identifier, IdentifierId{2});
  EXPECT_TRUE(of_mentions.identities[1].identifier.is_none());
  EXPECT_EQ(of_mentions.identities[1].mistyped_identifier, IdentifierId{1});
  EXPECT_EQ(of_mentions.flags[1], kInvalidPnc);
  EXPECT_EQ(of_mentions.flags[2], 0);
}

TEST(EncodeIdentities, OpaqueIdentifiersAreAnyText) {
  Source source;
  source.add("", "SMITH", 0, " ab-12/3 c");
  source.add("", "SMITH", 0, "AB123C");
  source.add("", "SMITH", 0, "2003/1234567A");  // as a PNC ID it would be mistyped
  source.add("", "SMITH", 0, " -/- ");
  source.add("", "SMITH", 0, "caf\xc3\xa9");
  const EncodedSources encoded = encode_one(source, IdentifierKind::kOpaque);
  const EncodedRecords& records = encoded.sources[0];
  const auto text = [&](std::size_t i) {
    const IdentifierId id = records.identities[i].identifier;
    return id.is_none() ? std::string() : std::string(encoded.identifiers[id.index()]);
  };
  EXPECT_EQ(text(0), "AB123C");
  EXPECT_EQ(records.identities[0], records.identities[1]);
  EXPECT_EQ(text(2), "20031234567A");
  EXPECT_EQ(text(3), "");
  EXPECT_EQ(text(4), "CAF\xc3\xa9");
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(records.flags[i], 0);
    EXPECT_TRUE(records.identities[i].mistyped_identifier.is_none());
  }
}

/// An organisation with a valid ID is a person; one whose ID is mistyped says nothing by it.
TEST(EncodeIdentities, AValidIdMakesAPerson) {
  Source source;
  source.add("", "CITY HOSPITAL", 0, "02/73319Z");
  source.add("", "CITY HOSPITAL", 0, "02/73318Z");
  const EncodedSources encoded = encode_one(source);
  EXPECT_EQ(encoded.sources[0].flags[0], 0);
  EXPECT_TRUE(encoded.sources[0].identities[0].has_name());
  EXPECT_EQ(encoded.sources[0].flags[1], kOrganisation | kInvalidPnc);
  EXPECT_FALSE(encoded.sources[0].identities[1].has_name());
}

TEST(EncodeIdentities, NoSourcesAndNoRecords) {
  EXPECT_EQ(encode_identities({}).names.size(), 0u);
  EXPECT_EQ(encode_one({}).sources[0].identities.size(), 0u);
}

TEST(EncodeIdentities, SameForAnyBlocksAndThreads) {
  Source source;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    Random random(5, 0, i);
    source.add(
        "F" + std::string(1 + random.below(30), 'A'), "S" + std::string(random.below(40), 'B'),
        19800101,
        "02/" + std::to_string(random.below(300)) + static_cast<char>('A' + random.below(26)));
  }
  const RecordColumns columns = source.columns();
  const EncodedSources expected = encode_one(source);
  for (const int threads : {1, 2, 3, 8}) {
    set_num_threads(threads);
    for (const std::size_t block_size : {1u, 7u, 1000u}) {
      const EncodedSources encoded = encode_identities(std::span(&columns, 1), block_size);
      EXPECT_EQ(encoded.sources[0].identities, expected.sources[0].identities);
      EXPECT_EQ(encoded.names.size(), expected.names.size());
      ASSERT_EQ(encoded.identifiers.size(), expected.identifiers.size());
      for (std::size_t i = 0; i < expected.identifiers.size(); ++i) {
        ASSERT_EQ(encoded.identifiers[i], expected.identifiers[i]);
      }
    }
  }
  set_num_threads(0);
}

TEST(NameInterner, GivesIdsInTheOrderOfFirstSight) {
  NameInterner names;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    EXPECT_EQ(names.intern("N" + std::to_string(i)), i);
  }
  EXPECT_EQ(names.intern("N17"), 17u);
  EXPECT_EQ(names.names()[4321], "N4321");
  EXPECT_EQ(names.take().size(), 5000u);
}

}  // namespace
}  // namespace fsu::text
