#include "kernels/blocking/distinct_identities.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "kernels/blocking/identity_keys.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/first_touch.hpp"
#include "kernels/core/key_groups.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::blocking {
namespace {

using Sources = std::span<const std::span<const Identity>>;

/// The identities of several sources as rows, one source behind the other.
class SourceRows {
 public:
  explicit SourceRows(Sources sources) : sources_(sources) {
    for (const auto& source : sources) size_ += source.size();
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Identity& operator[](std::size_t row) const {
    const auto* source = sources_.data();
    for (; row >= source->size(); ++source) row -= source->size();
    return (*source)[row];
  }

 private:
  Sources sources_;
  std::size_t size_ = 0;
};

/// The key of each row of some identities.
template <class Identities>
class RowKeys {
 public:
  RowKeys(const Identities& identities, const IdentityKeys& keys)
      : identities_(identities), keys_(keys) {}

  [[nodiscard]] GroupKey<3> operator()(std::uint32_t row) const {
    return keys_.of(identities_[row]);
  }
  void prefetch(std::uint32_t row) const { __builtin_prefetch(&identities_[row]); }

 private:
  const Identities& identities_;
  const IdentityKeys& keys_;
};

UnsetVector<std::uint32_t> rows_of_people(std::span<const PersonId> person_of_version) {
  UnsetVector<std::uint32_t> rows = all_rows(person_of_version.size());
  std::erase_if(rows, [&](std::uint32_t row) { return person_of_version[row].is_none(); });
  return rows;
}

/// The people who bear an identity, ascending and distinct, at the front of `persons`.
std::size_t keep_distinct(std::span<PersonId> persons) {
  if (!std::is_sorted(persons.begin(), persons.end())) std::sort(persons.begin(), persons.end());
  return static_cast<std::size_t>(std::unique(persons.begin(), persons.end()) - persons.begin());
}

/// Puts each identity down, with its people at the front of its versions' places; for each how many
/// people they are.
std::vector<std::uint32_t> find_bearers(const KeyGroups& groups, std::span<const Identity> versions,
                                        std::span<const PersonId> person_of_version,
                                        PersonIdentities& result) {
  std::vector<std::uint32_t> num_bearers(groups.size());
  for_blocks(groups.size(), kBlockGroups, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (i + kGroupsAhead < block.end) {
        __builtin_prefetch(&versions[groups.first(i + kGroupsAhead)]);
        __builtin_prefetch(&person_of_version[groups.first(i + kGroupsAhead)]);
      }
      const std::span<const std::uint32_t> members = groups.of(i);
      const auto persons = std::span(result.persons).subspan(groups.begins[i], members.size());
      for (std::size_t k = 0; k < members.size(); ++k) persons[k] = person_of_version[members[k]];
      num_bearers[i] = static_cast<std::uint32_t>(keep_distinct(persons));
      result.identities[i] = versions[members.front()];
    }
  });
  return num_bearers;
}

/// Moves the people of all identities together.
void close_gaps(const KeyGroups& groups, PersonIdentities& result) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::size_t num = result.person_begins[i + 1] - result.person_begins[i];
    std::copy_n(result.persons.begin() + groups.begins[i], num,
                result.persons.begin() + result.person_begins[i]);
  }
  result.persons.resize(result.person_begins.back());
}

std::size_t count_distinct(std::span<const PersonId> persons) {
  std::vector<bool> is_there;
  std::size_t num_distinct = 0;
  for (const PersonId person : persons) {
    if (person.index() >= is_there.size()) is_there.resize(2 * person.index() + 1);
    if (!is_there[person.index()]) ++num_distinct;
    is_there[person.index()] = true;
  }
  return num_distinct;
}

}  // namespace

PersonIdentities distinct_person_identities(std::span<const Identity> versions,
                                            std::span<const PersonId> person_of_version) {
  FSU_CHECK(versions.size() == person_of_version.size());
  const IdentityKeys keys(std::array{versions});
  const KeyGroups groups = group_by_key(rows_of_people(person_of_version), RowKeys(versions, keys));
  PersonIdentities result;
  result.identities.resize(groups.size());
  result.persons.resize(groups.members.size());
  const std::vector<std::uint32_t> num_bearers =
      find_bearers(groups, versions, person_of_version, result);
  result.person_begins.resize(groups.size() + 1);
  std::partial_sum(num_bearers.begin(), num_bearers.end(), result.person_begins.begin() + 1);
  close_gaps(groups, result);
  result.num_persons = count_distinct(result.persons);
  return result;
}

MentionIdentities distinct_mention_identities(std::span<const std::span<const Identity>> sources) {
  const SourceRows mentions(sources);
  const IdentityKeys keys(sources);
  const KeyGroups groups = group_by_key(all_rows(mentions.size()), RowKeys(mentions, keys));
  MentionIdentities result;
  resize_touched(result.identities, groups.size());
  resize_touched(result.identity_of_mention, mentions.size());
  for_blocks(groups.size(), kBlockGroups, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (i + kGroupsAhead < block.end) {
        __builtin_prefetch(&mentions[groups.first(i + kGroupsAhead)]);
        __builtin_prefetch(&result.identity_of_mention[groups.first(i + kGroupsAhead)], 1);
      }
      result.identities[i] = mentions[groups.first(i)];
      for (const std::uint32_t mention : groups.of(i)) {
        result.identity_of_mention[mention] = static_cast<std::uint32_t>(i);
      }
    }
  });
  return result;
}

}  // namespace fsu::blocking
