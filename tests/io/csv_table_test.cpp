// Whole tables: the same result for any range size and thread count, rejects with their place,
// parts, byte order marks, maps, and files that cannot be used at all.
#include "io/csv_table.hpp"

#include <gtest/gtest.h>

#include <set>

#include "io/file_text.hpp"
#include "kernels/core/random.hpp"
#include "tests/io/csv_reading.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::io {
namespace {

using test::everything;
using test::read_parts;
using test::read_text;
using test::reject_texts;
using test::rows_text;

using Texts = std::vector<std::string>;

constexpr const char* kCustodyHeader = "custody_id,person_id,arrived_at,released_at,outcome\n";

/// One row of custody of a random kind, good or bad.
std::string messy_row(Random& random, std::size_t number) {
  const std::string id = "C" + std::to_string(number);
  const std::vector<std::string> kinds = {
      id + ",P1,2024-10-27T01:30:00,2024-10-27 01:10:00,charged\n",
      id + ",P2,2024-05-01T10:00:00Z,,\"note, with\nline \"\"ends\"\"\"\n",
      id + ",P3,2024-05-01T10:00:00\n",
      id + ",P3,2024-05-01T10:00:00,,x,y\n",
      id + ",P4,2024-05-01T10:00:00,,a\"b\n",
      "\"" + id + "\ntorn\" x,P5,2024-05-01T10:00:00,,\n",
      id + ",P6,2024-05-01T10:00:00,,\xC3(\n",
      id + std::string(",P7,2024-05-01T10:00:00,,a\0b\n", 28),
      ",P8,2024-05-01T10:00:00,,\n",
      id + ",P9,yesterday,,\n",
      id + ",P9,,,\n",
      id + std::string(40, 'x') + ",P9,2024-05-01T10:00:00,,\r\n",
      "\n",
      "\r\n"};
  // Half of the rows are good ones.
  return kinds[random.chance(0.5) ? random.below(2) : random.below(kinds.size())];
}

TEST(CsvTable, IsTheSameForAnyRangesAndThreads) {
  std::string text = kCustodyHeader;
  Random random(1, 0, 0);
  for (std::size_t i = 0; i < 300; ++i) text += messy_row(random, i);
  const Texts parts = {text, "\xEF\xBB\xBF" + std::string(kCustodyHeader) +
                                 "D1,P1,,,\nD2,P1,2024-01-01T00:00:00,,x"};
  const std::string expected = everything(read_parts("custody", parts));
  EXPECT_GT(read_parts("custody", parts).rejects.size(), 50U);
  for (const std::size_t range_bytes : {1U, 7U, 64U, 4096U}) {
    for (const auto& setting : test::all_parallel_settings()) {
      const test::ScopedParallelSetting scope(setting);
      test::ReadingOptions options;
      options.range_bytes = range_bytes;
      ASSERT_EQ(everything(read_parts("custody", parts, options)), expected)
          << "ranges of " << range_bytes << ", " << describe(setting);
    }
  }
}

TEST(CsvTable, ColumnsStandInAnyOrderAndUnknownOnesAreNamed) {
  const ReadTable table = read_parts(
      "person_phones", {"phone,person_id,mood\n0121 1,P1,good\n", "person_id,phone\nP2,0121 2\n"});
  EXPECT_EQ(rows_text(table.rows), "P1,0121 1\nP2,0121 2\n");
  EXPECT_EQ(table.unknown_columns, (Texts{"person_phones.0.csv: mood"}));
  EXPECT_EQ(table.num_rows_read, 2);
  ASSERT_EQ(table.parts.size(), 2U);
  EXPECT_EQ(table.parts[0].num_bytes, 36U);
  EXPECT_EQ(table.parts[0].sha256.size(), 64U);
}

TEST(CsvTable, OptionalColumnsThatAreAbsentAreMissing) {
  const ReadTable table = read_text(
      "persons", "person_id,forenames,surname,date_of_birth,pnc_id\nP1,ANN,LEE,1980-05,\n");
  EXPECT_EQ(rows_text(table.rows), "P1,ANN,LEE,1980-05-\?\?,,,,,\n");
  EXPECT_EQ(table.has_column,
            (std::vector<bool>{true, true, true, true, true, false, false, false, false}));
}

TEST(CsvTable, AColumnStandsInTheTableWhereAnyPartHasIt) {
  const std::string required = "custody_id,person_id,arrived_at,released_at";
  const ReadTable table =
      read_parts("custody", {required + "\nC1,P1,2024-01-01T00:00:00,\n",
                             required + ",outcome\nC2,P1,2024-01-01T00:00:00,,charged\n"});
  const std::size_t outcome = table.rows.spec().index_of("outcome");
  EXPECT_TRUE(table.has_column[outcome]);
  EXPECT_EQ(table.rows.text("outcome")[0], "");
  EXPECT_EQ(table.rows.text("outcome")[1], "charged");
  EXPECT_FALSE(table.has_column[table.rows.spec().index_of("created_at")]);
}

TEST(CsvTable, ByteOrderMarkCrLfQuotedLineEndsAndBlanks) {
  const ReadTable table = read_text("exclusions",
                                    "\xEF\xBB\xBFperson_id ,\"reason\"\r\n"
                                    " P1\t,\"moved\r\naway\"\r\n"
                                    "\r\n"
                                    "\" P2 \",  last line");
  ASSERT_EQ(table.rows.num_rows(), 2U);
  EXPECT_EQ(table.rows.text("person_id")[0], "P1");
  EXPECT_EQ(table.rows.text("reason")[0], "moved\r\naway");
  EXPECT_EQ(table.rows.text("person_id")[1], "P2");
  EXPECT_EQ(table.rows.text("reason")[1], "last line");
  EXPECT_EQ(table.origins[0].line, 2U);
  EXPECT_EQ(table.origins[0].byte_offset, 24U);
  EXPECT_EQ(table.origins[1].line, 5U);
}

TEST(CsvTable, AHeaderAloneIsATableWithoutRows) {
  for (const std::string text :
       {"person_id,reason", "person_id,reason\r\n", "\n\nreason,person_id\n"}) {
    const ReadTable table = read_text("exclusions", text);
    EXPECT_EQ(table.rows.num_rows(), 0U);
    EXPECT_EQ(table.num_rows_read, 0);
    EXPECT_TRUE(table.has_column[0]);
  }
}

TEST(CsvTable, NoPartsGiveNoRows) {
  const ReadTable table = read_parts("exclusions", {});
  EXPECT_EQ(table.rows.num_rows(), 0U);
  EXPECT_EQ(table.has_column, (std::vector<bool>{false, false}));
}

TEST(CsvTable, EachKindOfRejectWithItsPlace) {
  const std::string text =
      "custody_id,person_id,arrived_at,released_at,outcome\n"  // 52 bytes
      "C1,P1,2024-01-01T00:00:00\n"                            // 26
      "C2,P1,2024-01-01T00:00:00,,x,y\n"                       // 31
      "C3,P1,2024-01-01T00:00:00,,a\"b\n"                      // 31
      "C4,P1,2024-01-01T00:00:00,,\xFF\n"                      // 29
      "C5,P1,2024-01-01T00:00:00,,\x01\n" +                    // 29
      std::string(
          ",P1,2024-01-01T00:00:00,,\n"        // 26
          "C7,P1,,,\n"                         // 9
          "C8,P1,2024-02-30T00:00:00,,\n"      // 28
          "C9,P1,2024-01-01T00:00:00,soon,\n"  // 32
          "C0,P23456789012345678901234567890123,2024-01-01T00:00:00,,\n");
  std::string with_nul = text;
  with_nul[with_nul.find('\x01')] = '\0';
  const ReadTable table = read_text("custody", with_nul);
  EXPECT_EQ(reject_texts(table),
            (Texts{"0:2:52 * too_few_values", "0:3:78 * too_many_values", "0:4:109 * stray_quote",
                   "0:5:140 outcome invalid_utf8", "0:6:169 * nul_byte",
                   "0:7:198 custody_id missing_value", "0:8:224 arrived_at missing_value",
                   "0:9:233 arrived_at unreadable_instant",
                   "0:10:261 released_at unreadable_instant", "0:11:293 person_id id_too_long"}));
  EXPECT_EQ(table.num_rows_read, 10);
  EXPECT_EQ(table.rows.num_rows(), 0U);
  EXPECT_TRUE(table.value_counts.empty());
}

TEST(CsvTable, RejectsOfCategoriesFlagsAndNumbers) {
  EXPECT_EQ(reject_texts(read_text("link_decisions",
                                   "incident_id,role,person_id,decision\n"
                                   "I1,originator,P1,perhaps\n"
                                   "I1,caller,P1,always\n"
                                   "I1,,P1,always\n"
                                   "I1,subject,P1,always\n")),
            (Texts{"0:2:36 decision unmapped_value", "0:3:61 role unmapped_value",
                   "0:4:81 role missing_value"}));
  EXPECT_EQ(reject_texts(
                read_text("investigations",
                          "investigation_id,created_at,is_crime,offence_code,main_group,outcome\n"
                          "V1,2024-01-01T00:00:00,yes,,,\n"
                          "V2,2024-01-01T00:00:00,,,,\n"
                          "V3,2024-01-01T00:00:00,0,,,\n")),
            (Texts{"0:2:69 is_crime unmapped_value", "0:3:99 is_crime missing_value"}));
  EXPECT_EQ(reject_texts(read_text("calls",
                                   "call_id,started_at,duration_s\n"
                                   "L1,2024-01-01T00:00:00,-5\n"
                                   "L2,2024-01-01T00:00:00,\n")),
            (Texts{"0:2:30 duration_s unreadable_number"}));
}

TEST(CsvTable, EveryRejectKindHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int kind = 0; kind <= static_cast<int>(RejectKind::kConflictingKey); ++kind)
    names.insert(reject_kind_name(static_cast<RejectKind>(kind)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(RejectKind::kConflictingKey) + 1);
  EXPECT_FALSE(names.contains("unknown"));
}

TEST(CsvTable, AFileThatCannotBeUsedNamesFileAndRemedy) {
  const auto message_of = [](const std::string& text) {
    return test::error_of(ErrorKind::kData,
                          [&] { static_cast<void>(read_text("exclusions", text)); });
  };
  const auto has = [](const std::string& message, std::string_view part) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  has(message_of(""), "exclusions.0.csv is empty");
  has(message_of("\xEF\xBB\xBF \r\n\n"), "is empty");
  has(message_of(std::string("p\0e\0r\0s\0\n\0", 10)), "binary");
  has(message_of("person_id,r\xE9"
                 "ason\n"),
      "UTF-8");
  has(message_of("person_id,why\nP1,x\n"),
      "required column missing: reason; add it, or name the file's own with column.<name> in");
  has(message_of("who,why\n"), "missing: person_id, reason");
  has(message_of("person_id,reason,person_id\nP1,x,P2\n"),
      "'person_id' stands in the header twice");
  has(message_of("person_id,\"reason\nP1,x\n"), ":1: a quoted column name is never closed");
  has(message_of("person_id,reason,b\"c\nP1,x,y\n"), ":1: a stray quote");
  const std::string unclosed = message_of("person_id,reason\nP1,x\nP2,\"SECRET\nP3,y\n");
  has(unclosed, ":3 (byte 25)");
  EXPECT_EQ(unclosed.find("SECRET"), std::string::npos);
}

TEST(CsvTable, LooksAtHeadersAlone) {
  const test::TemporaryFolder folder;
  TableSource source{&input_table("exclusions"), {}, {}};
  source.parts = {folder.write("a.csv", "person_id,reason\nP1,\"open"),
                  folder.write("b.csv", "person_id,reason\n")};
  EXPECT_EQ(look_at_table(source), 42U);
  source.parts.push_back(folder.write("c.csv", "person_id\n"));
  EXPECT_THROW(static_cast<void>(look_at_table(source)), Error);
}

TEST(CsvTable, TellsItsProgressInBytesOfText) {
  const test::TemporaryFolder folder;
  const std::string text = "person_id,reason\nP1,a\nP2,b\nP3,c\n\n";
  const TableSource source{&input_table("exclusions"), {folder.write("a.csv", text)}, {}};
  const TimeZone time_zone("UTC");
  std::uint64_t told = 0;
  ReadOptions options;
  options.time_zone = &time_zone;
  options.range_bytes = 1;
  const test::ScopedParallelSetting scope({ParallelBackend::kSerial, 1});
  options.on_progress = [&](std::uint64_t bytes) { told += bytes; };
  static_cast<void>(read_csv_table(source, options));
  EXPECT_EQ(told, text.size() - std::string("person_id,reason\n").size());
}

}  // namespace
}  // namespace fsu::io
