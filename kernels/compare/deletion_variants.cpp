#include "kernels/compare/deletion_variants.hpp"

#include <bit>

#include "kernels/core/hash.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kBlockSize = 1024;
/// Bytes of a name that deletion variants are made of: 1 + 12 + 66 variants at most.
constexpr std::size_t kMaxVariantBytes = 12;

NameId id_of(std::size_t index) { return NameId{static_cast<std::uint32_t>(index)}; }

}  // namespace

std::size_t max_deletions(const NameTrait& trait) {
  if (trait.num_letters >= kMinLettersForTwoEdits) return 2;
  return trait.num_letters >= kMinLettersForOneEdit ? 1 : 0;
}

const std::vector<std::uint64_t>& VariantMaker::make(std::string_view name,
                                                     std::size_t num_deletions) {
  hashes_.clear();
  if (num_deletions > 0) add(std::string(name.substr(0, kMaxVariantBytes)), 0, num_deletions);
  std::ranges::sort(hashes_);
  hashes_.erase(std::ranges::unique(hashes_).begin(), hashes_.end());
  return hashes_;
}

void VariantMaker::add(const std::string& text, std::size_t first, std::size_t num_deletions) {
  hashes_.push_back(hash_bytes(text));
  if (num_deletions == 0) return;
  for (std::size_t i = first; i < text.size(); ++i) {
    add(text.substr(0, i) + text.substr(i + 1), i, num_deletions - 1);
  }
}

VariantIndex::VariantIndex(const NameTraits& traits, Partition partition) {
  std::vector<std::vector<std::uint64_t>> parts(num_blocks(traits.size(), kBlockSize));
  for_blocks(traits.size(), kBlockSize, [&](const Block& block) {
    VariantMaker maker;
    for (std::size_t i = block.begin; i < block.end; ++i) {
      for (const std::uint64_t hash :
           maker.make(traits.names()[i], max_deletions(traits[id_of(i)]))) {
        if (partition.holds(hash)) parts[block.index].push_back((hash & kUpperHalf) | i);
      }
    }
  });
  for (std::vector<std::uint64_t>& part : parts) {
    entries_.insert(entries_.end(), part.begin(), part.end());
    std::vector<std::uint64_t>().swap(part);
  }
  parallel_sort(entries_.begin(), entries_.end());
  index_top_bits();
}

void VariantIndex::index_top_bits() {
  const int bits = std::clamp(static_cast<int>(std::bit_width(entries_.size())) - 1, 1, 28);
  shift_ = 64 - bits;
  slot_begins_.reserve((std::size_t{1} << bits) + 1);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    while (slot_begins_.size() <= entries_[i] >> shift_) {
      slot_begins_.push_back(static_cast<std::uint32_t>(i));
    }
  }
  slot_begins_.resize((std::size_t{1} << bits) + 1, static_cast<std::uint32_t>(entries_.size()));
}

std::size_t count_partitions(const NameTraits& traits, std::size_t max_variants) {
  std::size_t num_variants = 0;
  for (std::size_t i = 0; i < traits.size(); ++i) {
    const NameTrait& trait = traits[id_of(i)];
    const std::size_t bytes = std::min<std::size_t>(trait.num_bytes, kMaxVariantBytes);
    const std::size_t deletions = max_deletions(trait);
    if (deletions > 0) num_variants += 1 + bytes + (deletions - 1) * bytes * (bytes - 1) / 2;
  }
  return num_variants / max_variants + 1;
}

}  // namespace fsu::compare
