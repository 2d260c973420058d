#include "kernels/core/id_index.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"

namespace fsu {
namespace {

constexpr std::size_t kMostDigits = 18;
/// Numbers may be as many times more than ids.
constexpr std::uint64_t kMostNumbersPerId = 64;

}  // namespace

IdIndex::IdIndex(const StringColumn& ids) {
  if (learn_form(ids)) return;
  words_.clear();
  by_text_.emplace(ids);
}

/// True where all ids are of one form and ascend; the bits are set then.
bool IdIndex::learn_form(const StringColumn& ids) {
  if (ids.empty()) return true;
  static_cast<void>(checked_cast<std::uint32_t>(ids.size()));
  const std::string_view first = ids[0];
  const std::string_view last = ids[ids.size() - 1];
  size_ = first.size();
  const auto end = std::mismatch(first.begin(), first.end(), last.begin(), last.end()).first;
  letters_ = first.substr(0, static_cast<std::size_t>(end - first.begin()));
  // One id alone is all letters.
  if (last.size() != size_ || size_ - letters_.size() > kMostDigits) return false;
  const std::optional<std::uint64_t> first_number = number_of(first);
  if (!first_number) return false;
  first_number_ = *first_number;
  const std::optional<std::uint64_t> last_number = number_of(last);
  if (!last_number || *last_number / kMostNumbersPerId > ids.size()) return false;
  words_.resize(*last_number / 64 + 1);
  std::uint64_t least = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::optional<std::uint64_t> number = number_of(ids[i]);
    if (!number || *number < least || *number > *last_number) return false;
    words_[*number / 64].bits |= std::uint64_t{1} << *number % 64;
    least = *number + 1;
  }
  std::uint32_t num_before = 0;
  for (Word& word : words_) {
    word.num_before = num_before;
    num_before += static_cast<std::uint32_t>(std::popcount(word.bits));
  }
  return true;
}

}  // namespace fsu
