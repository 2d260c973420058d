// Column digests on every path against OpenSSL over the same bytes: every length around whole
// blocks, pieces of any size, two columns of unlike lengths, and every type's bytes by definition.
#include "io/column_sha256.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include "io/digest.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/isa.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

template <class Function>
void on_every_path(const Function& function) {
  const Isa before = isa();
  for (const Isa path : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    if (path > best_isa()) continue;
    set_isa(path);
    SCOPED_TRACE(isa_name(path));
    function();
  }
  set_isa(before);
}

std::string random_bytes(std::size_t size, std::uint64_t seed) {
  std::string bytes(size, ' ');
  Random random(seed, 7, size);
  for (char& byte : bytes) byte = static_cast<char>(random.between(-128, 127));
  return bytes;
}

/// The bytes in pieces of up to `largest` bytes.
NextPiece in_pieces(const std::string& bytes, std::size_t largest, std::uint64_t seed) {
  return [&bytes, largest, at = std::size_t{0}, random = Random(seed, 8, largest)]() mutable {
    const std::size_t size = std::min(bytes.size() - at, 1 + random.below(largest));
    const auto* const begin = reinterpret_cast<const unsigned char*>(bytes.data()) + at;
    at += size;
    return BytePiece(begin, size);
  };
}

TEST(ColumnSha256, OfOneColumnIsOpenSsls) {
  on_every_path([] {
    for (std::size_t size = 0; size <= 300; ++size) {
      const std::string bytes = random_bytes(size, 1);
      for (const std::size_t largest : std::vector<std::size_t>{1, 13, 64, 1000}) {
        ColumnSha256 hasher;
        hasher.add(in_pieces(bytes, largest, size));
        ASSERT_EQ(to_hex(hasher.finish()), sha256_of_bytes(bytes)) << size;
      }
    }
  });
}

TEST(ColumnSha256, OfTwoColumnsIsOpenSsls) {
  on_every_path([] {
    for (std::uint64_t trial = 0; trial < 400; ++trial) {
      Random random(5, 0, trial);
      const std::string a = random_bytes(random.below(trial % 2 == 0 ? 200 : 20000), trial);
      const std::string b = random_bytes(random.below(trial % 3 == 0 ? 200 : 20000), trial + 1000);
      ColumnSha256 first;
      ColumnSha256 second;
      // Bytes of an earlier block of rows, so that blocks are begun.
      const std::string before = random_bytes(random.below(100), trial + 2000);
      first.add(in_pieces(before, 50, trial));
      add_two(first, in_pieces(a, 1 + random.below(3000), trial), second,
              in_pieces(b, 1 + random.below(3000), trial));
      ASSERT_EQ(to_hex(first.finish()), sha256_of_bytes(before + a)) << trial;
      ASSERT_EQ(to_hex(second.finish()), sha256_of_bytes(b)) << trial;
    }
  });
}

template <class Value>
std::string raw(Value value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::string digest_of(const ColumnData& column, std::size_t begin, std::size_t end) {
  ColumnSha256 hasher;
  hasher.add(column_pieces(column, begin, end));
  return to_hex(hasher.finish());
}

TEST(ColumnPieces, AreTheBytesOfTheirDefinition) {
  constexpr std::size_t kRows = 30000;
  StringColumn texts;
  std::vector<std::int64_t> numbers;
  std::vector<std::int32_t> dates;
  std::vector<std::int8_t> flags;
  std::vector<double> floats;
  for (std::size_t row = 0; row < kRows; ++row) {
    Random random(9, 0, row);
    // Some texts are longer than a piece.
    texts.push_back(random_bytes(row % 9000 == 77 ? 70000 : random.below(20), row));
    numbers.push_back(static_cast<std::int64_t>(random.next()));
    dates.push_back(random.chance(0.1) ? 0 : pack_date(1990, static_cast<int>(row % 13), 7));
    flags.push_back(static_cast<std::int8_t>(random.between(-128, 1)));
    floats.push_back(random.chance(0.2) ? -std::numeric_limits<double>::quiet_NaN()
                                        : random.uniform());
  }
  for (const auto& [begin, end] : {std::pair<std::size_t, std::size_t>{0, kRows},
                                   {77, 78},
                                   {5, 5},
                                   {0, 1},
                                   {29999, 30000},
                                   {100, 20000}}) {
    std::string text_bytes, number_bytes, date_bytes, flag_bytes, float_bytes;
    for (std::size_t row = begin; row < end; ++row) {
      text_bytes += raw(std::uint64_t{texts[row].size()}) + std::string(texts[row]);
      number_bytes += raw(numbers[row]);
      const std::string date = format_date(dates[row]);
      date_bytes += raw(std::uint64_t{date.size()}) + date;
      flag_bytes += raw(flags[row]);
      float_bytes += std::isnan(floats[row]) ? raw(0x7ff8000000000000ULL) : raw(floats[row]);
    }
    EXPECT_EQ(digest_of(texts.clone(), begin, end), sha256_of_bytes(text_bytes));
    EXPECT_EQ(digest_of(numbers, begin, end), sha256_of_bytes(number_bytes));
    EXPECT_EQ(digest_of(dates, begin, end), sha256_of_bytes(date_bytes));
    EXPECT_EQ(digest_of(flags, begin, end), sha256_of_bytes(flag_bytes));
    EXPECT_EQ(digest_of(floats, begin, end), sha256_of_bytes(float_bytes));
  }
}

}  // namespace
}  // namespace fsu::io
