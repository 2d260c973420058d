// The passes of blocking straight from their definitions: keys are written out as texts, and the
// block of a key is found by looking at every right record. A pair counts for each key that it is
// found by. Slow on purpose.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "kernels/blocking/candidates.hpp"
#include "kernels/core/date.hpp"

namespace fsu::blocking {

using TextKeys = std::vector<std::string>;

inline std::string join_key(std::initializer_list<std::string> parts) {
  std::string key;
  for (const std::string& part : parts) key += part + "|";
  return key;
}

/// Each name once.
inline TextKeys name_keys(const Identity& identity) {
  std::set<std::string> names;
  if (!identity.forename.is_none()) names.insert(std::to_string(identity.forename.value));
  if (!identity.surname.is_none()) names.insert(std::to_string(identity.surname.value));
  return {names.begin(), names.end()};
}

inline TextKeys date_part_keys(int year, int month, int day) {
  TextKeys keys;
  const auto add = [&](const char* kind, int a, int b) {
    if (a != 0 && b != 0) keys.push_back(join_key({kind, std::to_string(a), std::to_string(b)}));
  };
  add("year-month", year, month);
  add("year-day", year, day);
  add("month-day", month, day);
  return keys;
}

inline TextKeys date_part_keys(std::int32_t date) {
  return date_part_keys(year_of(date), month_of(date), day_of(date));
}

inline std::string identifier_text(const CandidateInput& input, const Identity& identity) {
  const IdentifierId any =
      identity.identifier.is_none() ? identity.mistyped_identifier : identity.identifier;
  if (any.is_none()) return {};
  const std::string text((*input.identifiers)[any.index()]);
  return text.size() < 4 ? std::string() : text;
}

inline TextKeys deletion_texts(const std::string& text) {
  if (text.empty()) return {};
  std::set<std::string> keys = {text};
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string shorter = text;
    keys.insert(shorter.erase(i, 1));
  }
  return {keys.begin(), keys.end()};
}

inline TextKeys third_texts(const std::string& text) {
  if (text.empty()) return {};
  const std::size_t third = (text.size() + 2) / 3;
  return {"first " + text.substr(0, third), "middle " + text.substr(third, third),
          "last " + text.substr(text.size() - third)};
}

inline std::string full_name_text(NameId forename, NameId surname) {
  return join_key({std::to_string(forename.value), std::to_string(surname.value)});
}

inline TextKeys with_each(const TextKeys& keys, const TextKeys& others) {
  TextKeys joined;
  for (const std::string& key : keys) {
    for (const std::string& other : others) joined.push_back(join_key({key, other}));
  }
  return joined;
}

class ReferenceCandidates {
 public:
  ReferenceCandidates(const CandidateInput& input, const CandidateConfig& config)
      : input_(input), config_(config) {
    for (std::uint32_t i = 0; i < input.right.size(); ++i) index(i);
  }

  /// The candidates of a left record; adds to the counts.
  std::set<std::uint32_t> find(const LeftRecord& left, BlockingCounts& counts) {
    found_.clear();
    first_right_ = left.first_right;
    counts_ = &counts;
    find_by_identifier(left.identity);
    find_by_names(left.identity);
    find_by_date(left.identity);
    find_by_fields(left);
    return found_;
  }

 private:
  void put(Pass pass, const TextKeys& keys, std::uint32_t record) {
    for (const std::string& key : keys) blocks_[pass][key].insert(record);
  }

  static TextKeys year_keys(const Identity& identity) {
    const int year = year_of(identity.date_of_birth);
    return year == 0 ? TextKeys{} : TextKeys{std::to_string(year)};
  }

