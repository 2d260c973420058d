#include "kernels/core/text_ranks.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "kernels/core/key_groups.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/string_runs.hpp"

namespace fsu {
namespace {

constexpr std::size_t kNumWords = 3;
constexpr std::size_t kKeyBytes = 8 * kNumWords;
constexpr std::size_t kBlockTexts = std::size_t{1} << 15;

template <class Word>
Word load(const char* bytes) {
  Word word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Up to eight bytes, the first one at the top, zeros behind.
std::uint64_t top_bytes(const char* bytes, std::size_t size) {
  if (size >= 8) return __builtin_bswap64(load<std::uint64_t>(bytes));
  if (size >= 4) {
    const std::uint64_t high = __builtin_bswap32(load<std::uint32_t>(bytes));
    const std::uint64_t low = __builtin_bswap32(load<std::uint32_t>(bytes + size - 4));
    return high << 32 | (low << (64 - 8 * size) & 0xffffffff);
  }
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (56 - 8 * i);
  }
  return word;
}

/// The first bytes of a text, in its order but for what is equal up to there or ends in zeros.
GroupKey<kNumWords> key_of(std::string_view text) {
  GroupKey<kNumWords> key{};
  for (std::size_t word = 0; word < kNumWords && 8 * word < text.size(); ++word) {
    key[word] = top_bytes(text.data() + 8 * word, text.size() - 8 * word);
  }
  return key;
}

class TextKeys {
 public:
  explicit TextKeys(std::span<const std::string_view> texts) : texts_(texts) {}

  [[nodiscard]] GroupKey<kNumWords> operator()(std::uint32_t text) const {
    return key_of(texts_[text]);
  }
  void prefetch_first(std::uint32_t text) const { __builtin_prefetch(&texts_[text]); }
  void prefetch(std::uint32_t text) const { __builtin_prefetch(texts_[text].data()); }

 private:
  std::span<const std::string_view> texts_;
};

/// Whether all texts of a group, which have one key, are the same by that.
bool are_equal(std::span<const std::string_view> texts, std::span<const std::uint32_t> group) {
  const std::size_t size = texts[group.front()].size();
  return group.size() == 1 ||
         (size <= kKeyBytes && std::all_of(group.begin(), group.end(), [&](std::uint32_t text) {
            return texts[text].size() == size;
          }));
}

/// Calls `begin_rank(first)` for each distinct text of a sorted group and `add(text)` for each text
/// behind it.
template <class BeginRank, class Add>
void for_each_rank(std::span<const std::string_view> texts, std::span<const std::uint32_t> group,
                   const BeginRank& begin_rank, const Add& add) {
  const bool all_equal = are_equal(texts, group);
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (i == 0 || (!all_equal && texts[group[i]] != texts[group[i - 1]])) begin_rank(group[i]);
    add(group[i]);
  }
}

/// Orders the texts of groups that are not equal by their keys, and counts the distinct ones:
/// where those of each block of groups begin, and their number.
std::vector<std::uint32_t> order_groups(std::span<const std::string_view> texts,
                                        KeyGroups& groups) {
  std::vector<std::uint32_t> begins(num_blocks(groups.size(), kBlockGroups) + 1);
  for_blocks(groups.size(), kBlockGroups, [&](const Block& block) {
    std::uint32_t& num_ranks = begins[block.index + 1];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const auto group = std::span(groups.members)
                             .subspan(groups.begins[i], groups.begins[i + 1] - groups.begins[i]);
      if (!are_equal(texts, group)) {
        std::sort(group.begin(), group.end(), [&](std::uint32_t a, std::uint32_t b) {
          const int order = texts[a].compare(texts[b]);
          return order != 0 ? order < 0 : a < b;
        });
      }
      for_each_rank(
          texts, group, [&](std::uint32_t) { ++num_ranks; }, [](std::uint32_t) {});
    }
  });
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  return begins;
}

UnsetVector<std::uint32_t> filled_texts(std::span<const std::string_view> texts) {
  UnsetVector<std::uint32_t> filled = all_rows(texts.size());
  std::erase_if(filled, [&](std::uint32_t text) { return texts[text].empty(); });
  return filled;
}

