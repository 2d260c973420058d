// Keys of addresses: ids, texts and policing areas apart, in byte order.
#include "src/stages/address_keys.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace fsu::stages {
namespace {

TEST(NormalisedAddress, KeepsLettersAndDigitsOnly) {
  EXPECT_EQ(normalised_address("Flat 2, 10-12 High St."), "FLAT 2 10 12 HIGH ST");
  EXPECT_EQ(normalised_address("  FLAT 2 10 12\nHIGH\tST  "), "FLAT 2 10 12 HIGH ST");
  EXPECT_EQ(normalised_address("caf\xC3\xA9"), "CAF\xC3\xA9");
  EXPECT_EQ(normalised_address(""), "");
  EXPECT_EQ(normalised_address(" .,-/ "), "");
}

using Address = std::array<std::string, 3>;  // id, text, policing area

std::vector<usage::AddressKey> keys_of(const std::vector<Address>& addresses) {
  StringColumn ids;
  StringColumn texts;
  StringColumn lpas;
  for (const Address& address : addresses) {
    ids.push_back(address[0]);
    texts.push_back(address[1]);
    lpas.push_back(address[2]);
  }
  return address_keys({ids, texts, lpas});
}

TEST(AddressKeys, AnIdDecidesBeforeTextAndArea) {
  const auto keys =
      keys_of({{"A1", "1 High St", "N"}, {"A1", "2 Low Rd", "S"}, {"A2", "1 High St", "N"}});
  EXPECT_EQ(keys[0], keys[1]);
  EXPECT_NE(keys[0], keys[2]);
}

TEST(AddressKeys, TextsAreComparedNormalised) {
  const auto keys =
      keys_of({{"", "1 High St.", "N"}, {"", "1, HIGH ST", "S"}, {"", "1 High", "N"}});
  EXPECT_EQ(keys[0], keys[1]);
  EXPECT_NE(keys[0], keys[2]);
}

TEST(AddressKeys, AnAreaAloneIsAnAddressToo) {
  const auto keys =
      keys_of({{"", "", "N"}, {"", ".", "N"}, {"", "", "S"}, {"", "", ""}, {"", "-", ""}});
  EXPECT_EQ(keys[0], keys[1]);
  EXPECT_NE(keys[0], keys[2]);
  EXPECT_TRUE(keys[3].is_none());
  EXPECT_TRUE(keys[4].is_none());
}

TEST(AddressKeys, OneWithAnIdIsNeverEqualToOneWithout) {
  const auto keys = keys_of({{"X", "", ""}, {"", "X", ""}, {"", "", "X"}});
  EXPECT_NE(keys[0], keys[1]);
  EXPECT_NE(keys[1], keys[2]);
  EXPECT_NE(keys[0], keys[2]);
}

TEST(AddressKeys, FollowTheByteOrderWithinAKind) {
  const auto keys = keys_of({{"b", "", ""}, {"B", "", ""}, {"a9", "", ""}, {"a10", "", ""}});
  EXPECT_LT(keys[1], keys[0]);
  EXPECT_LT(keys[3], keys[2]);
  EXPECT_LT(keys[2], keys[0]);
}

TEST(AddressKeys, NoneOfNothing) { EXPECT_TRUE(keys_of({}).empty()); }

}  // namespace
}  // namespace fsu::stages
