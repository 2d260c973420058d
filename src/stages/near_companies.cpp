#include "src/stages/near_companies.hpp"

#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = 4096;

}  // namespace

NearCompanies::NearCompanies(const NearLists& near, const PairBounds& bounds) {
  for (const NameSide side : {NameSide::kForename, NameSide::kSurname}) {
    const auto of_all = [&](std::span<const NameId> names) {
      NameCompany all = 0;
      for (const NameId name : names) {
        all = static_cast<NameCompany>(all | bounds.company_of(side, name));
      }
      return all;
    };
    std::vector<NameCompany>& close = close_[static_cast<std::size_t>(side)];
    std::vector<NameCompany>& others = near_[static_cast<std::size_t>(side)];
    close.resize(near.num_names());
    others.resize(near.num_names());
    for_blocks(near.num_names(), kBlockSize, [&](const Block& block) {
      for (std::size_t i = block.begin; i < block.end; ++i) {
        const blocking::NearSpan names = near.of(NameId{static_cast<std::uint32_t>(i)});
        close[i] = of_all(names.close);
        others[i] = of_all(names.near);
      }
    });
  }
}

}  // namespace fsu::stages
