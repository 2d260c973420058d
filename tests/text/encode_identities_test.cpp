#include "kernels/text/encode_identities.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"
#include "kernels/text/name_dictionary.hpp"
#include "kernels/text/pnc.hpp"

namespace fsu::text {
namespace {

struct Source {
  StringColumn forenames, surnames, pnc_ids;
  std::vector<std::int32_t> dates;

  void add(std::string_view forename, std::string_view surname, std::int32_t date = 0,
           std::string_view pnc = "") {
    forenames.push_back(forename);
    surnames.push_back(surname);
    dates.push_back(date);
    pnc_ids.push_back(pnc);
  }
  [[nodiscard]] RecordColumns columns() const { return {&forenames, &surnames, dates, &pnc_ids}; }
};

EncodedSources encode_one(const Source& source) {
  const RecordColumns columns = source.columns();
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
  const EncodedRecords records = std::move(encode_one(source).sources[0]);
  EXPECT_EQ(records.flags[0], kBlankRecord);
  EXPECT_EQ(records.flags[1], kJunkName | kPlaceholderDate | kInvalidPnc);
  EXPECT_EQ(records.identities[1].date_of_birth, 0);
  EXPECT_EQ(records.identities[1].pnc, 0u);
  EXPECT_EQ(records.flags[2], kOrganisation);
  EXPECT_EQ(records.identities[2], Identity{});
  EXPECT_EQ(records.flags[3], 0);  // who has a date of birth is a person
  EXPECT_TRUE(records.identities[3].has_name());
  EXPECT_EQ(records.flags[4], kPartialDate);
  EXPECT_EQ(records.identities[4].pnc, parse_pnc("2002/0073319Z"));
  EXPECT_EQ(records.flags[5], kOrganisation | kPlaceholderDate);
}

TEST(EncodeIdentities, NoSourcesAndNoRecords) {
  EXPECT_EQ(encode_identities({}).names.size(), 0u);
  EXPECT_EQ(encode_one({}).sources[0].identities.size(), 0u);
}

TEST(EncodeIdentities, SameForAnyBlocksAndThreads) {
  Source source;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    Random random(5, 0, i);
    source.add("F" + std::string(1 + random.below(30), 'A'),
               "S" + std::string(random.below(40), 'B'), 19800101);
  }
  const RecordColumns columns = source.columns();
  const EncodedSources expected = encode_one(source);
  for (const int threads : {1, 2, 3, 8}) {
    set_num_threads(threads);
    for (const std::size_t block_size : {1u, 7u, 1000u}) {
      const EncodedSources encoded = encode_identities(std::span(&columns, 1), block_size);
      EXPECT_EQ(encoded.sources[0].identities, expected.sources[0].identities);
      EXPECT_EQ(encoded.names.size(), expected.names.size());
    }
  }
  set_num_threads(0);
}

TEST(NameDictionary, InternsAndRanks) {
  NameInterner names;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    EXPECT_EQ(names.intern("N" + std::to_string(i)), i);
  }
  EXPECT_EQ(names.intern("N17"), 17u);
  const RankedNames ranked = rank_names(names.names());
  for (std::size_t i = 1; i < ranked.names.size(); ++i) {
    ASSERT_LT(ranked.names[i - 1], ranked.names[i]);
  }
  EXPECT_EQ(ranked.names[ranked.rank[4321]], "N4321");
}

}  // namespace
}  // namespace fsu::text
