#include "src/stages/likely_search.hpp"

#include <algorithm>
#include <utility>

#include "kernels/compare/guards.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"
#include "src/stages/frequency_weight.hpp"
#include "src/stages/full_name_search.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = 1024;
constexpr std::size_t kPartSize = 4096;  ///< of likely people, searched for and joined at once

/// A version of a person who may be meant.
struct LikelyVersion {
  PersonId person;
  std::uint32_t identity = 0;
  Levels levels{};
  Weight weight = 0;
};

/// By person, the best first: the heaviest, then of the smaller levels, then the smaller identity.
bool is_before(const LikelyVersion& a, const LikelyVersion& b) {
  if (a.person != b.person) return a.person < b.person;
  if (a.weight != b.weight) return a.weight > b.weight;
  return a.levels != b.levels ? a.levels < b.levels : a.identity < b.identity;
}

/// Few enough pairs are all compared: a small index says so little against anybody that names need
/// not be near.
constexpr std::size_t kFewPairs = std::size_t{1} << 20;

FoundPairs all_pairs(const PairSearchInput& input) {
  FoundPairs found;
  for (std::uint32_t i = 0; i < input.left.size(); ++i) {
    // Whoever says nothing agrees with everybody alike.
    if (!input.left[i].has_name() && input.left[i].any_identifier().is_none()) continue;
    for (std::uint32_t j = 0; j < input.right.size(); ++j) {
      found.pairs.emplace_back(i, j, blocking::kAllPairs);
    }
  }
  return found;
}

/// Compares the pairs of one left identity after another in full.
class PairComparer {
 public:
  explicit PairComparer(const LikelySearchInput& input)
      : input_(input), comparer_(input.index.traits(), input.index.identifiers()) {}

  void set_left(std::uint32_t left) {
    left_ = left;
    comparer_.set_left(input_.left[left]);
  }
  /// Has what comparing the pairs a little further behind reads on its way from memory.
  void fetch(std::span<const FoundPair> behind) const {
    constexpr std::size_t kRecordsAhead = 24;
    constexpr std::size_t kNamesAhead = 12;
    if (behind.size() > kRecordsAhead) {
      const std::uint32_t right = behind[kRecordsAhead].right();
      __builtin_prefetch(&input_.index.identity(right));
      __builtin_prefetch(&input_.frequencies.right[right]);
    }
    if (behind.size() > kNamesAhead) {
      input_.index.prefetch_names(input_.index.identity(behind[kNamesAhead].right()));
    }
  }
  Weight compare(std::uint32_t right, Levels& levels) const {
    comparer_.compare(input_.index.identity(right), levels);
    return input_.weights.of_comparisons(levels, 0, compare::kNumIdentityComparisons) +
           frequency_weight(levels, input_.frequencies.right[right],
                            input_.frequencies.left[left_]);
  }

 private:
  const LikelySearchInput& input_;
  compare::IdentityComparer comparer_;
  std::uint32_t left_ = 0;
};

/// Calls `function(left, pairs)` for the left identities of a block; `found` in order. Before that,
/// `fetch` is given each pair with all behind it.
template <class Fetch, class Function>
void for_lefts(const std::vector<FoundPair>& found, const Block& block, const Fetch& fetch,
               const Function& function) {
  auto begin =
      std::lower_bound(found.begin(), found.end(), block.begin,
                       [](const FoundPair& pair, std::size_t left) { return pair.left() < left; });
  for (std::size_t left = block.begin; left < block.end; ++left) {
    auto end = begin;
    for (; end != found.end() && end->left() == left; ++end) fetch(std::span(end, found.end()));
    function(static_cast<std::uint32_t>(left), std::span<const FoundPair>(begin, end));
    begin = end;
  }
}

/// True for a pair that agrees as other people do (compare/guards.hpp): it pushes nobody out.
bool is_guarded(const LikelySearchInput& input, std::uint32_t left, std::uint32_t right,
                const Levels& levels) {
  return compare::is_guarded(levels, input.left[left], input.index.identity(right));
}

/// What is asked for beside a pair of that weight, both without the prior.
Weight asked_beside(const LikelySearchInput& input, Weight weight) {
  return std::min(weight - input.limits.range, input.limits.always - input.weights.prior());
}

/// Asks for more where somebody is found who weighs much: nothing that is lighter by the range.
void raise_least(const LikelySearchInput& input, const std::vector<FoundPair>& found,
                 std::vector<Weight>& least) {
  for_blocks(input.left.size(), kBlockSize, [&](const Block& block) {
    PairComparer comparer(input);
    const auto fetch = [&](std::span<const FoundPair> behind) { comparer.fetch(behind); };
    for_lefts(found, block, fetch, [&](std::uint32_t left, std::span<const FoundPair> pairs) {
      if (pairs.empty()) return;
      comparer.set_left(left);
      for (const FoundPair& pair : pairs) {
        Levels levels{};
        const Weight weight = comparer.compare(pair.right(), levels);
        if (is_guarded(input, left, pair.right(), levels)) continue;
        least[left] = std::max(least[left], asked_beside(input, weight));
      }
    });
  });
}

