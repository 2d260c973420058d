#include "io/word_table.hpp"

#include <algorithm>

namespace fsu::io {
namespace {

constexpr std::string_view kZero = "0";
constexpr std::string_view kOne = "1";
constexpr std::string_view kOther = "other";

}  // namespace

WordTable::WordTable(const InputColumn& input, const ValueMap* value_map) {
  texts_.assign(input.categories.begin(), input.categories.end());
  texts_.push_back(kOther);
  texts_.push_back({});
  const auto mapped = [&](std::string_view text) {
    if (value_map == nullptr) return text;
    const auto found = value_map->find(text);
    return found == value_map->end() ? text : std::string_view(found->second);
  };
  const auto learn = [&](std::string_view word) {
    if (word.empty() || words_.find(key_of(word)) != RangeDictionary::kNone) return;
    static_cast<void>(words_.code_of(key_of(word)));
    meanings_.push_back(meaning_of(mapped(word), input));
  };
  for (const std::string& word : input.categories) learn(word);
  if (input.kind == ValueKind::kFlag) {
    learn(kZero);
    learn(kOne);
  }
  if (value_map != nullptr) {
    for (const auto& [word, value] : *value_map) learn(word);
  }
  blank_ = meaning_of(mapped(""), input);
  if (input.kind == ValueKind::kRole) {
    unknown_ = Meaning{static_cast<std::uint32_t>(input.categories.size()), true};
  }
}

std::optional<WordTable::Meaning> WordTable::meaning_of(std::string_view mapped,
                                                        const InputColumn& input) const {
  const bool is_flag = input.kind == ValueKind::kFlag;
  if (mapped.empty()) {
    if (input.is_value_required) return {};
    return Meaning{is_flag ? 0 : static_cast<std::uint32_t>(texts_.size() - 1), false};
  }
  if (is_flag) {
    if (mapped != kZero && mapped != kOne) return {};
    return Meaning{mapped == kOne ? 1U : 0U, false};
  }
  const auto found = std::find(input.categories.begin(), input.categories.end(), mapped);
  if (found != input.categories.end())
    return Meaning{static_cast<std::uint32_t>(found - input.categories.begin()), false};
  if (input.kind != ValueKind::kRole) return {};
  return Meaning{static_cast<std::uint32_t>(input.categories.size()), true};
}

}  // namespace fsu::io
