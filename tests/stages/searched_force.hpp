// A force, the model of identities learned from it, and what weighing a pair takes: for the tests
// of the search for likely people.
#pragma once

#include <algorithm>

#include "kernels/compare/compare_identities.hpp"
#include "src/stages/frequency_weight.hpp"
#include "src/stages/likely_search.hpp"
#include "tests/stages/prepared_force.hpp"

namespace fsu::stages::test {

/// How a pair's names agree: same, or near by the lists of the index; kOther for all else.
struct NearPair {
  compare::NameLevel forename, surname;  ///< in their own places
  compare::NameLevel one, other;         ///< our forename as their surname, and the reverse

  [[nodiscard]] static bool is_near(compare::NameLevel level) {
    return level != compare::NameLevel::kOther;
  }
  [[nodiscard]] bool has_any() const {
    return is_near(forename) || is_near(surname) || is_near(one) || is_near(other);
  }
};

/// A pair compared in full.
struct WeighedPair {
  Levels levels{};
  Weight weight = 0;  ///< without prior
};

class SearchedForce {
 public:
  explicit SearchedForce(const LinkForce& force)
      : prepared_(force),
        model_(fit_identities(prepared_.fit_input()).model),
        weights_(model_),
        frequencies_(index().count_frequencies(left())) {}
  SearchedForce(const SearchedForce&) = delete;
  SearchedForce& operator=(const SearchedForce&) = delete;

  [[nodiscard]] std::span<const Identity> left() const {
    return prepared_.records.distinct.identities;
  }
  [[nodiscard]] std::span<const Identity> right() const { return index().persons().identities; }
  [[nodiscard]] const PersonIndex& index() const { return prepared_.index; }
  [[nodiscard]] const model::Model& model() const { return model_; }
  [[nodiscard]] const model::PatternWeights& weights() const { return weights_; }
  [[nodiscard]] const model::RecordFrequencies& frequencies() const { return frequencies_; }
  /// Another model in place of the one that was learned.
  void set_model(const model::Model& model) {
    model_ = model;
    weights_ = model::PatternWeights(model);
  }

  [[nodiscard]] PairBounds bounds() const {
    return PairBounds({left(), right(), index().traits(), frequencies_, weights_});
  }

  [[nodiscard]] compare::NameLevel near_level(NameId a, NameId b) const {
    using compare::NameLevel;
    if (a.is_none() || b.is_none()) return NameLevel::kOther;
    if (a == b) return NameLevel::kSame;
    const blocking::NearSpan near = index().near_levels().of(a);
    const auto found = std::lower_bound(near.names.begin(), near.names.end(), b);
    if (found == near.names.end() || *found != b) return NameLevel::kOther;
    return static_cast<NameLevel>(
        near.levels[static_cast<std::size_t>(found - near.names.begin())]);
  }
  [[nodiscard]] NearPair near_pair(const Identity& a, const Identity& b) const {
    return {near_level(a.forename, b.forename), near_level(a.surname, b.surname),
            near_level(a.forename, b.surname), near_level(a.surname, b.forename)};
  }

  /// Calls `function(left, right, pair)` for all pairs.
  template <class Function>
  void for_all_pairs(const Function& function) const {
    compare::IdentityComparer comparer(index().traits(), index().identifiers());
    for (std::uint32_t i = 0; i < left().size(); ++i) {
      comparer.set_left(left()[i]);
      for (std::uint32_t j = 0; j < right().size(); ++j) {
        WeighedPair pair;
        comparer.compare(right()[j], pair.levels);
        pair.weight = weights_.of_comparisons(pair.levels, 0, compare::kNumIdentityComparisons) +
                      frequency_weight(pair.levels, frequencies_.right[j], frequencies_.left[i]);
        function(i, j, pair);
      }
    }
  }

 private:
  PreparedForce prepared_;
  model::Model model_;
  model::PatternWeights weights_;
  model::RecordFrequencies frequencies_;
};

}  // namespace fsu::stages::test
