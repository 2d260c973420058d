#include "kernels/synth/rare_names.hpp"

#include <array>
#include <vector>

#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr std::int64_t kSmallestOctave = 7;
constexpr std::int64_t kLargestOctave = 17;

struct SyllableLists {
  std::vector<std::string_view> onsets;
  std::vector<std::string_view> middles;
  std::array<std::vector<std::string_view>, 3> endings;  // by NameKind
};

SyllableLists split_syllables(const Syllables& syllables) {
  return {split_words(syllables.onsets),
          split_words(syllables.middles),
          {split_words(syllables.male_endings), split_words(syllables.female_endings),
           split_words(syllables.surname_endings)}};
}

const SyllableLists& syllable_lists(NameGroup group) {
  static const auto lists = [] {
    std::array<SyllableLists, kNumNameGroups> all;
    for (std::size_t g = 0; g < kNumNameGroups; ++g)
      all[g] = split_syllables(name_data(static_cast<NameGroup>(g)).syllables);
    return all;
  }();
  return lists[static_cast<std::size_t>(group)];
}

std::string_view pick(const std::vector<std::string_view>& list, Random& random) {
  return list[random.below(list.size())];
}

}  // namespace

std::string rare_name(NameGroup group, NameKind kind, std::uint64_t number) {
  const SyllableLists& lists = syllable_lists(group);
  Random random(static_cast<std::uint64_t>(group), static_cast<std::uint64_t>(kind), number);
  std::string name(pick(lists.onsets, random));
  if (name.size() < 3 || random.chance(0.35)) name += pick(lists.middles, random);
  return name += pick(lists.endings[static_cast<std::size_t>(kind)], random);
}

std::string draw_rare_name(NameGroup group, NameKind kind, Random& random) {
  const std::int64_t octave = random.between(kSmallestOctave, kLargestOctave);
  return rare_name(group, kind, random.below(std::uint64_t{1} << octave));
}

}  // namespace fsu::synth
