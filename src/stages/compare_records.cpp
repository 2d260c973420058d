#include "src/stages/compare_records.hpp"

#include <algorithm>
#include <unordered_map>

#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"
#include "kernels/text/encode_identities.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = 512;
constexpr std::uint64_t kSampleSeed = 1;
constexpr std::uint64_t kSampleStream = 0x5a3d;

/// Compares one left record with many right ones; one object a thread.
class RecordComparer {
 public:
  RecordComparer(const compare::NameTraits& traits, const RecordSides& sides)
      : sides_(sides), identities_(traits, sides.identifiers) {
    for (const Field& field : sides.fields) fields_.emplace_back(field);
  }

  void set_left(std::size_t record) {
    identities_.set_left(sides_.left[record]);
    for (compare::FieldComparer& field : fields_) field.set_left(record);
  }

  [[nodiscard]] Levels compare(std::size_t right_record) const {
    Levels levels{};
    identities_.compare(sides_.right[right_record], levels);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      levels[compare::kNumIdentityComparisons + i] = fields_[i].compare(right_record);
    }
    return levels;
  }

 private:
  const RecordSides& sides_;
  compare::IdentityComparer identities_;
  std::vector<compare::FieldComparer> fields_;
};

/// The pairs of one block of left records; patterns are numbered in the order of first sight.
struct BlockPairs {
  std::vector<std::uint64_t> codes;
  std::unordered_map<std::uint64_t, std::uint32_t> number_of_code;
  std::vector<std::uint64_t> num_sampled;
  std::vector<std::uint32_t> left;
  std::vector<std::uint32_t> right;
  std::vector<std::uint32_t> pattern;
  blocking::BlockingCounts blocking;
  std::uint64_t num_without_values = 0;
  std::uint64_t num_sampled_without_values = 0;

  std::uint32_t number(std::uint64_t code) {
    const auto [found, is_new] =
        number_of_code.emplace(code, static_cast<std::uint32_t>(codes.size()));
    if (is_new) {
      codes.push_back(code);
      num_sampled.push_back(0);
    }
    return found->second;
  }
};

class BlockComparer {
 public:
  BlockComparer(const RecordSides& sides, const compare::NameTraits& traits,
                const blocking::CandidateFinder& finder,
                const std::vector<ComparisonSpec>& comparisons, std::size_t num_draws)
      : sides_(sides),
        finder_(finder),
        comparisons_(comparisons),
        code_(comparisons),
        num_draws_(num_draws),
        comparer_(traits, sides) {}

  BlockPairs compare(const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const auto left = static_cast<std::uint32_t>(i);
      finder_.find({sides_.left[i], left, sides_.is_one_file ? left + 1 : 0}, workspace_);
      comparer_.set_left(i);
      for (const std::uint32_t right : workspace_.candidates) add(left, right);
      sample(left);
    }
    pairs_.blocking = workspace_.counts;
    return std::move(pairs_);
  }

 private:
  void add(std::uint32_t left, std::uint32_t right) {
    const Levels levels = comparer_.compare(right);
    if (compares_nothing(comparisons_, levels)) {
      ++pairs_.num_without_values;
      return;
    }
    pairs_.left.push_back(left);
    pairs_.right.push_back(right);
    pairs_.pattern.push_back(pairs_.number(code_.encode(levels)));
  }

  void sample(std::uint32_t left) {
    Random random(kSampleSeed, kSampleStream, left);
    for (std::size_t draw = 0; draw < num_draws_; ++draw) {
      const auto right = static_cast<std::uint32_t>(random.below(sides_.right.size()));
      const bool is_itself = sides_.is_one_file && right <= left;
      if (is_itself || workspace_.has(right)) continue;
      const Levels levels = comparer_.compare(right);
      if (compares_nothing(comparisons_, levels)) {
        ++pairs_.num_sampled_without_values;
      } else {
        ++pairs_.num_sampled[pairs_.number(code_.encode(levels))];
      }
    }
  }

  const RecordSides& sides_;
  const blocking::CandidateFinder& finder_;
  const std::vector<ComparisonSpec>& comparisons_;
  PatternCode code_;
  std::size_t num_draws_;
  RecordComparer comparer_;
  blocking::CandidateWorkspace workspace_;
  BlockPairs pairs_;
};

