#include "kernels/blocking/distinct_identities.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::blocking {
namespace {

struct Bearer {
  Identity identity;
  PersonId person;

  friend constexpr auto operator<=>(const Bearer&, const Bearer&) = default;
};

struct NumberedMention {
  Identity identity;
  std::uint32_t mention = 0;

  friend constexpr auto operator<=>(const NumberedMention&, const NumberedMention&) = default;
};

std::size_t count_distinct(std::vector<PersonId> persons) {
  parallel_sort(persons.begin(), persons.end());
  return static_cast<std::size_t>(std::unique(persons.begin(), persons.end()) - persons.begin());
}

std::vector<NumberedMention> sorted_mentions(std::span<const std::span<const Identity>> sources) {
  std::vector<NumberedMention> mentions;
  std::size_t num_mentions = 0;
  for (const auto& source : sources) num_mentions += source.size();
  mentions.reserve(num_mentions);
  for (const auto& source : sources) {
    for (const Identity& identity : source) {
      mentions.push_back({identity, checked_cast<std::uint32_t>(mentions.size())});
    }
  }
  parallel_sort(mentions.begin(), mentions.end());
  return mentions;
}

}  // namespace

PersonIdentities distinct_person_identities(std::span<const Identity> versions,
                                            std::span<const PersonId> person_of_version) {
  FSU_CHECK(versions.size() == person_of_version.size());
  std::vector<Bearer> bearers;
  bearers.reserve(versions.size());
  for (std::size_t i = 0; i < versions.size(); ++i) {
    if (!person_of_version[i].is_none()) bearers.push_back({versions[i], person_of_version[i]});
  }
  parallel_sort(bearers.begin(), bearers.end());
  bearers.erase(std::unique(bearers.begin(), bearers.end()), bearers.end());
  PersonIdentities result;
  for (const Bearer& bearer : bearers) {
    if (result.identities.empty() || result.identities.back() != bearer.identity) {
      result.identities.push_back(bearer.identity);
      result.person_begins.push_back(checked_cast<std::uint32_t>(result.persons.size()));
    }
    result.persons.push_back(bearer.person);
  }
  result.person_begins.push_back(checked_cast<std::uint32_t>(result.persons.size()));
  result.num_persons = count_distinct(result.persons);
  return result;
}

MentionIdentities distinct_mention_identities(std::span<const std::span<const Identity>> sources) {
  const std::vector<NumberedMention> mentions = sorted_mentions(sources);
  MentionIdentities result;
  result.identity_of_mention.resize(mentions.size());
  for (const NumberedMention& mention : mentions) {
    if (result.identities.empty() || result.identities.back() != mention.identity) {
      result.identities.push_back(mention.identity);
    }
    result.identity_of_mention[mention.mention] =
        static_cast<std::uint32_t>(result.identities.size() - 1);
  }
  return result;
}

}  // namespace fsu::blocking
