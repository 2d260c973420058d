// The portable path of batch_jaro_winkler: the 64 lanes as arrays of words, in plain loops.
#include <algorithm>

#include "kernels/text/batch_jaro_winkler_paths.hpp"

namespace fsu::text {
namespace {

template <class Word>
using Lanes = std::array<Word, kColumnNames>;

/// One pass over a block of names.
template <class Word>
class BlockMatcher {
 public:
  BlockMatcher(const JaroTask& task, const std::uint8_t* columns)
      : task_(&task), columns_(columns) {}

  void match() {
    taken_.fill(0);
    for (std::size_t j = 0; j < task_->num_matched_columns; ++j) {
      look_up(j);
      const auto window = static_cast<Word>(task_->windows[j]);
      for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
        const Word free = static_cast<Word>(found_[lane] & window & ~taken_[lane]);
        const Word lowest = static_cast<Word>(free & (Word{0} - free));
        taken_[lane] = static_cast<Word>(taken_[lane] | lowest);
        is_matched_[j][lane] = lowest != 0;
      }
    }
  }

  /// The lanes with enough matches.
  std::uint64_t enough() const {
    std::uint64_t lanes = 0;
    for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
      const bool equal_first = columns_[lane] == task_->query->first_letters[0];
      const bool is_enough = count_bits(taken_[lane]) >= task_->min_matches[equal_first ? 1 : 0];
      lanes |= std::uint64_t{is_enough} << lane;
    }
    return lanes;
  }

  void count(JaroBlock& counts) {
    for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
      counts.matches[lane] = static_cast<std::uint8_t>(count_bits(taken_[lane]));
    }
    count_out_of_order(counts.out_of_order);
    count_prefix(counts.prefix);
  }

 private:
  static unsigned count_bits(Word word) {
    std::uint64_t bits = word;
    bits -= (bits >> 1) & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + ((bits >> 2) & 0x3333333333333333u);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return static_cast<unsigned>((bits * 0x0101010101010101u) >> 56);
  }

  void look_up(std::size_t j) {
    const std::uint8_t* const codes = columns_ + j * kColumnNames;
    for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
      found_[lane] = static_cast<Word>(task_->query->masks[codes[lane] % kNumLetterCodes]);
    }
  }

  void count_out_of_order(std::array<std::uint8_t, kColumnNames>& counts) {
    counts.fill(0);
    for (std::size_t j = 0; j < task_->num_matched_columns; ++j) {
      look_up(j);
      for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
        const Word first = static_cast<Word>(taken_[lane] & (Word{0} - taken_[lane]));
        const bool is_matched = is_matched_[j][lane];
        counts[lane] = static_cast<std::uint8_t>(
            counts[lane] + (is_matched && (found_[lane] & first) == 0 ? 1 : 0));
        taken_[lane] = static_cast<Word>(taken_[lane] ^ (is_matched ? first : Word{0}));
      }
    }
  }

  void count_prefix(std::array<std::uint8_t, kColumnNames>& counts) const {
    counts.fill(0);
    const auto& letters = task_->query->first_letters;
    for (std::size_t j = 0; j < std::min(letters.size(), task_->length); ++j) {
      for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
        const bool equal = counts[lane] == j && columns_[j * kColumnNames + lane] == letters[j];
        counts[lane] = static_cast<std::uint8_t>(counts[lane] + (equal ? 1 : 0));
      }
    }
  }

  const JaroTask* task_;
  const std::uint8_t* columns_;
  Lanes<Word> found_;
  Lanes<Word> taken_;
  std::array<Lanes<std::uint8_t>, kMaxColumnLength> is_matched_;
};

template <class Word>
void count_portable(const JaroTask& task, JaroBlock* counts) {
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    BlockMatcher<Word> matcher(task, task.columns + block * task.length * kColumnNames);
    matcher.match();
    matcher.count(counts[block]);
  }
}

template <class Word>
void find_portable(const JaroTask& task, std::vector<JaroFind>& finds) {
  JaroBlock counts;
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    BlockMatcher<Word> matcher(task, task.columns + block * task.length * kColumnNames);
    matcher.match();
    const std::uint64_t lanes = matcher.enough();
    if (lanes == 0) continue;
    matcher.count(counts);
    const auto place = static_cast<std::uint32_t>(task.first_place + block * kColumnNames);
    add_jaro_finds(counts, lanes, place, finds);
  }
}

template <class Word>
constexpr JaroPath kPath = {count_portable<Word>, find_portable<Word>};

}  // namespace

JaroPath portable_jaro_path(std::size_t num_tables_log2) {
  constexpr std::array kPaths = {kPath<std::uint8_t>, kPath<std::uint16_t>, kPath<std::uint32_t>,
                                 kPath<std::uint64_t>};
  return kPaths[num_tables_log2];
}

}  // namespace fsu::text
