#include "kernels/compare/deletion_variants.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "kernels/core/check.hpp"
#include "kernels/core/hash.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kBlockSize = 8192;
/// 256 KiB of entries: they, their copy in order and the slots fit a core's cache.
constexpr std::size_t kVariantsOfUnit = std::size_t{1} << 15;
constexpr std::size_t kLinkedNames = 4096;  // whose places are sorted at a time

NameId id_of(std::size_t index) { return NameId{static_cast<std::uint32_t>(index)}; }

constexpr auto kMultipliers = [] {
  std::array<std::uint64_t, kMaxVariantBytes> multipliers{};
  for (std::size_t i = 0; i < multipliers.size(); ++i) multipliers[i] = mix_bits(i + 1) | 1;
  return multipliers;
}();

std::size_t count_variants(const NameTrait& trait) {
  const std::size_t bytes = std::min<std::size_t>(trait.num_bytes, kMaxVariantBytes);
  const std::size_t deletions = max_deletions(trait);
  return deletions == 0 ? 0 : 1 + bytes + (deletions - 1) * bytes * (bytes - 1) / 2;
}

/// Calls `function(name, hash)` for each variant of the names of a block that are in use.
template <class Function>
void for_variants(const NameTraits& traits, const std::vector<bool>& in_use, const Block& block,
                  const Function& function) {
  VariantHashes variants;
  for (std::size_t i = block.begin; i < block.end; ++i) {
    if (!is_in_use(in_use, i)) continue;
    for (const std::uint64_t hash :
         variants.make(traits.names()[i], max_deletions(traits[id_of(i)]))) {
      function(i, hash);
    }
  }
}

/// Sorts entries whose hashes are spread evenly: by slots, then within each.
void sort_entries(const VariantLayout& layout, std::span<std::uint64_t> entries) {
  std::vector<std::uint32_t> next((std::size_t{1} << layout.slot_bits) + 1);
  for (const std::uint64_t entry : entries) ++next[layout.slot(entry) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::uint64_t> ordered(entries.size());
  for (const std::uint64_t entry : entries) ordered[next[layout.slot(entry)]++] = entry;
  std::size_t begin = 0;
  for (std::size_t slot = 0; slot + 1 < next.size(); ++slot) {
    const auto members = std::span(ordered).subspan(begin, next[slot] - begin);
    if (!std::ranges::is_sorted(members)) std::ranges::sort(members);
    begin = next[slot];
  }
  std::ranges::copy(ordered, entries.begin());
}

/// Moves those entries to the front, each once, whose hash more than one name has; returns how many
/// these are.
std::size_t keep_groups(std::span<std::uint64_t> entries) {
  std::size_t num_kept = 0;
  for (std::size_t i = 0; i < entries.size();) {
    const std::size_t begin = num_kept;
    const std::uint64_t hash = entries[i] >> 32;
    for (; i < entries.size() && entries[i] >> 32 == hash; ++i) {
      if (num_kept == begin || entries[num_kept - 1] != entries[i])
        entries[num_kept++] = entries[i];
    }
    if (num_kept == begin + 1) num_kept = begin;
  }
  return num_kept;
}

}  // namespace

std::size_t max_deletions(const NameTrait& trait) {
  if (trait.num_letters >= kMinLettersForTwoEdits) return 2;
  return trait.num_letters >= kMinLettersForOneEdit ? 1 : 0;
}

/// What both have in common in this order must be at least what is left of either (longest common
/// subsequence, bit-parallel: Hyyro 2004).
bool share_variant(std::string_view a, std::size_t deletions_a, std::string_view b,
                   std::size_t deletions_b) {
  a = a.substr(0, kMaxVariantBytes);
  b = b.substr(0, kMaxVariantBytes);
  std::array<std::uint16_t, 256> positions{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::uint16_t& own = positions[static_cast<unsigned char>(a[i])];
    own = static_cast<std::uint16_t>(own | 1u << i);
  }
  std::uint32_t open = (1u << a.size()) - 1;
  for (const char byte : b) {
    const std::uint32_t found = open & positions[static_cast<unsigned char>(byte)];
    open = (open + found) | (open - found);
  }
  const std::uint32_t common = ~open & ((1u << a.size()) - 1);
  std::size_t num_common = 0;
  for (std::uint32_t bits = common; bits != 0; bits &= bits - 1) ++num_common;
  return num_common + deletions_a >= a.size() && num_common + deletions_b >= b.size();
}

