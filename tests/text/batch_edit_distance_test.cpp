#include "kernels/text/batch_edit_distance.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/text/batch_name_samples.hpp"
#include "tests/text/edit_distance_reference.hpp"

namespace fsu::text {
namespace {

class BatchEditDistance : public ::testing::TestWithParam<Isa> {
 protected:
  ScopedIsa isa_{GetParam()};
};

/// By the definition, in the order that the batch has.
std::vector<NearName> reference_near(const NameColumns& columns, std::span<const int> distances,
                                     int max_edits) {
  std::vector<NearName> near;
  const auto add = [&](std::uint32_t name) {
    if (name != kNoName && distances[name] <= max_edits) near.push_back({name, distances[name]});
  };
  std::ranges::for_each(columns.places(), add);
  std::ranges::for_each(columns.others(), add);
  return near;
}

void check_query(EditDistanceBatch& batch, const NameColumns& columns, std::string_view query) {
  const StringColumn& names = columns.names();
  std::vector<int> expected;
  for (std::size_t i = 0; i < names.size(); ++i) {
    expected.push_back(reference_edit_distance(query, names[i]));
  }
  std::vector<int> distances(names.size(), -1);
  batch.set(query);
  batch.distances(distances);
  ASSERT_EQ(distances, expected) << query;
  for (const int max_edits : {-1, 0, 1, 2, 5, 64, 300}) {
    std::vector<NearName> near;
    batch.find_near(max_edits, near);
    ASSERT_EQ(near, reference_near(columns, expected, max_edits)) << query << ", " << max_edits;
  }
}

TEST_P(BatchEditDistance, Degenerate) {
  for (const std::vector<std::string>& names : degenerate_batch_names()) {
    const StringColumn column = to_string_column(names);
    const NameColumns columns(column);
    EditDistanceBatch batch(columns);
    for (const std::string query : {"", "A", "SMIHT", "M\xc3\x9cLLER", "XYZ"}) {
      check_query(batch, columns, query);
    }
    for (const std::string& query : names) check_query(batch, columns, query);
  }
}

TEST_P(BatchEditDistance, EqualsTheReference) {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const std::vector<std::string> names = sample_batch_names(seed, 150);
    const StringColumn column = to_string_column(names);
    const NameColumns columns(column);
    EditDistanceBatch batch(columns);  // one for all: a query must leave no trace of the last
    for (std::size_t i = 0; i < 15; ++i) check_query(batch, columns, names[i]);
    for (const std::string& query : sample_batch_names(seed + 100, 8)) {
      check_query(batch, columns, query);
    }
  }
}

TEST_P(BatchEditDistance, BlocksAndOthersMakeUpTheWhole) {
  const std::vector<std::string> names = sample_batch_names(61, 2'000);
  const StringColumn column = to_string_column(names);
  const NameColumns columns(column);
  EditDistanceBatch batch(columns);
  for (std::size_t i = 0; i < 20; ++i) {
    batch.set(names[i]);
    std::vector<NearName> whole;
    batch.find_near(2, whole);
    std::vector<NearName> parts;
    for (std::size_t block = 0; block < columns.all_blocks().end; block += 5) {
      batch.find_near(2, columns.all_blocks().intersect({block, block + 5}), parts);
    }
    batch.find_near_others(2, parts);
    ASSERT_EQ(parts, whole);
  }
}

INSTANTIATE_TEST_SUITE_P(Paths, BatchEditDistance, ::testing::ValuesIn(isas_of_machine()),
                         [](const auto& path) { return std::string(isa_name(path.param)); });

}  // namespace
}  // namespace fsu::text
