#include "src/stages/person_index.hpp"

#include <algorithm>
#include <array>

#include "kernels/blocking/complete_versions.hpp"
#include "kernels/blocking/distinct_identities.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

PersonIdentities identities_of_versions(const PersonIndexInput& input) {
  const blocking::PersonVersions filled =
      blocking::complete_versions(input.versions, input.person_of_version);
  return blocking::distinct_person_identities(filled.identities, filled.persons);
}

std::vector<std::int64_t> last_records(const PersonIndexInput& input) {
  std::vector<std::int64_t> last(input.num_persons, kMissingInt64);
  for (std::size_t i = 0; i < input.versions.size(); ++i) {
    const PersonId person = input.person_of_version[i];
    if (!person.is_none()) {
      last[person.index()] = std::max(last[person.index()], input.recorded_at[i]);
    }
  }
  return last;
}

NearLists near_lists(const compare::NameTraits& traits, std::span<const Identity> mentions,
                     std::span<const Identity> index) {
  const std::size_t num_names = traits.size();
  const compare::NearNames near =
      compare::find_near_names(traits, {}, names_in_use(mentions, index, num_names));
  return {traits, near, names_in_use(mentions, {}, num_names), names_in_use({}, index, num_names)};
}

}  // namespace

PersonIndex::PersonIndex(const PersonIndexInput& input)
    : identifiers_(input.identifiers),
      persons_(identities_of_versions(input)),
      last_recorded_at_(last_records(input)),
      traits_(input.names),
      near_(near_lists(traits_, input.mentions, persons_.identities)) {
  index_people(input.num_persons);
}

void PersonIndex::index_people(std::size_t num_persons) {
  identity_begins_.assign(num_persons + 1, 0);
  for (const PersonId person : persons_.persons) ++identity_begins_[person.index() + 1];
  for (std::size_t p = 0; p < num_persons; ++p) {
    if (identity_begins_[p + 1] > 0) people_.push_back({static_cast<std::uint32_t>(p)});
    identity_begins_[p + 1] += identity_begins_[p];
  }
  identities_.resize(persons_.persons.size());
  std::vector<std::uint32_t> next(identity_begins_.begin(), identity_begins_.end() - 1);
  for (std::size_t i = 0; i < persons_.identities.size(); ++i) {
    for (const PersonId person : persons_.persons_of(i)) {
      identities_[next[person.index()]++] = static_cast<std::uint32_t>(i);
    }
  }
  const std::size_t num_people = std::max<std::size_t>(people_.size(), 1);
  const Weight mean_weight =
      fixed_log2_ratio(std::max<std::size_t>(persons_.persons.size(), 1), num_people);
  std::uint32_t most = 1;
  for (std::size_t p = 0; p < num_persons; ++p) {
    most = std::max(most, identity_begins_[p + 1] - identity_begins_[p]);
  }
  version_weights_.push_back(mean_weight / 2);
  for (std::uint32_t n = 1; n <= most; ++n) {
    version_weights_.push_back((mean_weight - fixed_log2(n)) / 2);
  }
}

/// Every person counts once, in equal parts by identity.
model::RecordFrequencies PersonIndex::count_frequencies(
    std::span<const Identity> of_mentions) const {
  constexpr std::size_t kBlockIdentities = std::size_t{1} << 15;
  std::vector<std::uint32_t> weights(persons_.identities.size());
  for_blocks(weights.size(), kBlockIdentities, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      for (const PersonId person : persons_.persons_of(i)) {
        weights[i] +=
            model::kWholePerson / static_cast<std::uint32_t>(identities_of(person).size());
      }
    }
  });
  const std::array population = {model::PopulationRecords{persons_.identities, weights}};
  return model::record_frequencies(population, of_mentions, persons_.identities);
}

}  // namespace fsu::stages
