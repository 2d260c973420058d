#include "kernels/text/listed_edit_distances.hpp"

#include <algorithm>

#include "kernels/core/parallel.hpp"

namespace fsu::text {
namespace {

constexpr std::size_t kBlockSize = 8192;
constexpr std::size_t kRowsAhead = 12;  // that are on their way from memory

std::uint8_t limit(int distance) {
  constexpr int kMost = ListedEditDistances::kMaxEdits;
  return distance <= kMost ? static_cast<std::uint8_t>(distance) : ListedEditDistances::kTooMany;
}

}  // namespace

CodedNames::CodedNames(const StringColumn& names)
    : names_(&names), codes_(names), rows_(names.size()) {
  for_blocks(names.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const std::string_view name = names[i];
      if (name.empty() || name.size() > kMaxLength || !codes_.cover(name)) continue;
      for (std::size_t j = 0; j < name.size(); ++j) rows_[i].letters[j] = codes_.stored(name[j]);
      rows_[i].length = static_cast<std::uint8_t>(name.size());
    }
  });
}

std::span<const std::uint8_t> ListedEditDistances::measure(std::uint32_t query,
                                                           std::span<const std::uint32_t> others) {
  distances_.assign(others.size(), kTooMany);
  if (others.empty()) return distances_;
  set_query(query);
  const bool has_row = names_->row(query).length != CodedNames::kNoRow;
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (i + kRowsAhead < others.size()) __builtin_prefetch(&names_->row(others[i + kRowsAhead]));
    const CodedNames::Row& row = names_->row(others[i]);
    if (has_row && row.length != CodedNames::kNoRow) {
      put(row, static_cast<std::uint32_t>(i));
    } else {
      distances_[i] = measure_one(names_->names()[others[i]]);
    }
  }
  for (std::size_t place = 0; place < kNumLengths; ++place) {
    Waiting& waiting = waiting_[place];
    if (waiting.num_names > 0) measure_waiting(query_.size() + place - kMaxEdits, waiting);
  }
  return distances_;
}

void ListedEditDistances::set_query(std::uint32_t query) {
  query_ = names_->names()[query];
  pattern_.reset();
  masks_ = make_query_masks(query_, names_->codes());
  path_ = edit_path(masks_.num_tables_log2);
}

void ListedEditDistances::put(const CodedNames::Row& row, std::uint32_t number) {
  const std::size_t length = row.length;
  const std::size_t place = length + kMaxEdits - query_.size();  // wraps round where far shorter
  if (place >= kNumLengths) return;
  Waiting& waiting = waiting_[place];
  std::uint8_t* const column = waiting.columns.data() + waiting.num_names;
  for (std::size_t j = 0; j < length; ++j) column[j * kColumnNames] = row.letters[j];
  waiting.numbers[waiting.num_names++] = number;
  if (waiting.num_names == kColumnNames) measure_waiting(length, waiting);
}

void ListedEditDistances::measure_waiting(std::size_t length, Waiting& waiting) {
  const EditTask task = {.query = &masks_,
                         .columns = waiting.columns.data(),
                         .num_blocks = 1,
                         .length = length,
                         .query_bytes = low_bits_of_lanes(masks_.length, masks_.num_tables_log2)};
  EditBlock block;
  path_.measure(task, &block);
  for (std::size_t lane = 0; lane < waiting.num_names; ++lane) {
    distances_[waiting.numbers[lane]] = limit(block.distances[lane]);
  }
  waiting.num_names = 0;
}

std::uint8_t ListedEditDistances::measure_one(std::string_view name) {
  const std::size_t longer = std::max(name.size(), query_.size());
  if (longer - std::min(name.size(), query_.size()) > kMaxEdits) return kTooMany;
  if (!pattern_) pattern_.emplace().set(query_);
  return limit(pattern_->distance(name));
}

}  // namespace fsu::text
