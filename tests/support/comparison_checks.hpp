// What every description of a comparison must hold: numbers within the model's limits, parts in
// every level that compares something, and the same variables in all levels of a group.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "kernels/core/comparison.hpp"

namespace fsu::test {

inline void expect_consistent(const ComparisonSpec& spec) {
  EXPECT_FALSE(spec.name.empty());
  ASSERT_LE(spec.levels.size(), kMaxLevels);
  std::map<std::uint8_t, std::vector<int>> variables_of_group;
  std::map<std::uint8_t, std::uint8_t> presence_of_group;
  std::set<std::string> labels;
  for (const LevelSpec& level : spec.levels) {
    EXPECT_FALSE(level.label.empty());
    if (level.presence == kNothingCompared) {
      EXPECT_TRUE(level.parts.empty()) << level.label;
      EXPECT_FALSE(level.is_agreement) << level.label;
      continue;
    }
    EXPECT_TRUE(labels.insert(level.label).second) << level.label;
    EXPECT_GT(level.expected_share, 0) << level.label;
    EXPECT_LE(level.expected_share, 1) << level.label;
    EXPECT_GE(level.ways, 1) << level.label;
    std::vector<int> variables;
    for (const LevelPart& part : level.parts) variables.push_back(part.variable);
    EXPECT_EQ(variables_of_group.try_emplace(level.group, variables).first->second, variables)
        << level.label;
    EXPECT_EQ(presence_of_group.try_emplace(level.group, level.presence).first->second,
              level.presence)
        << level.label;
  }
}

}  // namespace fsu::test
