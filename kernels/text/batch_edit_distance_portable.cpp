// The portable path of batch_edit_distance: the 64 lanes as arrays of words, in plain loops.
#include "kernels/text/batch_edit_distance_paths.hpp"

namespace fsu::text {
namespace {

template <class Word>
using Lanes = std::array<Word, kColumnNames>;

std::uint8_t count_bits(std::uint64_t bits) {
  bits -= (bits >> 1) & 0x5555555555555555u;
  bits = (bits & 0x3333333333333333u) + ((bits >> 2) & 0x3333333333333333u);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
  return static_cast<std::uint8_t>((bits * 0x0101010101010101u) >> 56);
}

template <class Word>
void measure_block(const EditTask& task, const std::uint8_t* columns, EditBlock& block) {
  Lanes<Word> rises;
  Lanes<Word> falls{};
  Lanes<Word> diagonal{};
  Lanes<Word> last_matches{};
  Lanes<Word> matches;
  rises.fill(static_cast<Word>(~Word{0}));
  for (std::size_t j = 0; j < task.length; ++j) {
    for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
      const std::uint8_t code = columns[j * kColumnNames + lane];
      matches[lane] = static_cast<Word>(task.query->masks[code % kNumLetterCodes]);
    }
    for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
      const Word here = matches[lane];
      const Word up = rises[lane];
      const Word down = falls[lane];
      const auto exchanged =
          static_cast<Word>(static_cast<Word>((~diagonal[lane] & here) << 1) & last_matches[lane]);
      const auto sum = static_cast<Word>(static_cast<Word>(here & up) + up);
      const auto equal = static_cast<Word>((sum ^ up) | here | down | exchanged);
      const auto across_rises = static_cast<Word>((down | ~(equal | up)) << 1 | 1);
      const auto across_falls = static_cast<Word>((equal & up) << 1);
      rises[lane] = static_cast<Word>(across_falls | ~(equal | across_rises));
      falls[lane] = static_cast<Word>(across_rises & equal);
      diagonal[lane] = equal;
      last_matches[lane] = here;
    }
  }
  const auto query_bytes = static_cast<Word>(task.query_bytes);
  for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
    const int distance = static_cast<int>(task.length) + count_bits(rises[lane] & query_bytes) -
                         count_bits(falls[lane] & query_bytes);
    block.distances[lane] = static_cast<std::uint8_t>(distance);
  }
}

template <class Word>
void measure_portable(const EditTask& task, EditBlock* distances) {
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    measure_block<Word>(task, task.columns + block * task.length * kColumnNames, distances[block]);
  }
}

template <class Word>
void find_portable(const EditTask& task, std::uint8_t max_edits, std::vector<EditFind>& finds) {
  EditFind find;
  for (std::size_t block = 0; block < task.num_blocks; ++block) {
    measure_block<Word>(task, task.columns + block * task.length * kColumnNames, find.distances);
    find.block = static_cast<std::uint32_t>(block);
    find.lanes = 0;
    for (std::size_t lane = 0; lane < kColumnNames; ++lane) {
      find.lanes |= std::uint64_t{find.distances.distances[lane] <= max_edits} << lane;
    }
    if (find.lanes != 0) finds.push_back(find);
  }
}

template <class Word>
constexpr EditPath kPath = {measure_portable<Word>, find_portable<Word>};

}  // namespace

EditPath portable_edit_path(std::size_t num_tables_log2) {
  constexpr std::array kPaths = {kPath<std::uint8_t>, kPath<std::uint16_t>, kPath<std::uint32_t>,
                                 kPath<std::uint64_t>};
  return kPaths[num_tables_log2];
}

}  // namespace fsu::text