/// Pairs of all searches but that of near full names, by left identity.
FoundPairs search_pairs(const LikelySearchInput& input, const PairSearchInput& pairs,
                        std::vector<Weight>& least) {
  if (pairs.left.size() * pairs.right.size() <= kFewPairs) return all_pairs(pairs);
  FoundPairs found = search_identifiers(pairs);
  found.merge(search_days(pairs));
  parallel_sort(found.pairs.begin(), found.pairs.end());
  raise_least(input, found.pairs, least);
  found.merge(search_date_parts(pairs));
  found.merge(search_exchanged_names(pairs));
  found.merge(search_rare_names(pairs));
  parallel_sort(found.pairs.begin(), found.pairs.end());
  return found;
}

/// Searches one left identity after another.
class Searcher {
 public:
  Searcher(const LikelySearchInput& input, const PairSearchInput& pairs)
      : input_(input), pairs_(pairs), full_names_(pairs), comparer_(input) {}

  void fetch(std::span<const FoundPair> behind) const { comparer_.fetch(behind); }

  /// `found`: the identity's pairs of the other searches.
  void search(std::uint32_t left, std::span<const FoundPair> found, LikelyPeople& likely) {
    candidates_.pairs.assign(found.begin(), found.end());
    full_names_.find(left, candidates_);
    likely.blocking.merge(std::exchange(candidates_.passed_over, {}));
    std::sort(candidates_.pairs.begin(), candidates_.pairs.end(),
              [](const FoundPair& a, const FoundPair& b) {
                return a.right() != b.right() ? a.right() < b.right() : a.pass() < b.pass();
              });
    versions_.clear();
    if (!candidates_.pairs.empty()) compare_candidates(left, likely.blocking);
    std::sort(versions_.begin(), versions_.end(), is_before);
    for (std::size_t i = 0; i < versions_.size(); ++i) {
      if (i > 0 && versions_[i].person == versions_[i - 1].person) continue;
      if (versions_[i].weight < least_) continue;
      likely.add(settle(left, versions_[i]));
    }
    likely.end_identity();
  }

 private:
  [[nodiscard]] LikelyPerson settle(std::uint32_t left, const LikelyVersion& version) const {
    const Weight frequency = frequency_weight(
        version.levels, input_.frequencies.right[version.identity], input_.frequencies.left[left]);
    const ComparedPair pair{version.levels, input_.left[left],
                            input_.index.identity(version.identity)};
    return likely_person(version.person, version.identity, pair,
                         frequency + input_.index.version_weight(version.person));
  }

  void compare_candidates(std::uint32_t left, blocking::BlockingCounts& counts) {
    comparer_.set_left(left);
    least_ = pairs_.least[left];
    const std::vector<FoundPair>& pairs = candidates_.pairs;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      ++counts.passes[pairs[i].pass()].pairs;
      if (i > 0 && pairs[i].right() == pairs[i - 1].right()) continue;
      ++counts.passes[pairs[i].pass()].new_pairs;
      Levels levels{};
      const Weight weight = comparer_.compare(pairs[i].right(), levels);
      if (weight < least_) continue;
      if (!is_guarded(input_, left, pairs[i].right(), levels)) {
        least_ = std::max(least_, asked_beside(input_, weight));
      }
      for (const PersonId person : input_.index.persons().persons_of(pairs[i].right())) {
        versions_.push_back({person, pairs[i].right(), levels, weight});
      }
    }
  }

  const LikelySearchInput& input_;
  const PairSearchInput& pairs_;
  FullNameSearch full_names_;
  PairComparer comparer_;
  Weight least_ = 0;  ///< of the identity at hand, by the best pair so far
  FoundPairs candidates_;
  std::vector<LikelyVersion> versions_;
};

}  // namespace

LikelyPeople search_likely_people(const LikelySearchInput& input, report::Reporter& reporter) {
  const std::span<const Identity> right = input.index.persons().identities;
  FSU_CHECK(right.size() < kMaxRightIdentities);
  const compare::NameTraits& traits = input.index.traits();
  const PairBounds bounds({input.left, right, traits, input.frequencies, input.weights});
  const NearCompanies companies(input.index.near(), bounds);
  const blocking::FullNames full_names(right, traits.size());
  std::vector<Weight> least(input.left.size(), input.limits.least - input.weights.prior());
  const PairSearchInput pairs{
      input.left, right, input.index.identifiers(), input.index.near(), companies, full_names,
      bounds,     least};
  FoundPairs all = search_pairs(input, pairs, least);
  std::vector<LikelyPeople> parts(num_blocks(input.left.size(), kPartSize));
  for_blocks(input.left.size(), kPartSize, [&](const Block& block) {
    LikelyPeople& likely = parts[block.index];
    Searcher searcher(input, pairs);
    const auto fetch = [&](std::span<const FoundPair> behind) { searcher.fetch(behind); };
    for_lefts(all.pairs, block, fetch, [&](std::uint32_t left, std::span<const FoundPair> found) {
      searcher.search(left, found, likely);
    });
    reporter.advance(block.end - block.begin);
  });
  all.pairs = {};
  LikelyPeople people = LikelyPeople::join(parts);
  people.blocking.merge(all.passed_over);
  return people;
}

}  // namespace fsu::stages
