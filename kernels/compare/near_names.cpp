#include "kernels/compare/near_names.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "kernels/compare/ascending_set.hpp"
#include "kernels/compare/deletion_variants.hpp"
#include "kernels/compare/name_parts.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/text/listed_edit_distances.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kBlockSize = 4096;

NameId id_of(std::size_t index) { return NameId{static_cast<std::uint32_t>(index)}; }

/// The near names behind each name of a block, ascending.
struct NamesBehind {
  std::vector<std::uint32_t> begins;  ///< one more than names
  std::vector<std::uint32_t> names;

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t in_block) const {
    if (begins.empty()) return {};
    return std::span(names).subspan(begins[in_block], begins[in_block + 1] - begins[in_block]);
  }
};

/// What a finder looks names up in.
struct Indexes {
  const NameTraits* traits = nullptr;
  const std::vector<bool>* in_use = nullptr;
  const std::vector<bool>* may_have_two_edits = nullptr;  ///< by name
  const text::CodedNames* coded = nullptr;
  const NameParts* parts = nullptr;
  const VariantGroups* variants = nullptr;
};

/// Finds the near names behind one name after the other; one object a block.
class Finder {
 public:
  explicit Finder(const Indexes& indexes)
      : indexes_(&indexes),
        traits_(indexes.traits),
        set_(traits_->size()),
        distances_(*indexes.coded) {}

  /// The names behind one that are close to it by a part, ascending.
  std::span<const std::uint32_t> find_by_parts(NameId name) {
    indexes_->parts->find_behind(name, by_parts_);
    std::erase_if(by_parts_,
                  [&](std::uint32_t other) { return !is_in_use(*indexes_->in_use, other); });
    return by_parts_;
  }

  /// The names behind one that share a variant with it and are near, without those that are known;
  /// both ascending.
  std::span<const std::uint32_t> find_by_variants(NameId name,
                                                  std::span<const std::uint32_t> known) {
    near_.clear();
    listed_.clear();
    candidates_.clear();
    indexes_->variants->add_names_behind(name, set_);
    set_.drain(name.value, listed_);
    std::ranges::set_difference(listed_, known, std::back_inserter(candidates_));
    const bool has_common_word = indexes_->parts->has_common_word(name);
    const std::span<const std::uint8_t> edits = distances_.measure(name.value, candidates_);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const NameId other{candidates_[i]};
      const bool is_near = are_near(name, other, edits[i]) ||
                           (has_common_word && share_word_and_variant(name, other));
      if (is_near) near_.push_back(other.value);
    }
    return near_;
  }

 private:
  [[nodiscard]] bool are_near(NameId name, NameId other, std::size_t edits) const {
    const std::vector<bool>& may_have_two = *indexes_->may_have_two_edits;
    return edits <= 1 || (edits <= 2 && may_have_two[name.index()] && may_have_two[other.index()]);
  }

  [[nodiscard]] bool share_word_and_variant(NameId a, NameId b) const {
    const StringColumn& names = traits_->names();
    return traits_->share_word(a, b) &&
           share_variant(names[a.index()], max_deletions((*traits_)[a]), names[b.index()],
                         max_deletions((*traits_)[b]));
  }

  const Indexes* indexes_;
  const NameTraits* traits_;
  AscendingSet set_;
  text::ListedEditDistances distances_;
  std::vector<std::uint32_t> by_parts_, listed_, candidates_, near_;
};

/// Adds what the indexes have for the names of each block; parts are looked at the first time.
void find_behind(const Indexes& indexes, bool is_first, std::vector<NamesBehind>& blocks) {
  for_blocks(indexes.traits->size(), kBlockSize, [&](const Block& block) {
    Finder finder(indexes);
    NamesBehind behind;
    behind.begins.push_back(0);
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (is_in_use(*indexes.in_use, i)) {
        const auto known =
            is_first ? finder.find_by_parts(id_of(i)) : blocks[block.index].of(i - block.begin);
        std::ranges::merge(known, finder.find_by_variants(id_of(i), known),
                           std::back_inserter(behind.names));
      }
      behind.begins.push_back(checked_cast<std::uint32_t>(behind.names.size()));
    }
    behind.names.shrink_to_fit();
    blocks[block.index] = std::move(behind);
  });
}

/// Calls `function(a, b)` for each pair whose second name is in the range, in order of the first.
template <class Function>
void for_pairs_into(std::span<const NamesBehind> blocks, const Block& range,
                    const Function& function) {
  for (std::size_t a = 0; a < range.end; ++a) {
    const auto behind = blocks[a / kBlockSize].of(a % kBlockSize);
    auto other = a >= range.begin ? behind.begin() : std::ranges::lower_bound(behind, range.begin);
    for (; other != behind.end() && *other < range.end; ++other) function(a, *other);
  }
}

/// Both directions of all pairs: each name's list is the names before it, then those behind. Every
/// task fills the lists of a range of names, so none is written by two.
NearNames mirror(std::span<const NamesBehind> blocks, std::size_t num_names) {
  const std::size_t num_ranges = 4 * static_cast<std::size_t>(num_threads());
  const std::size_t range_size = num_names / num_ranges + 1;
  NearNames near;
  near.begins.resize(num_names + 1);
  for_blocks(num_names, range_size, [&](const Block& range) {
    for (std::size_t a = range.begin; a < range.end; ++a) {
      near.begins[a + 1] = blocks[a / kBlockSize].of(a % kBlockSize).size();
    }
    for_pairs_into(blocks, range, [&](std::size_t, std::size_t b) { ++near.begins[b + 1]; });
  });
  std::partial_sum(near.begins.begin(), near.begins.end(), near.begins.begin());
  near.neighbours.resize(near.begins.back());
  for_blocks(num_names, range_size, [&](const Block& range) {
    std::vector<std::uint64_t> next(near.begins.begin() + static_cast<std::ptrdiff_t>(range.begin),
                                    near.begins.begin() + static_cast<std::ptrdiff_t>(range.end));
    for_pairs_into(blocks, range, [&](std::size_t a, std::size_t b) {
      near.neighbours[next[b - range.begin]++] = id_of(a);
    });
    for (std::size_t a = range.begin; a < range.end; ++a) {
      for (const std::uint32_t b : blocks[a / kBlockSize].of(a % kBlockSize)) {
        near.neighbours[next[a - range.begin]++] = NameId{b};
      }
    }
  });
  return near;
}

}  // namespace

NearNames find_near_names(const NameTraits& traits, NearNamesConfig config,
                          const std::vector<bool>& in_use) {
  FSU_CHECK(in_use.empty() || in_use.size() == traits.size());
  std::vector<NamesBehind> blocks(num_blocks(traits.size(), kBlockSize));
  const text::CodedNames coded(traits.names());
  const NameParts parts(traits, config.max_names_of_word);
  std::vector<bool> may_have_two_edits(traits.size());
  for (std::size_t i = 0; i < traits.size(); ++i) {
    may_have_two_edits[i] = max_deletions(traits[id_of(i)]) == 2;
  }
  const VariantLayout layout = lay_out_variants(traits, in_use, config.max_variants);
  for (std::size_t partition = 0; partition < layout.num_partitions; ++partition) {
    const VariantGroups variants(traits, in_use, layout, partition);
    find_behind({.traits = &traits,
                 .in_use = &in_use,
                 .may_have_two_edits = &may_have_two_edits,
                 .coded = &coded,
                 .parts = &parts,
                 .variants = &variants},
                partition == 0, blocks);
  }
  return mirror(blocks, traits.size());
}

}  // namespace fsu::compare