/// The texts that stand for the strings of one column: all, its runs, or its dictionary's.
struct ColumnTexts {
  const StringColumn* column = nullptr;
  std::optional<std::vector<std::uint32_t>> runs;
  std::size_t begin = 0;  ///< among the texts of all columns
  std::size_t num = 0;
};

std::vector<ColumnTexts> lay_out(std::span<const StringColumn* const> columns) {
  std::vector<ColumnTexts> laid_out;
  std::size_t begin = 0;
  for (const StringColumn* column : columns) {
    ColumnTexts& texts = laid_out.emplace_back(ColumnTexts{column, {}, begin, column->size()});
    if (column->is_coded()) {
      texts.num = column->dictionary().size();
    } else if ((texts.runs = sorted_runs(*column))) {
      texts.num = texts.runs->size() - 1;
    }
    begin += texts.num;
  }
  return laid_out;
}

void put_texts(const ColumnTexts& of, std::span<std::string_view> texts) {
  std::vector<std::uint8_t> in_use;
  if (of.column->is_coded()) in_use = strings_in_use(*of.column);
  for_blocks(of.num, kBlockTexts, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (of.column->is_coded()) {
        texts[i] = in_use[i] != 0 ? of.column->dictionary()[i] : std::string_view();
      } else {
        texts[i] = (*of.column)[of.runs ? (*of.runs)[i] : i];
      }
    }
  });
}

/// From the ranks of a column's texts to those of its rows.
UnsetVector<std::uint32_t> ranks_of_rows(const ColumnTexts& of,
                                         std::span<const std::uint32_t> ranks) {
  UnsetVector<std::uint32_t> rows(of.column->size());
  if (of.runs) {
    for_blocks(of.num, kBlockTexts, [&](const Block& block) {
      for (std::size_t i = block.begin; i < block.end; ++i) {
        std::fill(rows.begin() + (*of.runs)[i], rows.begin() + (*of.runs)[i + 1], ranks[i]);
      }
    });
    return rows;
  }
  for_blocks(rows.size(), kBlockTexts, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      rows[i] = ranks[of.column->is_coded() ? of.column->codes()[i] : i];
    }
  });
  return rows;
}

}  // namespace

TextRanks rank_texts(std::span<const std::string_view> texts) {
  KeyGroups groups = group_by_key(filled_texts(texts), TextKeys(texts));
  const std::vector<std::uint32_t> begins = order_groups(texts, groups);
  TextRanks ranks;
  ranks.of.resize(texts.size());
  ranks.first.resize(begins.back());
  for_blocks(texts.size(), kBlockTexts, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (texts[i].empty()) ranks.of[i] = kNoRank;
    }
  });
  for_blocks(groups.size(), kBlockGroups, [&](const Block& block) {
    std::uint32_t behind = begins[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      for_each_rank(
          texts, groups.of(i), [&](std::uint32_t first) { ranks.first[behind++] = first; },
          [&](std::uint32_t text) { ranks.of[text] = behind - 1; });
    }
  });
  return ranks;
}

StringRanks rank_strings(std::span<const StringColumn* const> columns) {
  const std::vector<ColumnTexts> laid_out = lay_out(columns);
  UnsetVector<std::string_view> texts(
      laid_out.empty() ? 0 : laid_out.back().begin + laid_out.back().num);
  for (const ColumnTexts& of : laid_out) put_texts(of, std::span(texts).subspan(of.begin, of.num));
  const TextRanks ranks = rank_texts(texts);
  StringRanks result;
  std::size_t num_bytes = 0;
  for (const std::uint32_t text : ranks.first) num_bytes += texts[text].size();
  result.distinct.reserve(ranks.first.size(), num_bytes);
  for (const std::uint32_t text : ranks.first) result.distinct.push_back(texts[text]);
  for (const ColumnTexts& of : laid_out) {
    result.columns.push_back(ranks_of_rows(of, std::span(ranks.of).subspan(of.begin, of.num)));
  }
  return result;
}

}  // namespace fsu
