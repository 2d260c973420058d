#include "kernels/text/name_columns.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/core/check.hpp"

namespace fsu::text {
namespace {

constexpr std::size_t kFirstHighCode = 16;
constexpr std::uint8_t kHighBit = 0x80;

std::size_t byte_value(char byte) { return static_cast<unsigned char>(byte); }

}  // namespace

BlockRange BlockRange::intersect(BlockRange other) const {
  return {std::max(begin, other.begin), std::min(end, other.end)};
}

NameColumns::NameColumns(const StringColumn& names) : names_(&names) {
  FSU_CHECK(names.size() < kNoName);
  choose_codes();
  lay_out_groups();
  fill_columns();
}

/// Ties go to the lower byte value, so the codes depend on the dictionary alone.
void NameColumns::choose_codes() {
  std::array<std::uint64_t, 256> counts{};
  for (std::size_t i = 0; i < names_->size(); ++i) {
    for (const char byte : (*names_)[i]) ++counts[byte_value(byte)];
  }
  std::array<std::size_t, 256> order{};
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t byte) { return counts[byte]; });
  for (std::size_t code = 1; code < kNumLetterCodes; ++code) {
    const std::size_t byte = order[code - 1];
    if (counts[byte] == 0) break;
    stored_[byte] = static_cast<std::uint8_t>(code < kFirstHighCode ? code : code | kHighBit);
  }
}

bool NameColumns::fits(std::string_view name) const {
  return !name.empty() && name.size() <= kMaxColumnLength &&
         std::ranges::all_of(name, [&](char byte) { return stored_code(byte) != 0; });
}

void NameColumns::lay_out_groups() {
  std::array<std::size_t, kMaxColumnLength + 1> num_names{};
  for (std::size_t i = 0; i < names_->size(); ++i) {
    const std::string_view name = (*names_)[i];
    if (fits(name)) {
      ++num_names[name.size()];
    } else {
      others_.push_back(static_cast<std::uint32_t>(i));
    }
  }
  std::size_t num_letters = 0;
  std::size_t num_blocks = 0;
  for (std::size_t length = 1; length <= kMaxColumnLength; ++length) {
    if (num_names[length] == 0) continue;
    const std::size_t blocks = (num_names[length] + kColumnNames - 1) / kColumnNames;
    groups_.push_back({length, {num_blocks, num_blocks + blocks}, num_letters, {}});
    num_blocks += blocks;
    num_letters += blocks * length * kColumnNames;
  }
  letters_.resize(num_letters);
  places_.assign(num_blocks * kColumnNames, kNoName);
}

void NameColumns::fill_columns() {
  std::array<Group*, kMaxColumnLength + 1> group_of{};
  std::array<std::size_t, kMaxColumnLength + 1> next{};
  for (Group& group : groups_) {
    group_of[group.length] = &group;
    next[group.length] = group.blocks.begin * kColumnNames;
  }
  for (std::size_t i = 0; i < names_->size(); ++i) {
    const std::string_view name = (*names_)[i];
    if (!fits(name)) continue;
    Group& group = *group_of[name.size()];
    const std::size_t place = next[name.size()]++;
    places_[place] = static_cast<std::uint32_t>(i);
    const std::size_t block = place / kColumnNames;
    const std::size_t in_group = block - group.blocks.begin;
    std::uint8_t* const letters = letters_.data() + group.first_letter +
                                  in_group * group.length * kColumnNames + place % kColumnNames;
    for (std::size_t j = 0; j < name.size(); ++j) letters[j * kColumnNames] = stored_code(name[j]);
    BlockRange& of_first = group.blocks_of_first[code(name[0])];
    if (of_first.empty()) of_first.begin = block;
    of_first.end = block + 1;
  }
}

}  // namespace fsu::text
