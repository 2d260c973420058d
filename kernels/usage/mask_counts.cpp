#include "kernels/usage/mask_counts.hpp"

#include <bit>

#include "kernels/core/check.hpp"

namespace fsu::usage {

MaskCounts mask_counts(const PersonInvestigations& investigations, std::span<const ClassMask> masks,
                       const MaskShape& shape) {
  MaskCounts counts;
  counts.by_class.assign(shape.num_classes, std::vector<std::int64_t>(shape.num_persons));
  counts.any.assign(shape.num_persons, 0);
  for (std::size_t row = 0; row < investigations.size(); ++row) {
    const std::size_t person = investigations.person[row].index();
    const std::size_t investigation = investigations.investigation[row].index();
    FSU_CHECK(person < shape.num_persons && investigation < masks.size());
    if (masks[investigation] != 0) ++counts.any[person];
    for (ClassMask rest = masks[investigation]; rest != 0; rest &= rest - 1) {
      const auto index = static_cast<std::size_t>(std::countr_zero(rest));
      FSU_CHECK(index < shape.num_classes);
      ++counts.by_class[index][person];
    }
  }
  return counts;
}

}  // namespace fsu::usage