std::span<const std::uint64_t> VariantHashes::make(std::string_view name,
                                                   std::size_t num_deletions) {
  num_hashes_ = 0;
  if (num_deletions == 0) return {};
  const std::string_view text = name.substr(0, kMaxVariantBytes);
  sum_up(text);
  add(in_place_[text.size()]);
  take_out(text, num_deletions > 1);
  return std::span(hashes_).first(num_hashes_);
}

void VariantHashes::sum_up(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint64_t byte = static_cast<unsigned char>(text[i]) + std::uint64_t{1};
    in_place_[i + 1] = in_place_[i] + byte * kMultipliers[i];
    one_back_[i + 1] = one_back_[i] + (i < 1 ? 0 : byte * kMultipliers[i - 1]);
    two_back_[i + 1] = two_back_[i] + (i < 2 ? 0 : byte * kMultipliers[i - 2]);
  }
}

/// Of equal neighbours the first is taken out: the others would leave the same.
void VariantHashes::take_out(std::string_view text, bool two) {
  const std::size_t size = text.size();
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0 && text[i] == text[i - 1]) continue;
    const std::uint64_t before = in_place_[i] - one_back_[i + 1];
    add(before + one_back_[size]);
    for (std::size_t j = i + 1; two && j < size; ++j) {
      if (j > i + 1 && text[j] == text[j - 1]) continue;
      add(before + one_back_[j] + (two_back_[size] - two_back_[j + 1]));
    }
  }
}

void VariantHashes::add(std::uint64_t sum) {
  const std::uint64_t mixed = (sum ^ (sum >> 32)) * 0x9e3779b97f4a7c15ULL;
  hashes_[num_hashes_++] = mixed ^ (mixed >> 32);
}

VariantLayout lay_out_variants(const NameTraits& traits, const std::vector<bool>& in_use,
                               std::size_t max_variants) {
  std::size_t num_variants = 0;
  for (std::size_t i = 0; i < traits.size(); ++i) {
    if (is_in_use(in_use, i)) num_variants += count_variants(traits[id_of(i)]);
  }
  VariantLayout layout;
  layout.num_partitions = num_variants / max_variants + 1;
  const std::size_t variants_of_partition = num_variants / layout.num_partitions + 1;
  layout.units_per_partition = variants_of_partition / kVariantsOfUnit + 1;
  const std::size_t variants_of_unit = variants_of_partition / layout.units_per_partition + 1;
  layout.slot_bits = static_cast<int>(std::bit_width(variants_of_unit));
  return layout;
}

VariantGroups::VariantGroups(const NameTraits& traits, const std::vector<bool>& in_use,
                             const VariantLayout& layout, std::size_t partition) {
  FSU_CHECK(traits.size() < kLast);
  Units units = share_out(traits, in_use, layout, partition);
  units.sizes.resize(layout.units_per_partition);
  for_blocks(units.sizes.size(), 1, [&](const Block& block) {
    const auto entries = units.all(block.index);
    sort_entries(layout, entries);
    units.sizes[block.index] = keep_groups(entries);
  });
  list_members(units);
  units = {};
  link_names(traits.size());
}

VariantGroups::Units VariantGroups::share_out(const NameTraits& traits,
                                              const std::vector<bool>& in_use,
                                              const VariantLayout& layout, std::size_t partition) {
  const std::size_t num_units = layout.units_per_partition;
  const std::size_t num_name_blocks = num_blocks(traits.size(), kBlockSize);
  std::vector<std::size_t> next(num_units * num_name_blocks);  // by unit, then block
  const auto for_entries = [&](const Block& block, const auto& function) {
    for_variants(traits, in_use, block, [&](std::size_t name, std::uint64_t hash) {
      const std::size_t unit = layout.unit(hash) - partition * num_units;  // wraps round below
      if (unit < num_units) function(next[unit * num_name_blocks + block.index], name, hash);
    });
  };
  for_blocks(traits.size(), kBlockSize, [&](const Block& block) {
    for_entries(block, [](std::size_t& count, std::size_t, std::uint64_t) { ++count; });
  });
  Units units;
  const std::size_t num_entries = std::accumulate(next.begin(), next.end(), std::size_t{0});
  FSU_CHECK(num_entries < 0xffffffff);
  std::exclusive_scan(next.begin(), next.end(), next.begin(), std::size_t{0});
  for (std::size_t unit = 0; unit < num_units; ++unit) {
    units.begins.push_back(num_name_blocks == 0 ? 0 : next[unit * num_name_blocks]);
  }
  units.begins.push_back(num_entries);
  units.entries.resize(num_entries);
  for_blocks(traits.size(), kBlockSize, [&](const Block& block) {
    for_entries(block, [&](std::size_t& at, std::size_t name, std::uint64_t hash) {
      units.entries[at++] = (hash & 0xffffffff00000000) | name;
    });
  });
  return units;
}

