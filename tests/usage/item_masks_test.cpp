#include "kernels/usage/item_masks.hpp"

#include <gtest/gtest.h>

#include "kernels/core/check.hpp"

namespace fsu::usage {
namespace {

const ItemMasks& masks() {
  static const ItemMasks kMasks(
      std::vector<ItemList>{{"DA"}, {"MH", "Mental Health"}, {"CA", "DA"}, {}});
  return kMasks;
}

TEST(ItemMasks, WholeItemsCaseIgnored) {
  EXPECT_EQ(masks().of_items("mental HEALTH"), 0b010U);
  EXPECT_EQ(masks().of_items("mental"), 0U);
  EXPECT_EQ(masks().of_items("CAR KEY"), 0U);
  EXPECT_EQ(masks().of_items("da"), 0b101U);
}

TEST(ItemMasks, ItemsAreTrimmedAndBlanksMatchNothing) {
  EXPECT_EQ(masks().of_items(" CA | mh "), 0b110U);
  EXPECT_EQ(masks().of_items(""), 0U);
  EXPECT_EQ(masks().of_items("|| |"), 0U);
  const ItemMasks blank(std::vector<ItemList>{{"", "  "}});
  EXPECT_EQ(blank.of_items("|"), 0U);
  EXPECT_EQ(blank.of_item(" "), 0U);
}

TEST(ItemMasks, OneItemKeepsItsBars) {
  EXPECT_EQ(masks().of_item("DA|MH"), 0U);
  EXPECT_EQ(masks().of_item("DA"), 0b101U);
}

TEST(ItemMasks, RefusesMoreClassesThanBits) {
  EXPECT_THROW(ItemMasks(std::vector<ItemList>(33)), InternalError);
  EXPECT_EQ(ItemMasks(std::vector<ItemList>(32, {"x"})).of_item("X"), ~ClassMask{0});
}

}  // namespace
}  // namespace fsu::usage
