// Random resource rows for tests: few incidents and resources, close instants, so that rows
// overlap, touch, nest, end before they start and miss instants often.
#pragma once

#include <vector>

#include "kernels/core/random.hpp"
#include "kernels/usage/unit_rows.hpp"

namespace fsu::test {

struct OwnedResourceRows {
  std::vector<std::uint32_t> incident;
  std::vector<std::uint32_t> resource;
  std::vector<std::uint32_t> resource_group;
  std::vector<std::int64_t> assigned_at;
  std::vector<std::int64_t> deployed_at;
  std::vector<std::int64_t> arrived_at;
  std::vector<std::int64_t> released_at;

  [[nodiscard]] std::size_t size() const { return incident.size(); }
  [[nodiscard]] usage::ResourceRows view() const {
    return {incident, resource, assigned_at, deployed_at, arrived_at, released_at};
  }

  /// A row of incident and resource with assigned, arrived and released instants.
  void add(std::uint32_t in_incident, std::uint32_t of_resource, std::int64_t assigned,
           std::int64_t arrived, std::int64_t released) {
    incident.push_back(in_incident);
    resource.push_back(of_resource);
    resource_group.push_back(0);
    assigned_at.push_back(assigned);
    deployed_at.push_back(kMissingInt64);
    arrived_at.push_back(arrived);
    released_at.push_back(released);
  }
};

struct ResourceForce {
  std::size_t num_rows = 0;
  std::uint32_t num_incidents = 1;
  std::uint32_t num_resources = 3;
  std::int64_t first_instant = -50;
  std::int64_t last_instant = 50;
  double missing = 0.2;
};

inline OwnedResourceRows random_resource_rows(const ResourceForce& force, std::uint64_t seed) {
  OwnedResourceRows rows;
  for (std::size_t index = 0; index < force.num_rows; ++index) {
    Random random(seed, 1, index);
    const auto instant = [&] {
      const std::int64_t value = random.between(force.first_instant, force.last_instant);
      return random.chance(force.missing) ? kMissingInt64 : value;
    };
    rows.incident.push_back(static_cast<std::uint32_t>(random.below(force.num_incidents)));
    rows.resource.push_back(static_cast<std::uint32_t>(random.below(force.num_resources)));
    rows.resource_group.push_back(static_cast<std::uint32_t>(random.below(4)));
    rows.assigned_at.push_back(instant());
    rows.deployed_at.push_back(instant());
    rows.arrived_at.push_back(instant());
    rows.released_at.push_back(instant());
  }
  return rows;
}

}  // namespace fsu::test
