// How many people bear each value of a field, in record weights: of names and days, and of full
// names.
//
// Values that are whole numbers below a bound have a place each (ValueWeights); full names, far
// fewer than pairs of names, are grouped and stand in their order (FullNameWeights). Weights are
// integers, so neither the order of the records nor the thread count changes a sum; what is added
// up of them as floating point is added in the order of the values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/core/unset_vector.hpp"
#include "kernels/model/term_frequency.hpp"

namespace fsu::model {

/// People of a record weight.
[[nodiscard]] inline double people_of(std::uint64_t weight) {
  return static_cast<double>(weight) / static_cast<double>(kWholePerson);
}

class ValueWeights {
 public:
  /// `value_of(identity)`: its value below `num_values`, or nothing.
  template <class ValueOf>
  ValueWeights(std::span<const PopulationRecords> population, std::size_t num_values,
               const ValueOf& value_of)
      : weights_(num_values) {
    for (const PopulationRecords& records : population) {
      for (std::size_t i = 0; i < records.identities.size(); ++i) {
        const std::optional<std::size_t> value = value_of(records.identities[i]);
        if (value) weights_[*value] += records.weights[i];
      }
    }
    add_up();
  }

  [[nodiscard]] std::size_t size() const { return weights_.size(); }
  [[nodiscard]] double of(std::size_t value) const { return people_of(weights_[value]); }
  /// The number of people with the value of a person drawn at random.
  [[nodiscard]] double mean() const { return mean_; }

 private:
  void add_up();

  std::vector<std::uint64_t> weights_;
  double mean_ = 1;
};

class FullNameWeights {
 public:
  explicit FullNameWeights(std::span<const PopulationRecords> population);

  [[nodiscard]] static std::uint64_t key_of(const Identity& identity) {
    return std::uint64_t{identity.forename.value} << 32 | identity.surname.value;
  }

  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] std::uint64_t key(std::size_t place) const { return keys_[place]; }
  [[nodiscard]] double people(std::size_t place) const { return people_of(weights_[place]); }
  [[nodiscard]] double total() const { return people_of(total_); }

  /// The people of a full name; 0 where nobody bears it. `hint`, a place, is where the last name
  /// asked for was found: quick where names are asked for in order.
  [[nodiscard]] double of(std::uint64_t key, std::size_t& hint) const;

 private:
  UnsetVector<std::uint64_t> keys_;  ///< ascending
  UnsetVector<std::uint64_t> weights_;
  std::uint64_t total_ = 0;
};

}  // namespace fsu::model
