#include "kernels/blocking/complete_versions.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/core/check.hpp"
#include "kernels/core/key_groups.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::blocking {
namespace {

KeyGroups group_by_person(std::span<const PersonId> person_of_version) {
  UnsetVector<std::uint32_t> versions = all_rows(person_of_version.size());
  std::erase_if(versions,
                [&](std::uint32_t version) { return person_of_version[version].is_none(); });
  return group_by_key(std::move(versions), [&](std::uint32_t version) {
    return GroupKey<1>{person_of_version[version].value};
  });
}

/// Leaves the different values, or nothing where they are too many.
template <class Value>
void keep_distinct(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() > kMaxFilledValues) values.clear();
}

/// Fills the versions of one person after the other; one object a thread.
class VersionFiller {
 public:
  explicit VersionFiller(std::span<const Identity> versions) : versions_(versions) {}

  void set_person(std::span<const std::uint32_t> of_person) {
    dates_.clear();
    identifiers_.clear();
    for (const std::uint32_t number : of_person) {
      const Identity& version = versions_[number];
      if (version.date_of_birth != kMissingDate) dates_.push_back(version.date_of_birth);
      if (!version.identifier.is_none()) identifiers_.push_back(version.identifier);
    }
    keep_distinct(dates_);
    keep_distinct(identifiers_);
  }

  /// How many filled versions one version of the person becomes.
  [[nodiscard]] std::size_t count(std::uint32_t number) const {
    const std::size_t num_dates = lacks_date(versions_[number]) ? dates_.size() : 1;
    return num_dates * (lacks_identifier(versions_[number]) ? identifiers_.size() : 1);
  }

  /// Calls `add` for each of them.
  template <class Function>
  void fill(std::uint32_t number, const Function& add) const {
    Identity version = versions_[number];
    if (!lacks_date(version)) return fill_identifiers(version, add);
    for (const std::int32_t date : dates_) {
      version.date_of_birth = date;
      fill_identifiers(version, add);
    }
  }

 private:
  /// Whether there is a value to fill its blank with.
  [[nodiscard]] bool lacks_date(const Identity& version) const {
    return version.date_of_birth == kMissingDate && !dates_.empty();
  }
  [[nodiscard]] bool lacks_identifier(const Identity& version) const {
    return version.any_identifier().is_none() && !identifiers_.empty();
  }

  template <class Function>
  void fill_identifiers(Identity version, const Function& add) const {
    const bool is_blank = lacks_identifier(version);
    if (!is_blank) return add(version);
    for (const IdentifierId identifier : identifiers_) {
      version.identifier = identifier;
      add(version);
    }
  }

  std::span<const Identity> versions_;
  std::vector<std::int32_t> dates_;
  std::vector<IdentifierId> identifiers_;
};

/// Where the filled versions of each block of people begin, and their number.
std::vector<std::size_t> count_filled(const KeyGroups& people, std::span<const Identity> versions) {
  std::vector<std::size_t> begins(num_blocks(people.size(), kBlockGroups) + 1);
  for_blocks(people.size(), kBlockGroups, [&](const Block& block) {
    VersionFiller filler(versions);
    std::size_t num_filled = 0;
    for (std::size_t i = block.begin; i < block.end; ++i) {
      filler.set_person(people.of(i));
      for (const std::uint32_t number : people.of(i)) num_filled += filler.count(number);
    }
    begins[block.index + 1] = num_filled;
  });
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  return begins;
}

}  // namespace

PersonVersions complete_versions(std::span<const Identity> versions,
                                 std::span<const PersonId> person_of_version) {
  FSU_CHECK(versions.size() == person_of_version.size());
  const KeyGroups people = group_by_person(person_of_version);
  const std::vector<std::size_t> begins = count_filled(people, versions);
  PersonVersions filled;
  filled.identities.resize(begins.back());
  filled.persons.resize(begins.back());
  for_blocks(people.size(), kBlockGroups, [&](const Block& block) {
    VersionFiller filler(versions);
    std::size_t at = begins[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      filler.set_person(people.of(i));
      for (const std::uint32_t number : people.of(i)) {
        filler.fill(number, [&](const Identity& version) {
          filled.identities[at] = version;
          filled.persons[at++] = person_of_version[number];
        });
      }
    }
  });
  return filled;
}

}  // namespace fsu::blocking