void VariantGroups::list_members(const Units& units) {
  unit_begins_.assign(1, 0);
  for (const std::size_t size : units.sizes) unit_begins_.push_back(unit_begins_.back() + size);
  members_.resize(unit_begins_.back());
  for_blocks(units.sizes.size(), 1, [&](const Block& block) {
    const auto entries = units.left(block.index);
    std::uint32_t* member = members_.data() + unit_begins_[block.index];
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const bool is_last = i + 1 == entries.size() || (entries[i] ^ entries[i + 1]) >> 32 != 0;
      *member++ = static_cast<std::uint32_t>(entries[i]) | (is_last ? kLast : 0);
    }
  });
}

/// Places are shared out by blocks of names, unit after unit, then sorted by name in each.
void VariantGroups::link_names(std::size_t num_names) {
  const std::size_t num_units = unit_begins_.size() - 1;
  const std::size_t num_name_blocks = num_blocks(num_names, kLinkedNames);
  std::vector<std::uint32_t> next(num_name_blocks * num_units + 1);  // by block of names, then unit
  const auto for_members = [&](std::size_t unit, const auto& function) {
    for (std::size_t place = unit_begins_[unit]; place < unit_begins_[unit + 1]; ++place) {
      const std::uint32_t name = members_[place];
      if ((name & kLast) == 0) function(next[name / kLinkedNames * num_units + unit], name, place);
    }
  };
  for_blocks(num_units, 1, [&](const Block& block) {
    for_members(block.index, [](std::uint32_t& count, std::uint32_t, std::size_t) { ++count; });
  });
  std::exclusive_scan(next.begin(), next.end(), next.begin(), std::uint32_t{0});
  std::vector<std::uint32_t> begins(num_name_blocks + 1);
  for (std::size_t i = 0; i <= num_name_blocks; ++i) begins[i] = next[i * num_units];
  std::vector<std::uint64_t> links(next.back());  // the name, then the place
  for_blocks(num_units, 1, [&](const Block& block) {
    for_members(block.index, [&](std::uint32_t& at, std::uint32_t name, std::size_t place) {
      links[at++] = std::uint64_t{name} << 32 | place;
    });
  });
  place_begins_.resize(num_names + 1);
  places_.resize(links.size());
  place_begins_.back() = static_cast<std::uint32_t>(links.size());
  for_blocks(num_names, kLinkedNames, [&](const Block& block) {
    const std::uint32_t begin = begins[block.index];
    const auto own = std::span(links).subspan(begin, begins[block.index + 1] - begin);
    std::vector<std::uint32_t> place_of(block.end - block.begin + 1);
    for (const std::uint64_t link : own) ++place_of[(link >> 32) - block.begin + 1];
    place_of[0] = begin;
    std::partial_sum(place_of.begin(), place_of.end(), place_of.begin());
    std::copy_n(place_of.begin(), block.end - block.begin,
                place_begins_.begin() + static_cast<std::ptrdiff_t>(block.begin));
    for (const std::uint64_t link : own) {
      places_[place_of[(link >> 32) - block.begin]++] = static_cast<std::uint32_t>(link);
    }
  });
}

void VariantGroups::add_names_behind(NameId name, AscendingSet& names) const {
  const std::uint32_t begin = place_begins_[name.index()];
  const auto places = std::span(places_).subspan(begin, place_begins_[name.index() + 1] - begin);
  for (const std::uint32_t place : places) __builtin_prefetch(&members_[place + 1]);
  for (const std::uint32_t place : places) {
    const std::uint32_t* member = &members_[place + 1];
    for (; (*member & kLast) == 0; ++member) names.add(*member);
    names.add(*member & ~kLast);
  }
}

}  // namespace fsu::compare
