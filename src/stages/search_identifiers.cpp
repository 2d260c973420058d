#include "kernels/blocking/key_index.hpp"
#include "kernels/blocking/record_keys.hpp"
#include "kernels/core/groups.hpp"
#include "kernels/core/parallel.hpp"
#include "src/stages/pair_search.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = 4096;
constexpr std::size_t kMaxEqual = 512;
constexpr std::size_t kMaxNear = 128;

Groups group_by_identifier(std::span<const Identity> identities, std::size_t num_identifiers) {
  std::vector<std::uint32_t> codes(identities.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const IdentifierId any = identities[i].any_identifier();
    codes[i] = any.is_none() ? kNoGroup : any.value;
  }
  return group_by_code(codes, num_identifiers);
}

/// The identifiers of the right side by their deletion keys.
blocking::KeyIndex index_deletions(const StringColumn& identifiers, const Groups& right) {
  std::vector<blocking::KeyEntry> entries;
  std::vector<std::uint64_t> keys;
  for (std::uint32_t id = 0; id < identifiers.size(); ++id) {
    if (right.of(id).empty() || identifiers[id].size() < blocking::kMinIdentifierLength) continue;
    keys.clear();
    blocking::append_deletion_keys(identifiers[id], keys);
    for (const std::uint64_t key : keys) entries.push_back({key, id});
  }
  return blocking::KeyIndex(entries);
}

}  // namespace

FoundPairs search_identifiers(const PairSearchInput& input) {
  const Groups left = group_by_identifier(input.left, input.identifiers.size());
  const Groups right = group_by_identifier(input.right, input.identifiers.size());
  const blocking::KeyIndex deletions = index_deletions(input.identifiers, right);
  return reduce_blocks<FoundPairs>(left.size(), kBlockSize, [&](const Block& block) {
    FoundPairs found;
    std::vector<std::uint64_t> keys;
    std::vector<std::uint32_t> near;
    for (std::size_t id = block.begin; id < block.end; ++id) {
      if (left.of(id).empty()) continue;
      const auto take = [&](std::size_t other, std::size_t most, blocking::Pass pass) {
        if (right.of(other).size() > most) {
          found.pass_over(left.of(id).size() * right.of(other).size(), pass);
          return;
        }
        for (const std::uint32_t i : left.of(id)) {
          for (const std::uint32_t j : right.of(other)) found.pairs.emplace_back(i, j, pass);
        }
      };
      take(id, kMaxEqual, blocking::kIdentifier);
      if (input.identifiers[id].size() < blocking::kMinIdentifierLength) continue;
      keys.clear();
      near.clear();
      blocking::append_deletion_keys(input.identifiers[id], keys);
      for (const std::uint64_t key : keys) {
        const auto members = deletions.block(key);
        if (members.size() <= kMaxNear) {
          near.insert(near.end(), members.begin(), members.end());
        } else {
          found.pass_over(left.of(id).size() * members.size(), blocking::kIdentifierOneEdit);
        }
      }
      std::sort(near.begin(), near.end());
      near.erase(std::unique(near.begin(), near.end()), near.end());
      for (const std::uint32_t other : near) {
        if (other != id) take(other, kMaxNear, blocking::kIdentifierOneEdit);
      }
    }
    return found;
  });
}

}  // namespace fsu::stages
