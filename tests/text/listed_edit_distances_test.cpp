#include "kernels/text/listed_edit_distances.hpp"

#include <gtest/gtest.h>

#include "tests/text/batch_name_samples.hpp"
#include "tests/text/edit_distance_reference.hpp"

namespace fsu::text {
namespace {

class ListedEditDistancesOnPath : public ::testing::TestWithParam<Isa> {
 protected:
  ScopedIsa isa_{GetParam()};
};

/// Every name against lists that are empty, short, or all names, some of them twice.
void check(const std::vector<std::string>& names) {
  const StringColumn column = to_string_column(names);
  const CodedNames coded(column);
  ListedEditDistances listed(coded);  // one for all: a list must leave no trace of the last
  for (std::uint32_t query = 0; query < std::min<std::size_t>(names.size(), 25); ++query) {
    Random random(7, 1, query);
    std::vector<std::uint32_t> others;
    const std::size_t size = random.below(2) == 0 ? random.below(8) : names.size();
    for (std::size_t i = 0; i < size; ++i) {
      others.push_back(static_cast<std::uint32_t>(random.below(names.size())));
    }
    const std::span<const std::uint8_t> distances = listed.measure(query, others);
    ASSERT_EQ(distances.size(), others.size());
    for (std::size_t i = 0; i < others.size(); ++i) {
      const int expected = reference_edit_distance(names[query], names[others[i]]);
      ASSERT_EQ(distances[i], expected <= 2 ? expected : ListedEditDistances::kTooMany)
          << names[query] << " and " << names[others[i]];
    }
  }
}

TEST_P(ListedEditDistancesOnPath, Degenerate) {
  for (const std::vector<std::string>& names : degenerate_batch_names()) check(names);
}

TEST_P(ListedEditDistancesOnPath, EqualTheReference) {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) check(sample_batch_names(seed, 150));
}

INSTANTIATE_TEST_SUITE_P(Paths, ListedEditDistancesOnPath, ::testing::ValuesIn(isas_of_machine()),
                         [](const auto& path) { return std::string(isa_name(path.param)); });

}  // namespace
}  // namespace fsu::text