  void index(std::uint32_t i) {
    const Identity& identity = input_.right[i];
    const TextKeys names = name_keys(identity);
    const TextKeys years = year_keys(identity);
    const std::string identifier = identifier_text(input_, identity);
    if (!identity.identifier.is_none()) {
      put(kIdentifier, {std::to_string(identity.identifier.value)}, i);
    }
    put(kIdentifierOneEdit, deletion_texts(identifier), i);
    put(kIdentifierPart, third_texts(identifier), i);
    put(kIdentifierPartAndName, with_each(third_texts(identifier), names), i);
    put(kName, names, i);
    if (identity.has_full_name()) {
      const TextKeys full = {full_name_text(identity.forename, identity.surname)};
      put(kFullName, full, i);
      put(kFullNameAndYear, with_each(full, years), i);
    }
    if (identity.has_whole_date()) put(kDateOfBirth, {std::to_string(identity.date_of_birth)}, i);
    const TextKeys parts = date_part_keys(identity.date_of_birth);
    put(kDatePart, parts, i);
    put(kNameAndDatePart, with_each(parts, names), i);
    put(kNameAndYear, with_each(years, names), i);
    for (std::size_t field = 0; field < input_.fields.size(); ++field) {
      for (const ValueId value : input_.fields[field].right.of(i)) {
        const TextKeys key = {join_key({std::to_string(field), std::to_string(value.value)})};
        put(kField, key, i);
        put(kFieldAndName, with_each(key, names), i);
        put(kFieldAndYear, with_each(key, years), i);
      }
    }
  }

  void take(Pass pass, Pass index, const TextKeys& keys, std::size_t max_block) {
    for (const std::string& key : keys) {
      const auto block = blocks_[index].find(key);
      if (block == blocks_[index].end()) continue;
      PassCounts& counts = counts_->passes[pass];
      counts.largest_block = std::max<std::uint64_t>(counts.largest_block, block->second.size());
      const bool is_oversized = block->second.size() > max_block;
      for (const std::uint32_t right : block->second) {
        if (right < first_right_) continue;
        ++(is_oversized ? counts.oversized_pairs : counts.pairs);
        if (!is_oversized) counts.new_pairs += found_.insert(right).second;
      }
    }
  }

  void take_single(Pass pass, const TextKeys& keys) {
    take(pass, pass, keys, config_.max_single_block);
  }
  /// Names and parts of dates open smaller blocks in larger files.
  [[nodiscard]] std::size_t scaled(std::size_t budget, std::size_t least, std::size_t most) const {
    return std::clamp(budget / std::max<std::size_t>(input_.right.size(), 1), least, most);
  }
  void take_scaled(Pass pass, const TextKeys& keys) {
    take(pass, pass, keys, scaled(3'000'000, config_.min_single_block, config_.max_single_block));
  }
  void take_joint(Pass pass, const TextKeys& keys) {
    take(pass, pass, keys, config_.max_joint_block);
  }

  void find_by_identifier(const Identity& left) {
    if (!left.identifier.is_none()) {
      take(kIdentifier, kIdentifier, {std::to_string(left.identifier.value)},
           config_.max_whole_block);
    }
    const std::string identifier = identifier_text(input_, left);
    take_joint(kIdentifierOneEdit, deletion_texts(identifier));
    for (const std::string& part : third_texts(identifier)) {
      take_single(kIdentifierPart, {part});
      for (const NameId name : {left.forename, left.surname}) {
        if (name.is_none()) continue;
        take_single(kIdentifierPartAndName, {join_key({part, std::to_string(name.value)})});
      }
    }
  }

  void find_by_names(const Identity& left) {
    if (left.has_full_name()) find_by_full_name(left);
    const std::int32_t date = left.date_of_birth;
    for (const NameId name : {left.forename, left.surname}) {
      if (name.is_none()) continue;
      const TextKeys key = {std::to_string(name.value)};
      take_scaled(kName, key);
      take_joint(kNameAndDatePart, with_each(date_part_keys(date), key));
      take_joint(kNameAndDatePart,
                 with_each(date_part_keys(year_of(date), day_of(date), month_of(date)), key));
      take_single(kNameAndYear, with_each(year_keys(left), key));
      const std::size_t max_near_block = max_block_of_near(name);
      for (const NameId near : input_.near_names.of(name)) {
        const TextKeys near_key = {std::to_string(near.value)};
        take(kName, kName, near_key, max_near_block);
        take_joint(kNameAndDatePart, with_each(date_part_keys(date), near_key));
      }
    }
  }

