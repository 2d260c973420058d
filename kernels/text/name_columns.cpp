#include "kernels/text/name_columns.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"

namespace fsu::text {

BlockRange BlockRange::intersect(BlockRange other) const {
  return {std::max(begin, other.begin), std::min(end, other.end)};
}

NameColumns::NameColumns(const StringColumn& names) : names_(&names), codes_(names) {
  FSU_CHECK(names.size() < kNoName);
  lay_out_groups();
  fill_columns();
}

bool NameColumns::fits(std::string_view name) const {
  return !name.empty() && name.size() <= kMaxColumnLength && codes_.cover(name);
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
    for (std::size_t j = 0; j < name.size(); ++j)
      letters[j * kColumnNames] = codes_.stored(name[j]);
    BlockRange& of_first = group.blocks_of_first[codes_.code(name[0])];
    if (of_first.empty()) of_first.begin = block;
    of_first.end = block + 1;
  }
}

}  // namespace fsu::text
