// Rows that change their places within a column, without a second column.
//
// Two kinds of change, both given for the rows of a table and carried out column by column:
//   stretches      the new column is the named stretches of the old one, one after the other. All
//                  but the few moved ones ascend, so they can be shifted in place: those that go
//                  up from the last to the first, those that go down from the first to the last.
//                  None of them then overwrites what another has still to read.
//   permutations   the rows of a block in another order, by way of a copy that stays in the cache
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace fsu {

/// Rows [begin, end) that stay side by side.
struct RowStretch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_moved = false;  ///< its rows stood elsewhere among the others

  friend bool operator==(const RowStretch&, const RowStretch&) = default;
};

/// The rows from `begin` on become `rows`: the same ones in another order.
struct RowPermutation {
  std::uint32_t begin = 0;
  std::vector<std::uint32_t> rows;
};

/// One stretch of values on its way.
struct ValueMove {
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t size = 0;
  bool is_moved = false;
};

/// The moves that put stretches one behind the other.
[[nodiscard]] std::vector<ValueMove> moves_of(std::span<const RowStretch> stretches);

/// Carries out the moves; those that are not moved ascend in `from` and in `to`, and none overlap.
template <class Value>
void move_values(std::span<const ValueMove> moves, Value* values) {
  const auto shift = [&](const ValueMove& move) {
    std::memmove(values + move.to, values + move.from, move.size * sizeof(Value));
  };
  std::vector<Value> moved;
  for (const ValueMove& move : moves) {
    if (move.is_moved)
      moved.insert(moved.end(), values + move.from, values + move.from + move.size);
  }
  for (auto move = moves.rbegin(); move != moves.rend(); ++move) {
    if (!move->is_moved && move->to > move->from) shift(*move);
  }
  for (const ValueMove& move : moves) {
    if (!move.is_moved && move.to < move.from) shift(move);
  }
  const Value* next = moved.data();
  for (const ValueMove& move : moves) {
    if (!move.is_moved) continue;
    std::copy(next, next + move.size, values + move.to);
    next += move.size;
  }
}

template <class Value>
void permute_values(std::span<const RowPermutation> permutations, Value* values) {
  std::vector<Value> block;
  for (const RowPermutation& permutation : permutations) {
    const std::size_t size = permutation.rows.size();
    Value* const first = values + permutation.begin;
    block.assign(first, first + size);
    for (std::size_t i = 0; i < size; ++i)
      first[i] = block[permutation.rows[i] - permutation.begin];
  }
}

}  // namespace fsu
