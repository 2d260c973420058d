#include "kernels/synth/name_data.hpp"

#include "kernels/core/check.hpp"

namespace fsu::synth {

const NameData& name_data(NameGroup group) {
  switch (group) {
    case NameGroup::kBritish:
      return british_names();
    case NameGroup::kIrish:
      return irish_names();
    case NameGroup::kSouthAsian:
      return south_asian_names();
    case NameGroup::kArabic:
      return arabic_names();
    case NameGroup::kEastEuropean:
      return east_european_names();
    case NameGroup::kAfrican:
      return african_names();
  }
  throw InternalError("unknown name group");
}

}  // namespace fsu::synth
