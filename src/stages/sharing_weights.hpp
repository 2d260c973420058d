// What agreeing on a value says more, or less, by how many people share it.
//
//   log2(mean / number of sharers)
// where mean is how many share the value of a random sharer of some value, at least 1. Tabulated
// for the small numbers that nearly all are.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "kernels/core/fixed_log2.hpp"
#include "kernels/model/model.hpp"

namespace fsu::stages {

class SharingWeights {
 public:
  explicit SharingWeights(double mean = 1) : mean_(std::max(mean, 1.0)) {
    for (std::size_t num = 1; num < of_.size(); ++num) of_[num] = work_out(num);
  }

  /// 0 where nobody shares the value.
  [[nodiscard]] Weight of(std::size_t num_sharing) const {
    return num_sharing < of_.size() ? of_[num_sharing] : work_out(num_sharing);
  }

 private:
  [[nodiscard]] Weight work_out(std::size_t num_sharing) const {
    return model::weight_of_ratio(mean_ / static_cast<double>(num_sharing));
  }

  double mean_;
  std::array<Weight, 128> of_{};
};

}  // namespace fsu::stages