std::vector<std::uint64_t> distinct_codes(const std::vector<BlockPairs>& blocks) {
  std::vector<std::uint64_t> codes;
  for (const BlockPairs& block : blocks) {
    codes.insert(codes.end(), block.codes.begin(), block.codes.end());
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

/// Joins the blocks in their order and renumbers the patterns.
void join_blocks(std::vector<BlockPairs>& blocks, ComparedPairs& pairs) {
  std::size_t num_pairs = 0;
  for (const BlockPairs& block : blocks) num_pairs += block.left.size();
  pairs.left.reserve(num_pairs);
  pairs.right.reserve(num_pairs);
  pairs.pattern.reserve(num_pairs);
  pairs.num_sampled.resize(pairs.pattern_codes.size());
  for (BlockPairs& block : blocks) {
    std::vector<std::uint32_t> position(block.codes.size());
    for (std::size_t k = 0; k < block.codes.size(); ++k) {
      position[k] = static_cast<std::uint32_t>(
          std::lower_bound(pairs.pattern_codes.begin(), pairs.pattern_codes.end(), block.codes[k]) -
          pairs.pattern_codes.begin());
      pairs.num_sampled[position[k]] += block.num_sampled[k];
    }
    pairs.left.insert(pairs.left.end(), block.left.begin(), block.left.end());
    pairs.right.insert(pairs.right.end(), block.right.begin(), block.right.end());
    for (const std::uint32_t number : block.pattern) pairs.pattern.push_back(position[number]);
    pairs.blocking.merge(block.blocking);
    pairs.num_without_values += block.num_without_values;
    block = BlockPairs{};
  }
}

/// Pairs in which something is compared: candidates, and what the sample says of the rest.
double count_all_pairs(const RecordSides& sides, const std::vector<BlockPairs>& blocks) {
  double candidates = 0;
  double candidates_without = 0;
  double sampled = 0;
  double sampled_without = 0;
  for (const BlockPairs& block : blocks) {
    candidates += static_cast<double>(block.left.size() + block.num_without_values);
    candidates_without += static_cast<double>(block.num_without_values);
    sampled_without += static_cast<double>(block.num_sampled_without_values);
    for (const std::uint64_t num_pairs : block.num_sampled) {
      sampled += static_cast<double>(num_pairs);
    }
  }
  sampled += sampled_without;
  const double all = sides.num_all_pairs();
  const double rest = std::max(all - candidates, 0.0);
  return all - candidates_without - (sampled > 0 ? rest * sampled_without / sampled : 0);
}

bool holds_nothing(const Identity& identity, std::span<const Field> fields,
                   FieldValues Field::*side, std::size_t record) {
  return identity == Identity{} && std::all_of(fields.begin(), fields.end(), [&](const Field& f) {
           return (f.*side).of(record).empty();
         });
}

}  // namespace

bool RecordSides::left_holds_nothing(std::size_t record) const {
  return holds_nothing(left[record], fields, &Field::left, record);
}

bool RecordSides::right_holds_nothing(std::size_t record) const {
  return holds_nothing(right[record], fields, &Field::right, record);
}

bool RecordSides::is_left_organisation(std::size_t record) const {
  return !left_flags.empty() && (left_flags[record] & text::kOrganisation) != 0;
}

std::vector<ComparisonSpec> all_comparisons(std::span<const Field> fields) {
  std::vector<ComparisonSpec> comparisons = compare::identity_comparisons();
  for (const Field& field : fields) {
    comparisons.push_back(compare::field_comparison(field.name, field.kind));
  }
  FSU_CHECK(comparisons.size() <= kMaxComparisons);
  return comparisons;
}

bool compares_nothing(const std::vector<ComparisonSpec>& comparisons, const Levels& levels) {
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    if (comparisons[i].levels[levels[i]].presence != kNothingCompared) return false;
  }
  return true;
}

ComparedPairs compare_records(const RecordSides& sides, report::Reporter& reporter) {
  ComparedPairs pairs;
  pairs.comparisons = all_comparisons(sides.fields);
  const compare::NameTraits traits(sides.names);
  const bool compares_all = sides.num_all_pairs() <= kMaxAllPairs;
  const compare::NearNames near =
      compares_all ? compare::NearNames{}
                   : compare::find_near_names(
                         traits, {}, names_in_use(sides.left, sides.right, sides.names.size()));
  blocking::CandidateConfig config;
  config.compares_all = compares_all;
  const blocking::CandidateFinder finder({sides.right,
                                          &sides.identifiers,
                                          {near.begins, near.neighbours},
                                          sides.fields,
                                          sides.names.size()},
                                         config);
  const std::size_t num_draws =
      compares_all ? 0 : kNumSampledPairs / std::max<std::size_t>(sides.left.size(), 1) + 1;
  std::vector<BlockPairs> blocks(num_blocks(sides.left.size(), kBlockSize));
  for_blocks(sides.left.size(), kBlockSize, [&](const Block& block) {
    BlockComparer comparer(sides, traits, finder, pairs.comparisons, num_draws);
    blocks[block.index] = comparer.compare(block);
    reporter.advance(block.end - block.begin);
  });
  pairs.num_all_pairs = count_all_pairs(sides, blocks);
  pairs.pattern_codes = distinct_codes(blocks);
  const PatternCode code(pairs.comparisons);
  for (const std::uint64_t pattern : pairs.pattern_codes) {
    pairs.patterns.push_back(code.decode(pattern));
  }
  join_blocks(blocks, pairs);
  return pairs;
}

}  // namespace fsu::stages
