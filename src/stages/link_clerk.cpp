#include "src/stages/link_clerk.hpp"

#include <algorithm>
#include <tuple>

namespace fsu::stages {
namespace {

std::uint64_t key_of(std::uint32_t incident_row, MentionRole role) {
  return (std::uint64_t{incident_row} << 1) | static_cast<std::uint64_t>(role);
}

}  // namespace

ClerkBook::ClerkBook(std::span<const ClerkDecision> decisions) {
  std::vector<ClerkDecision> ordered(decisions.begin(), decisions.end());
  std::sort(ordered.begin(), ordered.end(), [](const ClerkDecision& a, const ClerkDecision& b) {
    return std::tuple(key_of(a.incident_row, a.role), a.person) <
           std::tuple(key_of(b.incident_row, b.role), b.person);
  });
  for (const ClerkDecision& decision : ordered) {
    if (decision.person.is_none()) {
      ++num_unknown_persons_;
      continue;
    }
    const std::uint64_t key = key_of(decision.incident_row, decision.role);
    if (keys_.empty() || keys_.back() != key) {
      keys_.push_back(key);
      words_.emplace_back();
    }
    (decision.is_always ? words_.back().always : words_.back().never).push_back(decision.person);
  }
}

const ClerkWords* ClerkBook::find(std::uint32_t incident_row, MentionRole role) {
  const std::uint64_t key = key_of(incident_row, role);
  if (next_ > 0 && keys_[next_ - 1] >= key) {  // not in order
    next_ = static_cast<std::size_t>(std::ranges::lower_bound(keys_, key) - keys_.begin());
  }
  while (next_ < keys_.size() && keys_[next_] < key) ++next_;
  return next_ < keys_.size() && keys_[next_] == key ? &words_[next_] : nullptr;
}

}  // namespace fsu::stages
