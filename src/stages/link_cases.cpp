#include "src/stages/link_cases.hpp"

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::stages {
namespace {

struct NumberedCase {
  LinkCase link_case;
  std::uint32_t mention = 0;

  friend constexpr auto operator<=>(const NumberedCase&, const NumberedCase&) = default;
};

}  // namespace

LinkCases distinct_cases(std::vector<LinkCase> of_mentions) {
  std::vector<NumberedCase> numbered;
  numbered.reserve(of_mentions.size());
  for (const LinkCase& link_case : of_mentions) {
    numbered.push_back({link_case, checked_cast<std::uint32_t>(numbered.size())});
  }
  parallel_sort(numbered.begin(), numbered.end());
  LinkCases result;
  result.case_of_mention.resize(numbered.size());
  for (const NumberedCase& entry : numbered) {
    if (result.cases.empty() || result.cases.back() != entry.link_case) {
      result.cases.push_back(entry.link_case);
    }
    result.case_of_mention[entry.mention] = static_cast<std::uint32_t>(result.cases.size() - 1);
  }
  return result;
}

}  // namespace fsu::stages
