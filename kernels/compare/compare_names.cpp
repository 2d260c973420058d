#include "kernels/compare/compare_names.hpp"

#include <array>
#include <string_view>

namespace fsu::compare {
namespace {

constexpr std::array<std::string_view, kNumNameLevels> kWords = {
    "same", "close", "near", "alike", "initial", "other", "missing"};
/// Shares among true pairs before any data is seen.
constexpr std::array<double, kNumNameLevels> kShares = {0.72, 0.08, 0.03, 0.02, 0.02, 0.05, 0.08};
constexpr std::array<double, kNumNameLevels> kOtherShares = {0.005, 0.005, 0.003, 0.014,
                                                             0.001, 0.972, 1};
constexpr std::array<double, kNumNameLevels> kCrossedShares = {0.70, 0.10, 0.05, 0.04,
                                                               0.01, 0.05, 0.05};
constexpr double kDirectShare = 0.97;
constexpr double kCrossedShare = 0.03;
constexpr double kShrinkage = 50;

// Presences: both names of both records; one name only.
constexpr std::uint8_t kBothNames = 1;
constexpr std::uint8_t kOneName = 2;

// Variables: forename and surname in their own places, either in the other's.
constexpr std::uint8_t kForename = 0;
constexpr std::uint8_t kSurname = 1;
constexpr std::uint8_t kCrossed = 2;

enum Group : std::uint8_t { kDirectBoth, kForenameOnly, kSurnameOnly, kCrossedBoth, kCrossedOne };

LevelPart part(std::uint8_t variable, NameLevel level) {
  return {variable, static_cast<std::uint8_t>(level)};
}

std::string_view word(NameLevel level) { return kWords[static_cast<std::size_t>(level)]; }

LevelSpec describe_direct(NameLevel forename, NameLevel surname) {
  LevelSpec level;
  level.label =
      "forename " + std::string(word(forename)) + ", surname " + std::string(word(surname));
  const bool has_forename = forename != NameLevel::kMissing;
  const bool has_surname = surname != NameLevel::kMissing;
  if (!has_forename && !has_surname) return level;
  level.presence = has_forename && has_surname ? kBothNames : kOneName;
  level.group = has_forename && has_surname ? kDirectBoth
                : has_forename              ? kForenameOnly
                                            : kSurnameOnly;
  if (has_forename) level.parts.push_back(part(kForename, forename));
  if (has_surname) level.parts.push_back(part(kSurname, surname));
  level.expected_share = kDirectShare * kShares[static_cast<std::size_t>(forename)] *
                         kShares[static_cast<std::size_t>(surname)];
  level.expected_other = kOtherShares[static_cast<std::size_t>(forename)] *
                         kOtherShares[static_cast<std::size_t>(surname)];
  level.is_agreement = surname <= NameLevel::kNear;
  return level;
}

LevelSpec describe_crossed(NameLevel one, NameLevel other) {
  LevelSpec level;
  level.label = "names exchanged: " + std::string(word(one)) + ", " + std::string(word(other));
  if (one == NameLevel::kMissing && other == NameLevel::kMissing) return level;
  const bool has_both = one != NameLevel::kMissing && other != NameLevel::kMissing;
  level.presence = has_both ? kBothNames : kOneName;
  level.group = has_both ? kCrossedBoth : kCrossedOne;
  level.ways = one == other || !has_both ? 1 : 2;
  for (const NameLevel side : {one, other}) {
    if (side != NameLevel::kMissing) level.parts.push_back(part(kCrossed, side));
  }
  level.expected_share = kCrossedShare * level.ways *
                         kCrossedShares[static_cast<std::size_t>(one)] *
                         kCrossedShares[static_cast<std::size_t>(other)];
  level.expected_other = 0.1 * level.ways * kOtherShares[static_cast<std::size_t>(one)] *
                         kOtherShares[static_cast<std::size_t>(other)];
  level.is_agreement = one <= NameLevel::kNear || other <= NameLevel::kNear;
  return level;
}

}  // namespace

ComparisonSpec name_comparison() {
  ComparisonSpec comparison{"names", std::vector<LevelSpec>(kNumNamePairLevels), kShrinkage};
  for (std::size_t i = 0; i < kNumNameLevels; ++i) {
    for (std::size_t j = 0; j < kNumNameLevels; ++j) {
      const auto a = static_cast<NameLevel>(i);
      const auto b = static_cast<NameLevel>(j);
      comparison.levels[direct_level(a, b)] = describe_direct(a, b);
      if (i <= j) comparison.levels[crossed_level(a, b)] = describe_crossed(a, b);
    }
  }
  return comparison;
}

}  // namespace fsu::compare
