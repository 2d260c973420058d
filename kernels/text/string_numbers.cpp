#include "kernels/text/string_numbers.hpp"

#include <bit>
#include <numeric>

#include "kernels/core/check.hpp"
#include "kernels/core/hash.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::text {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 15;
constexpr std::size_t kNumParts = 64;

std::size_t part_of(std::uint64_t hash) { return hash / (~std::uint64_t{0} / kNumParts + 1); }

struct Entry {
  std::uint64_t hash = 0;
  std::uint32_t place = 0;  ///< in the list
};

/// The list's places by part, in order of the list within a part.
struct Parts {
  std::vector<Entry> entries;
  std::vector<std::size_t> begins;  ///< of the parts, and the end
};

Parts share_out(std::span<const std::string_view> strings) {
  const std::size_t num_list_blocks = num_blocks(strings.size(), kBlockSize);
  std::vector<std::uint64_t> hashes(strings.size());
  std::vector<std::size_t> next(num_list_blocks * kNumParts);  // by part, then block
  for_blocks(strings.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      hashes[i] = hash_bytes(strings[i]);
      ++next[part_of(hashes[i]) * num_list_blocks + block.index];
    }
  });
  std::exclusive_scan(next.begin(), next.end(), next.begin(), std::size_t{0});
  Parts parts;
  for (std::size_t part = 0; part < kNumParts && num_list_blocks > 0; ++part) {
    parts.begins.push_back(next[part * num_list_blocks]);
  }
  parts.begins.resize(kNumParts, 0);
  parts.begins.push_back(strings.size());
  parts.entries.resize(strings.size());
  for_blocks(strings.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      std::size_t& at = next[part_of(hashes[i]) * num_list_blocks + block.index];
      parts.entries[at++] = {hashes[i], static_cast<std::uint32_t>(i)};
    }
  });
  return parts;
}

/// Numbers the strings of one part from 0; returns how many are distinct.
std::uint32_t number_part(std::span<const Entry> entries, std::span<const std::string_view> strings,
                          std::span<std::uint32_t> numbers) {
  constexpr std::uint32_t kEmpty = 0xffffffff;
  struct Slot {
    std::uint64_t hash;
    std::uint32_t first = kEmpty;  // the string's first place in the list
    std::uint32_t number;
  };
  std::vector<Slot> slots(std::bit_ceil(entries.size() * 2 + 1));
  const std::size_t mask = slots.size() - 1;
  std::uint32_t num_distinct = 0;
  for (const Entry& entry : entries) {
    std::size_t at = mix_bits(entry.hash) & mask;
    while (slots[at].first != kEmpty &&
           (slots[at].hash != entry.hash || strings[slots[at].first] != strings[entry.place])) {
      at = (at + 1) & mask;
    }
    if (slots[at].first == kEmpty) slots[at] = {entry.hash, entry.place, num_distinct++};
    numbers[entry.place] = slots[at].number;
  }
  return num_distinct;
}

}  // namespace

StringNumbers number_strings(std::span<const std::string_view> strings) {
  FSU_CHECK(strings.size() < 0xffffffff);
  StringNumbers numbers;
  numbers.of.resize(strings.size());
  const Parts parts = share_out(strings);
  const auto entries_of = [&](std::size_t part) {
    return std::span(parts.entries)
        .subspan(parts.begins[part], parts.begins[part + 1] - parts.begins[part]);
  };
  std::vector<std::uint32_t> first_numbers(kNumParts + 1);
  for_blocks(kNumParts, 1, [&](const Block& block) {
    first_numbers[block.index + 1] = number_part(entries_of(block.index), strings, numbers.of);
  });
  std::partial_sum(first_numbers.begin(), first_numbers.end(), first_numbers.begin());
  for_blocks(kNumParts, 1, [&](const Block& block) {
    for (const Entry& entry : entries_of(block.index)) {
      numbers.of[entry.place] += first_numbers[block.index];
    }
  });
  numbers.num_distinct = first_numbers.back();
  return numbers;
}

}  // namespace fsu::text
