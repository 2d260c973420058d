#include "kernels/blocking/complete_versions.hpp"

#include <algorithm>
#include <compare>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::blocking {
namespace {

struct NumberedVersion {
  PersonId person;
  std::uint32_t version = 0;

  friend constexpr auto operator<=>(const NumberedVersion&, const NumberedVersion&) = default;
};

std::vector<NumberedVersion> sorted_by_person(std::span<const PersonId> person_of_version) {
  std::vector<NumberedVersion> sorted;
  sorted.reserve(person_of_version.size());
  for (std::size_t i = 0; i < person_of_version.size(); ++i) {
    if (person_of_version[i].is_none()) continue;
    sorted.push_back({person_of_version[i], checked_cast<std::uint32_t>(i)});
  }
  parallel_sort(sorted.begin(), sorted.end());
  return sorted;
}

/// Leaves the different values, or nothing where they are too many.
template <class Value>
void keep_distinct(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() > kMaxFilledValues) values.clear();
}

/// Fills the versions of one person after the other.
class VersionFiller {
 public:
  VersionFiller(std::span<const Identity> versions, PersonVersions& filled)
      : versions_(versions), filled_(filled) {}

  void fill(std::span<const NumberedVersion> of_person) {
    dates_.clear();
    identifiers_.clear();
    for (const NumberedVersion& numbered : of_person) {
      const Identity& version = versions_[numbered.version];
      if (version.date_of_birth != kMissingDate) dates_.push_back(version.date_of_birth);
      if (!version.identifier.is_none()) identifiers_.push_back(version.identifier);
    }
    keep_distinct(dates_);
    keep_distinct(identifiers_);
    for (const NumberedVersion& numbered : of_person) {
      add_with_dates(versions_[numbered.version], numbered.person);
    }
  }

 private:
  void add_with_dates(Identity version, PersonId person) {
    if (version.date_of_birth != kMissingDate || dates_.empty()) {
      add_with_identifiers(version, person);
      return;
    }
    for (const std::int32_t date : dates_) {
      version.date_of_birth = date;
      add_with_identifiers(version, person);
    }
  }

  void add_with_identifiers(Identity version, PersonId person) {
    if (!version.any_identifier().is_none() || identifiers_.empty()) {
      add(version, person);
      return;
    }
    for (const IdentifierId identifier : identifiers_) {
      version.identifier = identifier;
      add(version, person);
    }
  }

  void add(const Identity& version, PersonId person) {
    filled_.identities.push_back(version);
    filled_.persons.push_back(person);
  }

  std::span<const Identity> versions_;
  PersonVersions& filled_;
  std::vector<std::int32_t> dates_;
  std::vector<IdentifierId> identifiers_;
};

}  // namespace

PersonVersions complete_versions(std::span<const Identity> versions,
                                 std::span<const PersonId> person_of_version) {
  FSU_CHECK(versions.size() == person_of_version.size());
  const std::vector<NumberedVersion> sorted = sorted_by_person(person_of_version);
  PersonVersions filled;
  filled.identities.reserve(sorted.size());
  filled.persons.reserve(sorted.size());
  VersionFiller filler(versions, filled);
  for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    while (end < sorted.size() && sorted[end].person == sorted[begin].person) ++end;
    filler.fill(std::span(sorted).subspan(begin, end - begin));
  }
  return filled;
}

}  // namespace fsu::blocking
