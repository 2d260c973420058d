// A force, a model of identities, and what weighing a pair takes: for the tests of the search for
// likely people.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kernels/compare/compare_identities.hpp"
#include "kernels/compare/guards.hpp"
#include "kernels/compare/near_names.hpp"
#include "kernels/core/date.hpp"
#include "src/stages/frequency_weight.hpp"
#include "src/stages/likely_search.hpp"
#include "tests/stages/prepared_force.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::stages::test {

/// How a pair's names agree: same, or near by the dictionary; kOther for all else.
struct NearPair {
  compare::NameLevel forename, surname;  ///< in their own places
  compare::NameLevel one, other;         ///< our forename as their surname, and the reverse

  [[nodiscard]] static bool is_near(compare::NameLevel level) {
    return level != compare::NameLevel::kOther;
  }
  [[nodiscard]] static bool is_direct(const Levels& levels) {
    return levels[compare::kNames] < compare::kNumDirectLevels;
  }
  /// Whether our forename and our surname are near in the places that the level counts.
  [[nodiscard]] std::pair<bool, bool> counted(const Levels& levels) const {
    return is_direct(levels) ? std::pair(is_near(forename), is_near(surname))
                             : std::pair(is_near(one), is_near(other));
  }
};

/// Two known parts of the dates are the same, or month and day are exchanged.
inline bool share_date_parts(std::int32_t a, std::int32_t b) {
  const auto share = [](int x, int y) { return x != 0 && x == y; };
  const int num_shared =
      share(year_of(a), year_of(b)) + share(month_of(a), month_of(b)) + share(day_of(a), day_of(b));
  return num_shared >= 2 || (share(month_of(a), day_of(b)) && share(day_of(a), month_of(b)));
}

/// Two slips at once: one name is near in its own place, but not the same, and the other is not;
/// and the forename is close by further forenames, of the right record alone.
inline bool is_near_with_further(const Identity& left, const Levels& levels, const NearPair& near) {
  using compare::NameLevel;
  if (!NearPair::is_direct(levels) || !left.other_forenames.is_none()) return false;
  if (NearPair::is_near(near.forename) == NearPair::is_near(near.surname)) return false;
  if (near.forename == NameLevel::kSame || near.surname == NameLevel::kSame) return false;
  return compare::forename_level_of(levels[compare::kNames]) == NameLevel::kClose &&
         near.forename != NameLevel::kClose;
}

/// A pair compared in full.
struct WeighedPair {
  Levels levels{};
  Weight weight = 0;  ///< without prior

  [[nodiscard]] compare::IdentifierLevel identifier() const {
    return static_cast<compare::IdentifierLevel>(levels[compare::kIdentifier]);
  }
  /// Equal, or at most two edits apart.
  [[nodiscard]] bool has_near_identifiers() const {
    return identifier() != compare::IdentifierLevel::kMissing &&
           identifier() != compare::IdentifierLevel::kDifferent;
  }
};

class SearchedForce {
 public:
  /// Under the model of identities that is learned from it.
  explicit SearchedForce(const LinkForce& force)
      : prepared_(force), frequencies_(index().count_frequencies(left())) {
    find_near_names();
    set_model(fit_identities(prepared_.fit_input()).model);
  }
  SearchedForce(const LinkForce& force, const model::Model& model)
      : prepared_(force), frequencies_(index().count_frequencies(left())) {
    find_near_names();
    set_model(model);
  }
  SearchedForce(const SearchedForce&) = delete;
  SearchedForce& operator=(const SearchedForce&) = delete;

  /// Another model in place of the one it had.
  void set_model(const model::Model& model) {
    model_ = model;
    weights_ = model::PatternWeights(model);
  }

  [[nodiscard]] std::span<const Identity> left() const {
    return prepared_.records.distinct.identities;
  }
  [[nodiscard]] std::span<const Identity> right() const { return index().persons().identities; }
  [[nodiscard]] const PersonIndex& index() const { return prepared_.index; }
  [[nodiscard]] const model::Model& model() const { return model_; }
  [[nodiscard]] const model::PatternWeights& weights() const { return weights_; }
  [[nodiscard]] const model::RecordFrequencies& frequencies() const { return frequencies_; }
  [[nodiscard]] PairBounds bounds() const {
    return PairBounds({left(), right(), index().traits(), frequencies_, weights_});
  }

  [[nodiscard]] NearPair near_pair(std::uint32_t i, std::uint32_t j) const {
    const Identity& ours = left()[i];
    const Identity& theirs = right()[j];
    return {near_level(ours.forename, theirs.forename), near_level(ours.surname, theirs.surname),
            near_level(ours.forename, theirs.surname), near_level(ours.surname, theirs.forename)};
  }

  [[nodiscard]] WeighedPair weigh(std::uint32_t i, std::uint32_t j) const {
    compare::IdentityComparer comparer(index().traits(), index().identifiers());
    comparer.set_left(left()[i]);
    return weigh(comparer, i, j);
  }

