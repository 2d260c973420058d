#include "src/stages/link_cases.hpp"

#include <algorithm>
#include <bit>

#include "kernels/core/first_touch.hpp"
#include "kernels/core/key_groups.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

/// Cases as keys of whole words in the same order.
class CaseKeys {
 public:
  explicit CaseKeys(const MentionCases& of_mentions)
      : CaseKeys(of_mentions, of_mentions.of_logs()) {}

  [[nodiscard]] GroupKey<3> operator()(std::uint32_t mention) const {
    return key_of(of_mentions_[mention]);
  }
  void prefetch(std::uint32_t mention) const { of_mentions_.prefetch(mention); }

 private:
  CaseKeys(const MentionCases& of_mentions, const LogValues& of_logs)
      : of_mentions_(of_mentions),
        num_phones_(count_ids(of_logs.phone)),
        num_postcodes_(
            std::max(count_ids(of_logs.originator_postcode), count_ids(of_logs.subject_postcode))),
        num_addresses_(count_ids(of_logs.address)),
        postcode_bits_(static_cast<int>(std::bit_width(num_postcodes_))) {}

  [[nodiscard]] GroupKey<3> key_of(const LinkCase& link_case) const {
    return {std::uint64_t{link_case.identity} << 2 | static_cast<std::uint8_t>(link_case.role),
            std::uint64_t{narrow(link_case.phone, num_phones_)} << postcode_bits_ |
                narrow(link_case.postcode, num_postcodes_),
            narrow(link_case.address, num_addresses_)};
  }

  const MentionCases& of_mentions_;
  std::uint32_t num_phones_;
  std::uint32_t num_postcodes_;
  std::uint32_t num_addresses_;
  int postcode_bits_;
};

}  // namespace

LinkCases distinct_cases(const MentionCases& of_mentions) {
  const KeyGroups groups = group_by_key(all_rows(of_mentions.size()), CaseKeys(of_mentions));
  LinkCases result;
  resize_touched(result.cases, groups.size());
  resize_touched(result.case_of_mention, of_mentions.size());
  for_blocks(groups.size(), kBlockGroups, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (i + kGroupsAhead < block.end) of_mentions.prefetch(groups.first(i + kGroupsAhead));
      result.cases[i] = of_mentions[groups.first(i)];
      for (const std::uint32_t mention : groups.of(i)) {
        result.case_of_mention[mention] = static_cast<std::uint32_t>(i);
      }
    }
  });
  return result;
}

}  // namespace fsu::stages
