// Every path of shuffle and unshuffle against the definition of SHUFFLE, byte for byte.
#include "io/byte_shuffle.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "kernels/core/isa.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

using Bytes = std::vector<std::byte>;

constexpr std::byte kUntouched{0xee};

/// Calls `function` on every path that the machine has, and goes back to the path in use.
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

Bytes random_items(std::size_t size, std::uint64_t seed) {
  Bytes items(size);
  Random random(seed, 0, size);
  for (std::byte& byte : items) byte = static_cast<std::byte>(random.next());
  return items;
}

/// Planes of `stride` bytes, those behind the items untouched.
Bytes reference_shuffle(const Bytes& items, std::size_t num_items, std::size_t item_bytes,
                        std::size_t stride) {
  Bytes planes(item_bytes * stride, kUntouched);
  for (std::size_t item = 0; item < num_items; ++item)
    for (std::size_t byte = 0; byte < item_bytes; ++byte)
      planes[byte * stride + item] = items[item * item_bytes + byte];
  return planes;
}

void expect_reference(std::size_t num_items, std::size_t item_bytes, std::size_t stride) {
  SCOPED_TRACE(std::to_string(num_items) + " items of " + std::to_string(item_bytes) + " bytes");
  const Bytes items = random_items(num_items * item_bytes, stride);
  Bytes planes(item_bytes * stride, kUntouched);
  shuffle_bytes(items.data(), num_items, item_bytes, {planes.data(), stride});
  ASSERT_TRUE(planes == reference_shuffle(items, num_items, item_bytes, stride));
  Bytes back(items.size() + 64, kUntouched);
  unshuffle_bytes({planes.data(), stride}, num_items, item_bytes, back.data());
  ASSERT_TRUE(std::equal(items.begin(), items.end(), back.begin()));
  for (std::size_t at = items.size(); at < back.size(); ++at) ASSERT_EQ(back[at], kUntouched);
}

TEST(ByteShuffle, IsItsDefinitionForEverySizeOfItem) {
  on_every_path([] {
    for (std::size_t item_bytes = 1; item_bytes <= 200; ++item_bytes) {
      for (const std::size_t num_items : std::vector<std::size_t>{0, 1, 2, 63, 64, 65, 140})
        expect_reference(num_items, item_bytes, num_items + 1);
    }
  });
}

TEST(ByteShuffle, IsItsDefinitionForEveryNumberOfItems) {
  on_every_path([] {
    for (std::size_t num_items = 0; num_items <= 150; ++num_items) {
      for (const std::size_t item_bytes : std::vector<std::size_t>{1, 3, 8, 9, 16, 21, 32})
        expect_reference(num_items, item_bytes, num_items + num_items % 3);
    }
  });
}

TEST(ByteShuffle, TakesEqualBytes) {
  on_every_path([] {
    const Bytes items(1000 * 12, std::byte{7});
    Bytes planes(items.size());
    shuffle_bytes(items.data(), 1000, 12, {planes.data(), 1000});
    EXPECT_TRUE(planes == items);
  });
}

/// Fields shuffled each by itself are the shuffled records.
TEST(ByteShuffle, OfFieldsIsThatOfRecords) {
  constexpr std::size_t kRecords = 300;
  const std::vector<std::size_t> widths = {12, 8, 1, 27};
  on_every_path([&] {
    Bytes records(kRecords * 48);
    Bytes planes(records.size());
    std::size_t offset = 0;
    for (const std::size_t width : widths) {
      const Bytes items = random_items(kRecords * width, width);
      for (std::size_t at = 0; at < items.size(); ++at)
        records[at / width * 48 + offset + at % width] = items[at];
      shuffle_bytes(items.data(), kRecords, width, {planes.data() + offset * kRecords, kRecords});
      offset += width;
    }
    EXPECT_TRUE(planes == reference_shuffle(records, kRecords, 48, kRecords));
  });
}

}  // namespace
}  // namespace fsu::io
