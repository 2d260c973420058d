#include "kernels/model/level_counts.hpp"

#include <array>
#include <cstdint>
#include <map>

namespace fsu::model {
namespace {

/// Keeps shares from 0.
constexpr double kLeastCount = 0.01;
constexpr std::size_t kMaxVariables = 3;
constexpr std::size_t kMaxStates = 16;

/// What levels would have if their parts were independent, group by group; sums to 1 a presence.
LevelCounts product_of_parts(const ComparisonSpec& spec, const LevelCounts& counts) {
  std::array<std::array<double, kMaxStates>, kMaxVariables> margins{};
  std::map<std::uint8_t, double> group_mass;
  std::map<std::uint8_t, double> presence_mass;
  for (std::size_t l = 0; l < counts.size(); ++l) {
    const LevelSpec& level = spec.levels[l];
    if (level.presence == kNothingCompared) continue;
    for (const LevelPart& part : level.parts) margins[part.variable][part.state] += counts[l];
    group_mass[level.group] += counts[l];
    presence_mass[level.presence] += counts[l];
  }
  LevelCounts product(counts.size());
  std::map<std::uint8_t, double> group_product;
  for (std::size_t l = 0; l < counts.size(); ++l) {
    const LevelSpec& level = spec.levels[l];
    if (level.presence == kNothingCompared) continue;
    product[l] = level.ways;
    for (const LevelPart& part : level.parts) {
      product[l] *= margins[part.variable][part.state] + kLeastCount;
    }
    group_product[level.group] += product[l];
  }
  for (std::size_t l = 0; l < counts.size(); ++l) {
    const LevelSpec& level = spec.levels[l];
    if (level.presence == kNothingCompared) continue;
    product[l] *= (group_mass[level.group] + kLeastCount) /
                  (group_product[level.group] * (presence_mass[level.presence] + kLeastCount));
  }
  return product;
}

}  // namespace

LevelCounts shares_of(const ComparisonSpec& spec, LevelCounts counts, double shrinkage) {
  const LevelCounts product = product_of_parts(spec, counts);
  std::map<std::uint8_t, double> norm;
  for (std::size_t l = 0; l < counts.size(); ++l) {
    counts[l] += shrinkage * product[l];
    norm[spec.levels[l].presence] += counts[l];
  }
  for (std::size_t l = 0; l < counts.size(); ++l) {
    const double sum = norm[spec.levels[l].presence];
    counts[l] = sum > 0 ? counts[l] / sum : 1;
  }
  return counts;
}

LevelCounts rest_of(const ComparisonSpec& spec, const LevelCounts& candidates,
                    const LevelCounts& sampled, double weight) {
  LevelCounts all(candidates.size());
  std::map<std::uint8_t, double> mass;
  for (std::size_t l = 0; l < all.size(); ++l) {
    all[l] = candidates[l] + weight * sampled[l];
    mass[spec.levels[l].presence] += all[l];
  }
  const LevelCounts product = product_of_parts(spec, all);
  LevelCounts rest(all.size());
  for (std::size_t l = 0; l < all.size(); ++l) {
    rest[l] = weight * sampled[l];
    if (sampled[l] > 0 || weight <= 0) continue;
    const double expected = product[l] * mass[spec.levels[l].presence] - candidates[l];
    if (expected > 0) rest[l] = expected / (1 + expected / weight);
  }
  return rest;
}

void add_independent_parts(const ComparisonSpec& spec, LevelCounts& counts) {
  if (spec.independence <= 0) return;
  const LevelCounts product = product_of_parts(spec, counts);
  std::map<std::uint8_t, double> mass;
  for (std::size_t l = 0; l < counts.size(); ++l) mass[spec.levels[l].presence] += counts[l];
  for (std::size_t l = 0; l < counts.size(); ++l) {
    counts[l] += spec.independence * mass[spec.levels[l].presence] * product[l];
  }
}

}  // namespace fsu::model
