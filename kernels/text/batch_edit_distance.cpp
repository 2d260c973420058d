#include "kernels/text/batch_edit_distance.hpp"

#include <algorithm>
#include <bit>

#include "kernels/core/check.hpp"

namespace fsu::text {

EditPath edit_path(std::size_t num_tables_log2) {
#if FSU_HAS_X86_PATHS
  if (isa() == Isa::kAvx512) return avx512_edit_path(num_tables_log2);
  if (isa() == Isa::kAvx2) return avx2_edit_path(num_tables_log2);
#endif
  return portable_edit_path(num_tables_log2);
}

std::uint64_t low_bits_of_lanes(std::size_t num_bits, std::size_t lanes_log2) {
  std::uint64_t word = ~std::uint64_t{0} >> (64 - num_bits);
  for (std::size_t width = std::size_t{8} << lanes_log2; width < 64; width *= 2) {
    word |= word << width;
  }
  return word;
}

void EditDistanceBatch::set(std::string_view query) {
  query_ = query;
  masks_ = make_query_masks(query_, columns_->codes());
  pattern_.reset();
}

int EditDistanceBatch::measure_one(std::uint32_t name) {
  if (!pattern_) pattern_.emplace().set(query_);
  return pattern_->distance(columns_->names()[name]);
}

EditTask EditDistanceBatch::make_task(const NameColumns::Group& group, BlockRange blocks) const {
  return {.query = &masks_,
          .columns = columns_->columns(group, blocks.begin),
          .num_blocks = blocks.end - blocks.begin,
          .length = group.length,
          .query_bytes = low_bits_of_lanes(masks_.length, masks_.num_tables_log2)};
}

void EditDistanceBatch::distances(std::span<int> distances) {
  FSU_CHECK(distances.size() == columns_->names().size());
  for (const std::uint32_t name : columns_->others()) distances[name] = measure_one(name);
  const std::span<const std::uint32_t> places = columns_->places();
  if (!fits_columns()) {
    for (const std::uint32_t name : places) {
      if (name != kNoName) distances[name] = measure_one(name);
    }
    return;
  }
  for (const NameColumns::Group& group : columns_->groups()) {
    blocks_.resize(group.blocks.end - group.blocks.begin);
    edit_path(masks_.num_tables_log2).measure(make_task(group, group.blocks), blocks_.data());
    const std::size_t first_place = group.blocks.begin * kColumnNames;
    for (std::size_t i = 0; i < blocks_.size() * kColumnNames; ++i) {
      const std::uint32_t name = places[first_place + i];
      if (name == kNoName) break;
      distances[name] = blocks_[i / kColumnNames].distances[i % kColumnNames];
    }
  }
}

void EditDistanceBatch::find_near(int max_edits, std::vector<NearName>& near) {
  find_near(max_edits, columns_->all_blocks(), near);
  find_near_others(max_edits, near);
}

void EditDistanceBatch::find_near(int max_edits, BlockRange blocks, std::vector<NearName>& near) {
  if (max_edits < 0) return;
  const auto most = static_cast<std::size_t>(max_edits);
  const std::span<const std::uint32_t> places = columns_->places();
  for (const NameColumns::Group& group : columns_->groups()) {
    const BlockRange range = group.blocks.intersect(blocks);
    const std::size_t longer = std::max(group.length, query_.size());
    if (range.empty() || longer - std::min(group.length, query_.size()) > most) continue;
    const std::size_t first_place = range.begin * kColumnNames;
    if (!fits_columns()) {
      const std::size_t num_places = (range.end - range.begin) * kColumnNames;
      find_one_by_one(max_edits, places.subspan(first_place, num_places), near);
      continue;
    }
    finds_.clear();
    const auto limit = static_cast<std::uint8_t>(std::min(most, kMaxColumnLength));
    edit_path(masks_.num_tables_log2).find(make_task(group, range), limit, finds_);
    for (const EditFind& find : finds_) {
      for (std::uint64_t lanes = find.lanes; lanes != 0; lanes &= lanes - 1) {
        const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
        const std::uint32_t name = places[first_place + find.block * kColumnNames + lane];
        if (name != kNoName) near.push_back({name, find.distances.distances[lane]});
      }
    }
  }
}

void EditDistanceBatch::find_near_others(int max_edits, std::vector<NearName>& near) {
  find_one_by_one(max_edits, columns_->others(), near);
}

void EditDistanceBatch::find_one_by_one(int max_edits, std::span<const std::uint32_t> names,
                                        std::vector<NearName>& near) {
  for (const std::uint32_t name : names) {
    if (name == kNoName) continue;
    const int distance = measure_one(name);
    if (distance <= max_edits) near.push_back({name, distance});
  }
}

}  // namespace fsu::text
