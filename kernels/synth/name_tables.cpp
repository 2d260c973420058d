#include "kernels/synth/name_tables.hpp"

#include <numeric>
#include <set>

#include "kernels/core/check.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr std::uint64_t kWhole = 10'000;
constexpr std::uint64_t kRareForenamePercent = 6;
/// A fuller list has a tail of its own.
constexpr std::uint64_t kRareInFullerPercent = 2;

/// Rough shares of the groups in a large English city region.
constexpr std::array<std::uint32_t, kNumNameGroups> kGroupShares = {61, 5, 22, 3, 5, 4};

std::span<const NameTier> tiers_of(const NameData& data, NameKind kind) {
  return kind == NameKind::kMale     ? data.male
         : kind == NameKind::kFemale ? data.female
                                     : data.surnames;
}

std::vector<WeightedName> expand(std::span<const NameTier> tiers) {
  std::vector<WeightedName> names;
  for (const NameTier& tier : tiers) {
    for (const std::string_view name : split_words(tier.names))
      names.push_back({std::string(name), tier.share});
  }
  return names;
}

std::uint64_t total_weight(const std::vector<WeightedName>& names) {
  return std::accumulate(
      names.begin(), names.end(), std::uint64_t{0},
      [](std::uint64_t total, const WeightedName& name) { return total + name.weight; });
}

/// The weight that gives the rare names `percent` of all.
std::uint64_t weight_for_percent(std::uint64_t common, std::uint64_t percent) {
  return common * percent / (100 - percent);
}

const std::vector<WeightedName>* fuller_list(const FullerLists& fuller, NameGroup group,
                                             NameKind kind) {
  if (group != NameGroup::kBritish) return nullptr;
  const auto& list = kind == NameKind::kMale     ? fuller.male
                     : kind == NameKind::kFemale ? fuller.female
                                                 : fuller.surnames;
  return list.empty() ? nullptr : &list;
}

}  // namespace

NameTables::List NameTables::make_list(const std::vector<WeightedName>& names,
                                       std::uint64_t rare_weight) {
  List list;
  std::vector<std::uint64_t> weights;
  for (const WeightedName& name : names) {
    list.names.push_back(name.name);
    weights.push_back(name.weight);
  }
  weights.push_back(rare_weight);
  list.choice = WeightedChoice(weights);
  return list;
}

NameTables::List NameTables::list_of(NameGroup group, NameKind kind, const FullerLists& fuller) {
  if (const auto* list = fuller_list(fuller, group, kind))
    return make_list(*list, weight_for_percent(total_weight(*list), kRareInFullerPercent));
  const std::vector<WeightedName> own = expand(tiers_of(name_data(group), kind));
  const std::uint64_t total = total_weight(own);
  return make_list(own, kind == NameKind::kSurname
                            ? kWhole - total
                            : weight_for_percent(total, kRareForenamePercent));
}

NameTables::NameTables(const FullerLists& fuller) {
  std::set<std::string_view> seen;
  for (std::size_t g = 0; g < kNumNameGroups; ++g) {
    const auto group = static_cast<NameGroup>(g);
    for (const NameKind kind : {NameKind::kMale, NameKind::kFemale, NameKind::kSurname})
      lists_[g][static_cast<std::size_t>(kind)] = list_of(group, kind, fuller);
    for (const NameKind sex : {NameKind::kMale, NameKind::kFemale}) {
      for (const NameTier& tier : tiers_of(name_data(group), sex)) {
        for (const std::string_view name : split_words(tier.names)) {
          if (seen.insert(name).second)
            middle_names_[g][static_cast<std::size_t>(sex)].push_back(name);
        }
      }
    }
  }
}

std::string NameTables::draw(NameGroup group, NameKind kind, Random& random) const {
  const List& list = lists_[static_cast<std::size_t>(group)][static_cast<std::size_t>(kind)];
  const std::size_t drawn = list.choice(random);
  return drawn < list.names.size() ? list.names[drawn] : draw_rare_name(group, kind, random);
}

const std::vector<std::string_view>& NameTables::middle_names(NameGroup group, NameKind sex) const {
  FSU_CHECK(sex != NameKind::kSurname);
  return middle_names_[static_cast<std::size_t>(group)][static_cast<std::size_t>(sex)];
}

NameGroup draw_name_group(Random& random) {
  static const WeightedChoice groups(kGroupShares);
  return static_cast<NameGroup>(groups(random));
}

}  // namespace fsu::synth
