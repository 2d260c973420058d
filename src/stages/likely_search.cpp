#include "src/stages/likely_search.hpp"

#include <algorithm>
#include <utility>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"
#include "src/stages/frequency_weight.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

constexpr std::size_t kBlockSize = 1024;

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

/// Pairs of all searches but that of near full names, by left identity.
FoundPairs search_pairs(const PairSearchInput& input) {
  if (input.left.size() * input.right.size() <= kFewPairs) return all_pairs(input);
  FoundPairs found = search_identifiers(input);
  found.merge(search_dates(input));
  found.merge(search_exchanged_names(input));
  found.merge(search_rare_names(input));
  parallel_sort(found.pairs.begin(), found.pairs.end());
  return found;
}

/// Searches one left identity after another.
class Searcher {
 public:
  Searcher(const LikelySearchInput& input, const PairSearchInput& pairs)
      : input_(input),
        pairs_(pairs),
        names_(pairs.full_names),
        comparer_(input.index.traits(), input.index.identifiers()) {}

  /// `found`: the identity's pairs of the other searches.
  void search(std::uint32_t left, std::span<const FoundPair> found, LikelyPeople& likely) {
    candidates_.clear();
    for (const FoundPair& pair : found) candidates_.push_back(pair);
    find_near_full_names(left);
    std::sort(candidates_.begin(), candidates_.end(), [](const FoundPair& a, const FoundPair& b) {
      return a.right() != b.right() ? a.right() < b.right() : a.pass() < b.pass();
    });
    versions_.clear();
    if (!candidates_.empty()) compare_candidates(left, likely.blocking);
    std::sort(versions_.begin(), versions_.end(), is_before);
    for (std::size_t i = 0; i < versions_.size(); ++i) {
      if (i > 0 && versions_[i].person == versions_[i - 1].person) continue;
      LikelyPerson& person = likely.add(versions_[i].person, versions_[i].identity);
      std::copy_n(versions_[i].levels.begin(), person.levels.size(), person.levels.begin());
    }
    likely.end_identity();
    likely.blocking.passes[blocking::kNearFullName].oversized_pairs +=
        std::exchange(num_passed_over_, 0);
  }

 private:
  void find_near_full_names(std::uint32_t left) {
    const Identity& identity = input_.left[left];
    if (!identity.has_full_name()) return;
    if (identity.forename != forename_) {
      forename_ = identity.forename;
      names_.set_forename(forename_, static_cast<std::uint8_t>(NameLevel::kSame),
                          pairs_.near.of(forename_));
    }
    if (names_.empty()) return;
    take_runs(left, identity.surname, NameLevel::kSame);
    const blocking::NearSpan near = pairs_.near.of(identity.surname);
    for (std::size_t k = 0; k < near.names.size(); ++k) {
      take_runs(left, near.names[k], static_cast<NameLevel>(near.levels[k]));
    }
  }

  void take_runs(std::uint32_t left, NameId surname, NameLevel level) {
    names_.find(surname, [&](std::uint32_t number, std::uint8_t forename) {
      const blocking::FullNameRun& run = pairs_.full_names.runs()[number];
      if (run.end - run.begin <= kMaxRun) {
        take_run(left, run, static_cast<NameLevel>(forename), level);
      } else {
        num_passed_over_ += run.end - run.begin;
      }
    });
  }

  void take_run(std::uint32_t left, const blocking::FullNameRun& run, NameLevel forename,
                NameLevel surname) {
    const Identity& identity = input_.left[left];
    const Weight names = pairs_.bounds.direct(forename, surname, left, run.begin);
    const Weight close =
        std::max(names, pairs_.bounds.direct(NameLevel::kClose, surname, left, run.begin));
    const Weight best_others = pairs_.bounds.weights().best_other_forenames();
    for (std::uint32_t right = run.begin; right < run.end; ++right) {
      const Identity& theirs = input_.index.identity(right);
      const bool have_others = !identity.other_forenames.is_none();
      const bool has_others = !theirs.other_forenames.is_none();
      const Weight weight = (have_others || has_others ? close : names) +
                            (have_others && has_others ? best_others : 0) +
                            pairs_.bounds.date(identity.date_of_birth, theirs.date_of_birth, right);
      if (weight < pairs_.least) continue;
      const bool is_same = forename == NameLevel::kSame && surname == NameLevel::kSame;
      candidates_.emplace_back(left, right,
                               is_same ? blocking::kFullName : blocking::kNearFullName);
    }
  }

  void compare_candidates(std::uint32_t left, blocking::BlockingCounts& counts) {
    comparer_.set_left(input_.left[left]);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const FoundPair& pair = candidates_[i];
      ++counts.passes[pair.pass()].pairs;
      if (i > 0 && pair.right() == candidates_[i - 1].right()) continue;
      ++counts.passes[pair.pass()].new_pairs;
      Levels levels{};
      comparer_.compare(input_.index.identity(pair.right()), levels);
      const Weight weight =
          input_.weights.of_comparisons(levels, 0, compare::kNumIdentityComparisons) +
          frequency_weight(levels, input_.frequencies.right[pair.right()],
                           input_.frequencies.left[left]);
      if (weight < pairs_.least) continue;
      for (const PersonId person : input_.index.persons().persons_of(pair.right())) {
        versions_.push_back({person, pair.right(), levels, weight});
      }
    }
  }

  const LikelySearchInput& input_;
  const PairSearchInput& pairs_;
  blocking::NearFullNames names_;
  compare::IdentityComparer comparer_;
  NameId forename_;
  std::uint64_t num_passed_over_ = 0;  ///< in runs that are too long, of the identity at hand
  std::vector<FoundPair> candidates_;
  std::vector<LikelyVersion> versions_;
};

}  // namespace

LikelyPeople search_likely_people(const LikelySearchInput& input, report::Reporter& reporter) {
  const std::span<const Identity> right = input.index.persons().identities;
  FSU_CHECK(right.size() < kMaxRightIdentities);
  const compare::NameTraits& traits = input.index.traits();
  const PairBounds bounds({input.left, right, traits, input.frequencies, input.weights});
  const blocking::FullNames full_names(right, traits.size());
  const PairSearchInput pairs{
      input.left, right,  input.index.identifiers(),          input.index.near_levels(),
      full_names, bounds, input.least - input.weights.prior()};
  const FoundPairs all = search_pairs(pairs);
  const std::vector<FoundPair>& found = all.pairs;
  LikelyPeople people =
      reduce_blocks<LikelyPeople>(input.left.size(), kBlockSize, [&](const Block& block) {
        LikelyPeople likely;
        Searcher searcher(input, pairs);
        auto begin = std::lower_bound(
            found.begin(), found.end(), block.begin,
            [](const FoundPair& pair, std::size_t left) { return pair.left() < left; });
        for (std::size_t left = block.begin; left < block.end; ++left) {
          auto end = begin;
          while (end != found.end() && end->left() == left) ++end;
          searcher.search(static_cast<std::uint32_t>(left), {begin, end}, likely);
          begin = end;
        }
        reporter.advance(block.end - block.begin);
        return likely;
      });
  people.blocking.merge(all.passed_over);
  return people;
}

}  // namespace fsu::stages