  /// Nothing where the near names of a name have many records together.
  std::size_t max_block_of_near(NameId name) {
    const std::size_t most = scaled(1'000'000, config_.min_near_block, config_.max_near_block);
    std::size_t num_records = 0;
    for (const NameId near : input_.near_names.of(name)) {
      const std::size_t size = blocks_[kName][std::to_string(near.value)].size();
      if (size <= most) num_records += size;
    }
    const std::size_t together =
        scaled(50'000'000, config_.min_near_blocks, config_.max_near_blocks);
    return num_records <= together ? most : 0;
  }

  /// Near names that the right side has.
  std::vector<NameId> right_near_names(NameId name) {
    std::vector<NameId> names;
    for (const NameId near : input_.near_names.of(name)) {
      if (!blocks_[kName][std::to_string(near.value)].empty()) names.push_back(near);
    }
    return names;
  }

  void find_by_full_name(const Identity& left) {
    const std::size_t most = config_.max_whole_block;
    const TextKeys key = {full_name_text(left.forename, left.surname)};
    take(kFullName, kFullName, key, most);
    take(kNamesExchanged, kFullName, {full_name_text(left.surname, left.forename)}, most);
    take_joint(kFullNameAndYear, with_each(key, year_keys(left)));
    const std::vector<NameId> forenames = right_near_names(left.forename);
    const std::vector<NameId> surnames = right_near_names(left.surname);
    const auto take_near = [&](NameId forename, NameId surname) {
      take(kNearFullName, kFullName, {full_name_text(forename, surname)}, config_.max_joint_block);
    };
    for (const NameId forename : forenames) {
      take_near(forename, left.surname);
      take(kNamesExchanged, kFullName, {full_name_text(left.surname, forename)}, most);
    }
    for (const NameId surname : surnames) {
      take_near(left.forename, surname);
      take(kNamesExchanged, kFullName, {full_name_text(surname, left.forename)}, most);
    }
    if (forenames.size() * surnames.size() > config_.max_near_full_names) {
      counts_->passes[kNearFullName].oversized_pairs += forenames.size() * surnames.size();
      return;
    }
    for (const NameId forename : forenames) {
      for (const NameId surname : surnames) take_near(forename, surname);
    }
  }

  void find_by_date(const Identity& left) {
    if (left.has_whole_date()) {
      take(kDateOfBirth, kDateOfBirth, {std::to_string(left.date_of_birth)},
           config_.max_whole_block);
    }
    take_scaled(kDatePart, date_part_keys(left.date_of_birth));
  }

  void find_by_fields(const LeftRecord& left) {
    for (std::size_t field = 0; field < input_.fields.size(); ++field) {
      for (const ValueId value : input_.fields[field].left.of(left.record)) {
        const TextKeys key = {join_key({std::to_string(field), std::to_string(value.value)})};
        take_single(kField, key);
        for (const NameId name : {left.identity.forename, left.identity.surname}) {
          if (name.is_none()) continue;
          take_single(kFieldAndName, with_each(key, {std::to_string(name.value)}));
        }
        take_single(kFieldAndYear, with_each(key, year_keys(left.identity)));
      }
    }
  }

  const CandidateInput& input_;
  const CandidateConfig& config_;
  std::array<std::map<std::string, std::set<std::uint32_t>>, kNumPasses> blocks_;
  std::set<std::uint32_t> found_;
  std::uint32_t first_right_ = 0;
  BlockingCounts* counts_ = nullptr;
};

}  // namespace fsu::blocking