  /// Calls `function(left, right, pair)` for all pairs.
  template <class Function>
  void for_all_pairs(const Function& function) const {
    compare::IdentityComparer comparer(index().traits(), index().identifiers());
    for (std::uint32_t i = 0; i < left().size(); ++i) {
      comparer.set_left(left()[i]);
      for (std::uint32_t j = 0; j < right().size(); ++j) {
        function(i, j, weigh(comparer, i, j));
      }
    }
  }

  /// Agrees as other people do.
  [[nodiscard]] bool is_guarded(std::uint32_t i, std::uint32_t j, const WeighedPair& pair) const {
    return compare::is_guarded(pair.levels, left()[i], right()[j]);
  }

  /// The weight without what identifiers add that are alike: names, dates and further forenames.
  [[nodiscard]] Weight without_identifier(const WeighedPair& pair) const {
    const std::uint8_t level = pair.levels[compare::kIdentifier];
    return pair.weight - std::max<Weight>(0, weights_.of_level(compare::kIdentifier, level));
  }

  /// What a forename adds that is close by further forenames alone, where these do not count.
  [[nodiscard]] Weight by_further(std::uint32_t i, const WeighedPair& pair,
                                  const NearPair& near) const {
    using compare::NameLevel;
    const std::uint8_t names = pair.levels[compare::kNames];
    const bool is_near = near.forename == NameLevel::kNear;
    const std::uint8_t without = compare::direct_level(
        is_near ? NameLevel::kNear : NameLevel::kOther, compare::surname_level_of(names));
    const Weight added = weights_.of_level(compare::kNames, names) -
                         weights_.of_level(compare::kNames, without) +
                         (is_near ? 0 : std::max<Weight>(0, frequencies_.left[i].forename));
    return std::max<Weight>(0, added);
  }

  /// The two identities, for a failure message.
  [[nodiscard]] std::string describe(std::uint32_t i, std::uint32_t j) const {
    return describe(left()[i]) + " | " + describe(right()[j]);
  }

 private:
  /// The comparer has the left identity.
  [[nodiscard]] WeighedPair weigh(const compare::IdentityComparer& comparer, std::uint32_t i,
                                  std::uint32_t j) const {
    WeighedPair pair;
    comparer.compare(right()[j], pair.levels);
    pair.weight = weights_.of_comparisons(pair.levels, 0, compare::kNumIdentityComparisons) +
                  frequency_weight(pair.levels, frequencies_.right[j], frequencies_.left[i]);
    return pair;
  }
  [[nodiscard]] compare::NameLevel near_level(NameId a, NameId b) const {
    using compare::NameLevel;
    if (a.is_none() || b.is_none()) return NameLevel::kOther;
    if (a == b) return NameLevel::kSame;
    const std::span<const NameId> near = near_.of(a);
    const auto found = std::lower_bound(near.begin(), near.end(), b);
    if (found == near.end() || *found != b) return NameLevel::kOther;
    return near_levels_[near_.begins[a.index()] + static_cast<std::size_t>(found - near.begin())];
  }
  /// Not by the index's own lists, which the search goes by.
  void find_near_names() {
    const compare::NameTraits& traits = index().traits();
    near_ = compare::find_near_names(traits, {}, names_in_use(left(), right(), traits.size()));
    compare::NameComparer comparer(traits);
    for (std::uint32_t name = 0; name < traits.size(); ++name) {
      comparer.set_name({name});
      for (const NameId other : near_.of({name})) near_levels_.push_back(comparer.compare(other));
    }
  }
  [[nodiscard]] std::string describe(const Identity& identity) const {
    const auto name = [&](NameId id) {
      return id.is_none() ? std::string("-") : std::string(index().traits().names()[id.index()]);
    };
    return name(identity.forename) + " (" + name(identity.other_forenames) + ") " +
           name(identity.surname) + " " + std::to_string(identity.date_of_birth);
  }

  PreparedForce prepared_;
  model::RecordFrequencies frequencies_;
  compare::NearNames near_;
  std::vector<compare::NameLevel> near_levels_;  ///< of its neighbours
  model::Model model_;
  model::PatternWeights weights_;
};

/// A model with random shares, in which identifiers and further forenames that differ speak against
/// a pair, as in every model that is learned.
inline model::Model any_model(std::uint64_t seed) {
  model::Model model = fsu::test::random_model(0, seed);
  const auto speak_against = [&](std::size_t comparison, auto level) {
    model::LevelShares& shares =
        model.comparisons[comparison].shares[static_cast<std::size_t>(level)];
    if (shares.m > shares.u) std::swap(shares.m, shares.u);
  };
  speak_against(compare::kIdentifier, compare::IdentifierLevel::kDifferent);
  speak_against(compare::kOtherForenames, compare::OtherForenamesLevel::kDifferent);
  return model;
}

}  // namespace fsu::stages::test
