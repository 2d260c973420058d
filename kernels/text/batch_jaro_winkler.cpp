#include "kernels/text/batch_jaro_winkler.hpp"

#include <algorithm>
#include <bit>

#include "kernels/core/check.hpp"

namespace fsu::text {
namespace {

constexpr std::size_t kNumLengths = kMaxComparedBytes + 1;
constexpr std::size_t kNumPrefixes = kMaxJaroPrefix + 1;
constexpr std::size_t kCountedBlocks = 64;  // whose counts are held at a time

JaroPath jaro_path(std::size_t num_tables_log2) {
#if FSU_HAS_X86_PATHS
  if (isa() == Isa::kAvx512) return avx512_jaro_path(num_tables_log2);
  if (isa() == Isa::kAvx2) return avx2_jaro_path(num_tables_log2);
#endif
  return portable_jaro_path(num_tables_log2);
}

/// The low bits of a word, repeated through it in lanes of 8 << `lanes_log2` bits.
std::uint64_t repeat_lanes(std::uint64_t word, std::size_t lanes_log2) {
  const std::size_t bits = std::size_t{8} << lanes_log2;
  if (bits == 64) return word;
  word &= (std::uint64_t{1} << bits) - 1;
  for (std::size_t width = bits; width < 64; width *= 2) word |= word << width;
  return word;
}

std::uint8_t least_matches(double similarity, JaroLengths lengths, bool equal_first) {
  if (similarity <= 0.0) return 0;
  const std::size_t shorter = std::min(lengths.first, lengths.second);
  const int prefix = equal_first ? static_cast<int>(std::min(shorter, kMaxJaroPrefix)) : 0;
  for (int matches = 1; matches <= static_cast<int>(shorter); ++matches) {
    if (jaro_winkler_score(lengths, {matches, 0, prefix}) >= similarity) {
      return static_cast<std::uint8_t>(matches);
    }
  }
  return JaroWinklerCutoff::kNever;
}

/// Columns whose letters lie within reach of a query's last byte.
std::size_t count_matched_columns(std::size_t query_length, std::size_t length) {
  return std::min(length, query_length + jaro_reach(query_length, length));
}

}  // namespace

JaroWinklerCutoff::JaroWinklerCutoff(double similarity) : similarity_(similarity) {
  for (std::size_t a = 1; a < kNumLengths; ++a) {
    for (std::size_t b = 1; b < kNumLengths; ++b) {
      for (const bool equal_first : {false, true}) {
        min_matches_[a][b][equal_first ? 1 : 0] = least_matches(similarity, {a, b}, equal_first);
      }
    }
  }
}

void JaroWinklerBatch::set(std::string_view query) {
  query_ = query.substr(0, kMaxComparedBytes);
  masks_ = make_query_masks(query_, columns_->codes());
  pattern_.reset();
}

double JaroWinklerBatch::compare_other(std::uint32_t name) {
  if (!pattern_) pattern_.emplace().set(query_);
  return pattern_->similarity(columns_->names()[name]);
}

JaroTask JaroWinklerBatch::make_task(const NameColumns::Group& group, BlockRange blocks) const {
  JaroTask task;
  task.query = &masks_;
  task.columns = columns_->columns(group, blocks.begin);
  task.num_blocks = blocks.end - blocks.begin;
  task.length = group.length;
  task.num_matched_columns = count_matched_columns(masks_.length, group.length);
  task.first_place = static_cast<std::uint32_t>(blocks.begin * kColumnNames);
  const std::size_t reach = jaro_reach(masks_.length, group.length);
  for (std::size_t j = 0; j < task.num_matched_columns; ++j) {
    task.windows[j] = repeat_lanes(jaro_window(j, reach), masks_.num_tables_log2);
  }
  return task;
}

void JaroWinklerBatch::count(const NameColumns::Group& group, BlockRange blocks,
                             std::span<JaroBlock> counts) const {
  FSU_CHECK(!query_.empty() && counts.size() >= blocks.end - blocks.begin);
  jaro_path(masks_.num_tables_log2).count(make_task(group, blocks), counts.data());
}

std::span<const double> JaroWinklerBatch::scores(std::size_t length) {
  scores_.resize(kNumLengths * kNumLengths);
  std::vector<double>& scores = scores_[masks_.length * kNumLengths + length];
  if (!scores.empty()) return scores;
  const auto most = static_cast<int>(std::min(masks_.length, length));
  for (int matches = 0; matches <= most; ++matches) {
    for (int half = 0; half <= most / 2; ++half) {
      for (int prefix = 0; prefix < static_cast<int>(kNumPrefixes); ++prefix) {
        const JaroCounts counts = {matches, std::min(2 * half, matches), prefix};
        scores.push_back(jaro_winkler_score({masks_.length, length}, counts));
      }
    }
  }
  return scores;
}

void JaroWinklerBatch::similarities(std::span<double> similarities) {
  FSU_CHECK(similarities.size() == columns_->names().size());
  if (!query_.empty()) {
    counts_.resize(kCountedBlocks);
    for (const NameColumns::Group& group : columns_->groups()) {
      const std::span<const double> table = scores(group.length);
      const std::size_t num_halves = std::min(masks_.length, group.length) / 2 + 1;
      for (BlockRange rest = group.blocks; !rest.empty(); rest.begin += kCountedBlocks) {
        const BlockRange blocks = rest.intersect({rest.begin, rest.begin + kCountedBlocks});
        count(group, blocks, counts_);
        for (std::size_t place = blocks.begin * kColumnNames; place < blocks.end * kColumnNames;
             ++place) {
          const std::uint32_t name = columns_->places()[place];
          if (name == kNoName) break;
          const JaroBlock& block = counts_[place / kColumnNames - blocks.begin];
          const std::size_t lane = place % kColumnNames;
          similarities[name] =
              table[(block.matches[lane] * num_halves + block.out_of_order[lane] / 2u) *
                        kNumPrefixes +
                    block.prefix[lane]];
        }
      }
    }
  } else {
    for (const std::uint32_t name : columns_->places()) {
      if (name != kNoName) similarities[name] = 0.0;
    }
  }
  for (const std::uint32_t name : columns_->others()) similarities[name] = compare_other(name);
}

void JaroWinklerBatch::find_similar(const JaroWinklerCutoff& cutoff,
                                    std::vector<SimilarName>& similar) {
  find_similar(cutoff, columns_->all_blocks(), similar);
  find_similar_others(cutoff, similar);
}

void JaroWinklerBatch::find_similar(const JaroWinklerCutoff& cutoff, BlockRange blocks,
                                    std::vector<SimilarName>& similar) {
  for (const NameColumns::Group& group : columns_->groups()) {
    BlockRange range = group.blocks.intersect(blocks);
    if (range.empty()) continue;
    if (query_.empty()) {
      if (cutoff.similarity() > 0.0) continue;
      for (const std::uint32_t name : columns_->places().subspan(
               range.begin * kColumnNames, (range.end - range.begin) * kColumnNames)) {
        if (name != kNoName) similar.push_back({name, 0.0});
      }
      continue;
    }
    const JaroLengths lengths = {masks_.length, group.length};
    if (cutoff.min_matches(lengths, false) == JaroWinklerCutoff::kNever) {
      range = range.intersect(group.blocks_of_first[columns_->codes().code(query_[0])]);
    }
    const bool may_reach = cutoff.min_matches(lengths, true) != JaroWinklerCutoff::kNever;
    if (!range.empty() && may_reach) find_in_group(cutoff, group, range, similar);
  }
}

void JaroWinklerBatch::find_in_group(const JaroWinklerCutoff& cutoff,
                                     const NameColumns::Group& group, BlockRange blocks,
                                     std::vector<SimilarName>& similar) {
  const JaroLengths lengths = {masks_.length, group.length};
  JaroTask task = make_task(group, blocks);
  task.min_matches = {cutoff.min_matches(lengths, false), cutoff.min_matches(lengths, true)};
  finds_.clear();
  jaro_path(masks_.num_tables_log2).find(task, finds_);
  for (const JaroFind& find : finds_) {
    const std::uint32_t name = columns_->places()[find.place];
    if (name == kNoName) continue;
    const double similarity =
        jaro_winkler_score(lengths, {find.matches, find.out_of_order, find.prefix});
    if (similarity >= cutoff.similarity()) similar.push_back({name, similarity});
  }
}

void JaroWinklerBatch::find_similar_others(const JaroWinklerCutoff& cutoff,
                                           std::vector<SimilarName>& similar) {
  for (const std::uint32_t name : columns_->others()) {
    const double similarity = compare_other(name);
    if (similarity >= cutoff.similarity()) similar.push_back({name, similarity});
  }
}

void add_jaro_finds(const JaroBlock& counts, std::uint64_t lanes, std::uint32_t first_place,
                    std::vector<JaroFind>& finds) {
  for (; lanes != 0; lanes &= lanes - 1) {
    const auto lane = static_cast<std::uint32_t>(std::countr_zero(lanes));
    finds.push_back(
        {first_place + lane, counts.matches[lane], counts.out_of_order[lane], counts.prefix[lane]});
  }
}

}  // namespace fsu::text
