// Digests: published SHA-256 values, the written definition of a table's digest, and what they must
// and must not depend on.
#include "io/digest.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "kernels/core/parallel.hpp"
#include "tests/io/h5_support.hpp"

namespace fsu::io {
namespace {

std::string number(std::uint64_t value) {
  std::string bytes;
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(value >> shift & 255);
  return bytes;
}

std::string counted(const std::string& text) { return number(text.size()) + text; }

/// The bytes of one value by the definition in the header.
std::string value_bytes(const Table& table, std::size_t column, std::size_t row) {
  const ColumnData& data = table.column(column);
  if (const auto* flags = std::get_if<std::vector<std::int8_t>>(&data))
    return {static_cast<char>((*flags)[row])};
  if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&data))
    return number(static_cast<std::uint64_t>((*integers)[row]));
  if (const auto* floats = std::get_if<std::vector<double>>(&data)) {
    std::uint64_t bits = 0x7ff8000000000000ULL;
    if (!std::isnan((*floats)[row])) std::memcpy(&bits, &(*floats)[row], 8);
    return number(bits);
  }
  return counted(value_text(table, column, row));
}

std::string binary_sha256(const std::string& bytes) {
  Sha256 hasher;
  hasher.update(bytes);
  const Sha256::Bytes digest = hasher.finish();
  return {digest.begin(), digest.end()};
}

/// The table digest from one string that holds everything.
std::string reference_digest(const Table& table) {
  const std::vector<std::string> types = {"text", "int64", "text", "float64",
                                          "int8", "int64", "text"};
  std::string bytes = counted(table.spec().path) + number(table.num_rows()) + number(types.size());
  for (std::size_t column = 0; column < types.size(); ++column) {
    std::string values;
    for (std::size_t row = 0; row < table.num_rows(); ++row)
      values += value_bytes(table, column, row);
    bytes += counted(table.spec().columns[column].name) + counted(types[column]);
    bytes += binary_sha256(values);
  }
  return sha256_of_bytes(bytes);
}

TEST(Digest, GivesThePublishedValues) {
  EXPECT_EQ(sha256_of_bytes(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of_bytes("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, OfAFileIsThatOfItsBytes) {
  const TemporaryFolder folder;
  std::ofstream(folder / "some") << "abc";
  std::ofstream(folder / "empty");
  EXPECT_EQ(sha256_of_file(folder / "some"), sha256_of_bytes("abc"));
  EXPECT_EQ(sha256_of_file(folder / "empty"), sha256_of_bytes(""));
  EXPECT_THROW(static_cast<void>(sha256_of_file(folder / "absent")), Error);
}

TEST(Digest, OfATableIsItsDefinition) {
  for (const std::size_t rows : std::vector<std::size_t>{0, 1, 2, 1000}) {
    for (const double missing : {0.0, 0.3, 1.0}) {
      const Table table = random_table({.rows = rows, .seed = rows, .share_missing = missing});
      EXPECT_EQ(table_digest(table), reference_digest(table));
    }
  }
}

TEST(Digest, DoesNotDependOnBlocksOrThreads) {
  const Table table = random_table({.rows = 5000});
  const std::string expected = table_digest(table);
  for (const int threads : {1, 2, 3, 8}) {
    set_num_threads(threads);
    for (const std::size_t block : std::vector<std::size_t>{7, 999, 2500, 5000}) {
      TableDigest digest(table.spec());
      for (std::size_t begin = 0; begin < 5000; begin += block)
        digest.add(slice(table, begin, std::min<std::size_t>(5000, begin + block)));
      EXPECT_EQ(digest.finish(), expected) << threads << " threads, blocks of " << block;
    }
  }
  set_num_threads(0);
}

TEST(Digest, TellsTextsApartThatRunTogether) {
  const TableSpec spec{"t", "", {{"a", ColumnType::kText, "", ""}}};
  const auto digest = [&](const std::vector<std::string>& values) {
    Table table(spec);
    for (const std::string& value : values) table.text("a").push_back(value);
    return table_digest(table);
  };
  EXPECT_NE(digest({"ab", "c"}), digest({"a", "bc"}));
  EXPECT_NE(digest({"ab", ""}), digest({"", "ab"}));
  EXPECT_NE(digest({""}), digest({}));
}

TEST(Digest, DependsOnPathNameAndTypeAndTakesOneNan) {
  const auto digest = [](const std::string& path, const std::string& name, double value) {
    Table table(TableSpec{path, "", {{name, ColumnType::kFloat64, "", ""}}});
    table.floats(name).push_back(value);
    return table_digest(table);
  };
  EXPECT_NE(digest("t", "a", 1), digest("u", "a", 1));
  EXPECT_NE(digest("t", "a", 1), digest("t", "b", 1));
  EXPECT_EQ(digest("t", "a", kMissingFloat64), digest("t", "a", -kMissingFloat64));
  EXPECT_EQ(digest("t", "a", kMissingFloat64),
            digest("t", "a", std::numeric_limits<double>::signaling_NaN()));
  Table integers(TableSpec{"t", "", {{"a", ColumnType::kInt64, "", ""}}});
  integers.int64s("a").push_back(0);
  EXPECT_NE(table_digest(integers), digest("t", "a", 0));
}

TEST(Digest, OfContentLeavesOutTheRunAndItsRejects) {
  EXPECT_TRUE(counts_in_content_digest("ranking/individuals"));
  EXPECT_TRUE(counts_in_content_digest("quality/reconciliation"));
  EXPECT_FALSE(counts_in_content_digest("quality/rejects"));
  EXPECT_FALSE(counts_in_content_digest("run/stages"));
  const std::string plain = content_digest({{"a", "1"}, {"b", "2"}});
  EXPECT_EQ(plain, content_digest({{"a", "1"}, {"b", "2"}, {"run/stages", "3"}}));
  EXPECT_NE(plain, content_digest({{"a", "1"}, {"b", "3"}}));
  EXPECT_NE(plain, content_digest({{"a", "1"}, {"c", "2"}}));
}

}  // namespace
}  // namespace fsu::io
