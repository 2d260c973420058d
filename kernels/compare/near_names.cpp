#include "kernels/compare/near_names.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/compare/deletion_variants.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kBlockSize = 1024;

NameId id_of(std::size_t index) { return NameId{static_cast<std::uint32_t>(index)}; }

/// The names of a number (of a word, a spelling key ...): lists one behind the other.
struct Postings {
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> members;  ///< ascending within a number

  /// `numbers_of` gives the numbers of a name, each below `num_numbers`.
  template <class NumbersOf>
  Postings(std::size_t num_numbers, std::size_t num_names, const NumbersOf& numbers_of)
      : begins(num_numbers + 2) {
    for (std::size_t i = 0; i < num_names; ++i) {
      for (const std::uint32_t number : numbers_of(id_of(i))) ++begins[number + 2];
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    members.resize(begins.back());
    for (std::size_t i = 0; i < num_names; ++i) {
      for (const std::uint32_t number : numbers_of(id_of(i))) {
        members[begins[number + 1]++] = static_cast<std::uint32_t>(i);
      }
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t number) const {
    return std::span(members).subspan(begins[number], begins[number + 1] - begins[number]);
  }

  /// The names of a number behind `name`.
  [[nodiscard]] std::span<const std::uint32_t> behind(std::uint32_t number, NameId name) const {
    const auto all = of(number);
    const auto first = std::ranges::upper_bound(all, name.value);
    return all.subspan(static_cast<std::size_t>(first - all.begin()));
  }
};

/// A number, or none where it is kNoKey.
std::span<const std::uint32_t> at_most_one(const std::uint32_t& number) {
  return {&number, number == NameTrait::kNoKey ? std::size_t{0} : std::size_t{1}};
}

/// The joins that need no variants.
struct PartIndex {
  explicit PartIndex(const NameTraits& traits)
      : by_spelling(traits.num_spelling_keys(), traits.size(),
                    [&](NameId name) { return at_most_one(traits[name].spelling_key); }),
        by_form(traits.num_forms(), traits.size(),
                [&](NameId name) { return at_most_one(traits[name].form); }),
        by_word(traits.num_forms(), traits.size(), [&](NameId name) { return traits.words(name); }),
        by_group(traits.num_groups(), traits.size(),
                 [&](NameId name) { return traits.groups(name); }) {}

  Postings by_spelling, by_form, by_word, by_group;
};

using Pairs = std::vector<std::uint64_t>;

/// Finds the neighbours behind one name after the other; one object a block.
class Finder {
 public:
  Finder(const NameTraits& traits, const std::vector<bool>& in_use, Pairs& pairs)
      : traits_(&traits),
        in_use_(&in_use),
        pairs_(&pairs),
        comparer_(traits),
        is_candidate_(traits.size() / 64 + 1) {}

  [[nodiscard]] bool is_in_use(std::size_t name) const {
    return in_use_->empty() || (*in_use_)[name];
  }

  void add_by_parts(NameId name, const PartIndex& index, std::size_t max_names_of_word) {
    const NameTrait& trait = (*traits_)[name];
    for (const std::uint32_t key : at_most_one(trait.spelling_key)) {
      add_all(index.by_spelling.behind(key, name));
    }
    add_all(index.by_form.behind(trait.form, name));
    for (const std::uint32_t word : traits_->words(name)) {
      const bool is_alone = word == trait.form;
      const bool joins_all = is_alone || index.by_word.of(word).size() <= max_names_of_word;
      add_all((joins_all ? index.by_word : index.by_form).behind(word, name));
    }
    for (const std::uint32_t group : traits_->groups(name)) {
      add_all(index.by_group.behind(group, name));
    }
    if (trait.num_letters >= kMinPartLetters) add_longer(name);
  }

  void add_by_edits(NameId name, const VariantIndex& index, Partition partition) {
    const std::string_view text = traits_->names()[name.index()];
    for (const std::uint64_t hash : maker_.make(text, max_deletions((*traits_)[name]))) {
      if (!partition.holds(hash)) continue;
      index.for_names_behind(hash, name, [&](std::uint32_t other) { add(other); });
    }
  }

  /// Keeps those candidates of the name that are neighbours, and forgets all.
  void keep_neighbours(NameId name) {
    comparer_.set_name(name);
    for (const std::uint32_t other : candidates_) {
      is_candidate_[other / 64] = 0;
      if (comparer_.is_neighbour(NameId{other})) {
        pairs_->push_back(std::uint64_t{name.value} << 32 | other);
      }
    }
    candidates_.clear();
  }

 private:
  void add(std::uint32_t other) {
    if (!is_in_use(other)) return;
    std::uint64_t& word = is_candidate_[other / 64];
    const std::uint64_t bit = std::uint64_t{1} << (other % 64);
    if ((word & bit) == 0) candidates_.push_back(other);
    word |= bit;
  }
  void add_all(std::span<const std::uint32_t> others) {
    for (const std::uint32_t other : others) add(other);
  }
  /// Names that begin with this one stand right behind it.
  void add_longer(NameId name) {
    const StringColumn& names = traits_->names();
    const std::string_view beginning = names[name.index()];
    for (std::size_t i = name.index() + 1; i < names.size(); ++i) {
      if (!names[i].starts_with(beginning)) break;
      add(static_cast<std::uint32_t>(i));
    }
  }

  const NameTraits* traits_;
  const std::vector<bool>* in_use_;
  Pairs* pairs_;
  NameComparer comparer_;
  VariantMaker maker_;
  std::vector<std::uint32_t> candidates_;
  std::vector<std::uint64_t> is_candidate_;  ///< one bit a name
};

/// Runs a finder over the names of each block, and adds what it finds to the block's pairs.
template <class AddCandidates>
void find_pairs(const NameTraits& traits, const std::vector<bool>& in_use,
                std::vector<Pairs>& pairs, const AddCandidates& add_candidates) {
  for_blocks(traits.size(), kBlockSize, [&](const Block& block) {
    Finder finder(traits, in_use, pairs[block.index]);
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (!finder.is_in_use(i)) continue;
      add_candidates(finder, id_of(i));
      finder.keep_neighbours(id_of(i));
    }
  });
}

/// Both directions of all pairs. In order of the first name, then the second, every list is filled
/// in ascending order: the names before its own, then those behind.
NearNames mirror(std::span<const Pairs> pairs, std::size_t num_names) {
  NearNames near;
  near.begins.resize(num_names + 2);  // one place further on while the lists are filled
  const auto for_pairs = [&](const auto& function) {
    for (const Pairs& block : pairs) {
      for (const std::uint64_t pair : block) function(pair >> 32, pair & 0xffffffff);
    }
  };
  for_pairs([&](std::size_t a, std::size_t b) {
    ++near.begins[a + 2];
    ++near.begins[b + 2];
  });
  std::partial_sum(near.begins.begin(), near.begins.end(), near.begins.begin());
  near.neighbours.resize(near.begins.back());
  for_pairs([&](std::size_t a, std::size_t b) {
    near.neighbours[near.begins[a + 1]++] = id_of(b);
    near.neighbours[near.begins[b + 1]++] = id_of(a);
  });
  near.begins.pop_back();
  return near;
}

}  // namespace

NearNames find_near_names(const NameTraits& traits, NearNamesConfig config,
                          const std::vector<bool>& in_use) {
  FSU_CHECK(in_use.empty() || in_use.size() == traits.size());
  std::vector<Pairs> pairs(num_blocks(traits.size(), kBlockSize));
  const PartIndex parts(traits);
  find_pairs(traits, in_use, pairs, [&](Finder& finder, NameId name) {
    finder.add_by_parts(name, parts, config.max_names_of_word);
  });
  Partition partition{.index = 0, .count = count_partitions(traits, config.max_variants)};
  for (; partition.index < partition.count; ++partition.index) {
    const VariantIndex variants(traits, partition);
    find_pairs(traits, in_use, pairs, [&](Finder& finder, NameId name) {
      finder.add_by_edits(name, variants, partition);
    });
  }
  for_blocks(pairs.size(), 1, [&](const Block& block) {
    Pairs& own = pairs[block.index];
    std::ranges::sort(own);
    own.erase(std::ranges::unique(own).begin(), own.end());
  });
  return mirror(pairs, traits.size());
}

}  // namespace fsu::compare
