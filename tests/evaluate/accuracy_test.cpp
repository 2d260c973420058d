// Precision, recall and F1 by hand, and where they are missing.
#include "kernels/evaluate/accuracy.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/core/check.hpp"

namespace fsu::evaluate {
namespace {

TEST(Accuracy, OfAHandfulOfLinks) {
  // 10 links, 8 of them right, 16 true ones: P = 0.8, R = 0.5, F1 = 0.8 / 1.3.
  const Accuracy accuracy = accuracy_of({.linked = 10, .right = 8, .true_links = 16});
  EXPECT_DOUBLE_EQ(accuracy.precision.value, 0.8);
  EXPECT_DOUBLE_EQ(accuracy.recall.value, 0.5);
  EXPECT_DOUBLE_EQ(accuracy.f1.value, 0.8 / 1.3);
  EXPECT_DOUBLE_EQ(accuracy.precision.low, wilson_share(8, 10).low);
  EXPECT_DOUBLE_EQ(accuracy.recall.high, wilson_share(8, 16).high);
}

TEST(Accuracy, EndsOfF1AreThoseOfJaccardsIndex) {
  // 8 of the 18 links that were made or are true.
  const Accuracy accuracy = accuracy_of({.linked = 10, .right = 8, .true_links = 16});
  const Share jaccard = wilson_share(8, 18);
  EXPECT_DOUBLE_EQ(accuracy.f1.value, 2 * jaccard.value / (1 + jaccard.value));
  EXPECT_DOUBLE_EQ(accuracy.f1.low, 2 * jaccard.low / (1 + jaccard.low));
  EXPECT_DOUBLE_EQ(accuracy.f1.high, 2 * jaccard.high / (1 + jaccard.high));
}

TEST(Accuracy, PerfectLinksHaveOneEverywhere) {
  const Accuracy accuracy = accuracy_of({.linked = 50, .right = 50, .true_links = 50});
  EXPECT_EQ(accuracy.precision.value, 1.0);
  EXPECT_EQ(accuracy.recall.value, 1.0);
  EXPECT_EQ(accuracy.f1.value, 1.0);
  EXPECT_EQ(accuracy.f1.high, 1.0);
  EXPECT_LT(accuracy.f1.low, 1.0);
}

TEST(Accuracy, PrecisionIsMissingWhereNothingIsLinked) {
  const Accuracy accuracy = accuracy_of({.linked = 0, .right = 0, .true_links = 5});
  EXPECT_TRUE(std::isnan(accuracy.precision.value));
  EXPECT_EQ(accuracy.recall.value, 0.0);
  EXPECT_EQ(accuracy.f1.value, 0.0);
}

TEST(Accuracy, RecallIsMissingWithoutTrueLinks) {
  const Accuracy accuracy = accuracy_of({.linked = 5, .right = 0, .true_links = 0});
  EXPECT_EQ(accuracy.precision.value, 0.0);
  EXPECT_TRUE(std::isnan(accuracy.recall.value));
  EXPECT_EQ(accuracy.f1.value, 0.0);
}

TEST(Accuracy, AllIsMissingWhereThereIsNothing) {
  const Accuracy accuracy = accuracy_of({});
  EXPECT_TRUE(std::isnan(accuracy.precision.value));
  EXPECT_TRUE(std::isnan(accuracy.recall.value));
  EXPECT_TRUE(std::isnan(accuracy.f1.value) && std::isnan(accuracy.f1.low));
}

TEST(Accuracy, MoreRightLinksThanLinksAreAFaultOfTheProgram) {
  EXPECT_THROW(static_cast<void>(accuracy_of({.linked = 1, .right = 2, .true_links = 3})),
               InternalError);
}

}  // namespace
}  // namespace fsu::evaluate
