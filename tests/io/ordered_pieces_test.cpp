// Pieces that come in any order, from one thread and from many, are written in theirs; and what an
// error in the middle leaves.
#include "io/ordered_pieces.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

std::vector<std::byte> piece_of(std::uint64_t number) {
  return std::vector<std::byte>(number % 7, static_cast<std::byte>(number));
}

struct Written {
  std::vector<std::uint64_t> numbers;
  std::vector<std::vector<std::byte>> pieces;

  OrderedPieces::Write writer() {
    return [this](std::uint64_t number, std::span<const std::byte> piece) {
      numbers.push_back(number);
      pieces.emplace_back(piece.begin(), piece.end());
    };
  }
  void expect_all(std::uint64_t count) const {
    ASSERT_EQ(numbers.size(), count);
    for (std::uint64_t i = 0; i < count; ++i) {
      EXPECT_EQ(numbers[i], i);
      EXPECT_EQ(pieces[i], piece_of(i));
    }
  }
};

TEST(OrderedPieces, AreWrittenInOrderWhateverOrderTheyComeIn) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::vector<std::uint64_t> numbers(seed);
    std::iota(numbers.begin(), numbers.end(), 0u);
    Random random(seed, 1, 0);
    for (std::size_t i = numbers.size(); i > 1; --i)
      std::swap(numbers[i - 1], numbers[random.below(i)]);
    Written written;
    OrderedPieces pieces(written.writer());
    for (const std::uint64_t number : numbers) pieces.submit(number, piece_of(number));
    written.expect_all(seed);
    EXPECT_EQ(pieces.num_written(), seed);
  }
}

TEST(OrderedPieces, WaitForTheOneBefore) {
  Written written;
  OrderedPieces pieces(written.writer());
  pieces.submit(1, piece_of(1));
  pieces.submit(2, piece_of(2));
  EXPECT_EQ(pieces.num_written(), 0u);
  pieces.submit(0, piece_of(0));
  EXPECT_EQ(pieces.num_written(), 3u);
}

TEST(OrderedPieces, AreWrittenOneAtATimeByManyThreads) {
  for (const int threads : {1, 2, 8}) {
    set_num_threads(threads);
    Written written;
    OrderedPieces pieces(written.writer());
    for_blocks(2000, 1,
               [&](const Block& block) { pieces.submit(block.index, piece_of(block.index)); });
    written.expect_all(2000);
  }
  set_num_threads(0);
}

TEST(OrderedPieces, NothingIsWrittenAfterAnError) {
  std::vector<std::uint64_t> numbers;
  OrderedPieces pieces([&](std::uint64_t number, std::span<const std::byte>) {
    if (number == 1) throw std::runtime_error("full");
    numbers.push_back(number);
  });
  pieces.submit(2, piece_of(2));
  pieces.submit(0, piece_of(0));
  EXPECT_THROW(pieces.submit(1, piece_of(1)), std::runtime_error);
  pieces.submit(3, piece_of(3));
  EXPECT_EQ(numbers, (std::vector<std::uint64_t>{0}));
  EXPECT_EQ(pieces.num_written(), 1u);
}

}  // namespace
}  // namespace fsu::io
