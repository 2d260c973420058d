// A column of strings, held in one of two ways that look the same from outside.
//
//   plain  one byte arena and the end of each string: 4 bytes a string, counted from the arena's
//          place at the first of its block of 4,096 strings (which hold less than 4 GiB together)
//   coded  a dictionary of distinct strings and one code of 4 bytes a string: for values that
//          repeat much. Codes are in order of first appearance where the column was first built;
//          a column gathered or cloned from it shares its dictionary, which may then hold strings
//          that no row has.
// Strings are UTF-8 and may be empty (empty = missing). A column begins plain; an empty one takes
// on the form of the first column appended to it. A coded column that is given strings of another
// dictionary becomes plain. Owners are move-only so that a large column is never copied by
// accident; `clone` says so where it is meant.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/row_moves.hpp"
#include "kernels/core/unset_vector.hpp"

namespace fsu {

class StringColumn {
 public:
  StringColumn() = default;
  /// Of strings that stand one after another in `bytes`, by where each ends.
  StringColumn(std::string_view bytes, std::span<const std::uint64_t> ends);
  StringColumn(StringColumn&&) noexcept = default;
  StringColumn& operator=(StringColumn&&) noexcept = default;
  StringColumn(const StringColumn&) = delete;
  StringColumn& operator=(const StringColumn&) = delete;
  ~StringColumn() = default;

  /// A coded column; the dictionary is plain, its strings are distinct, every code is one of its
  /// positions.
  [[nodiscard]] static StringColumn coded(StringColumn dictionary,
                                          UnsetVector<std::uint32_t> codes);

  [[nodiscard]] std::size_t size() const { return is_coded() ? codes_.size() : ends_.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }

  /// Bytes of the strings that are held: of a coded column those of its dictionary.
  [[nodiscard]] std::size_t num_bytes() const {
    return is_coded() ? dictionary_->num_bytes() : bytes_.size();
  }

  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    FSU_DCHECK(index < size());
    return is_coded() ? dictionary_->plain(codes_[index]) : plain(index);
  }

  /// Behind the last byte of the memory that the strings stand in, for those who read in steps.
  [[nodiscard]] const char* arena_end() const {
    const UnsetVector<char>& bytes = is_coded() ? dictionary_->bytes_ : bytes_;
    return bytes.data() + bytes.size();
  }

  [[nodiscard]] bool is_coded() const { return dictionary_ != nullptr; }

  /// The code of each string: its position in dictionary(). Of a coded column only.
  [[nodiscard]] std::span<const std::uint32_t> codes() const { return codes_; }
  [[nodiscard]] const StringColumn& dictionary() const {
    FSU_DCHECK(is_coded());
    return *dictionary_;
  }

  void push_back(std::string_view text) {
    if (is_coded()) become_plain();
    const std::uint64_t begin = bytes_.size();
    bytes_.resize(begin + text.size());
    if (!text.empty()) std::memcpy(bytes_.data() + begin, text.data(), text.size());
    add_end(begin, bytes_.size());
  }

  /// Adds a text of up to sixteen bytes that lies in two words; of a plain column only.
  void push_back_words(std::uint64_t first, std::uint64_t second, std::size_t size) {
    const std::uint64_t begin = bytes_.size();
    bytes_.resize(begin + sizeof first + sizeof second);
    std::memcpy(bytes_.data() + begin, &first, sizeof first);
    std::memcpy(bytes_.data() + begin + sizeof first, &second, sizeof second);
    bytes_.resize(begin + size);
    add_end(begin, begin + size);
  }

  void reserve(std::size_t num_strings, std::size_t num_bytes);

  /// Adds all strings of another column behind this one's.
  void append(const StringColumn& other);

  /// Adds strings that lie one behind the other: their bytes and where each ends among them.
  void append_plain(std::string_view bytes, std::span<const std::uint32_t> ends);

  /// The strings at the given positions, in that order.
  [[nodiscard]] StringColumn gather(std::span<const std::uint32_t> rows) const;

  /// Changes the places of the strings (row_moves.hpp).
  void rearrange(std::span<const RowStretch> stretches);
  void permute(std::span<const RowPermutation> permutations);

  [[nodiscard]] StringColumn clone() const;

  /// Length in bytes of the longest string; 0 for none.
  [[nodiscard]] std::size_t max_length() const;

  /// Asks the processor for a string of a plain column that will be read soon: first for where it
  /// ends, later for its bytes.
  void prefetch_end(std::size_t index) const { __builtin_prefetch(&ends_[index]); }
  void prefetch_bytes(std::size_t index) const { __builtin_prefetch(plain(index).data()); }

 private:
  static constexpr unsigned kBlockBits = 12;
  static constexpr std::size_t kBlockMask = (std::size_t{1} << kBlockBits) - 1;

  [[nodiscard]] std::string_view plain(std::size_t index) const {
    const std::uint64_t base = bases_[index >> kBlockBits];
    const std::uint64_t begin = (index & kBlockMask) == 0 ? base : base + ends_[index - 1];
    return {bytes_.data() + begin, static_cast<std::size_t>(base + ends_[index] - begin)};
  }

  /// Where the bytes of a string of a plain column begin; also of the one behind the last.
  [[nodiscard]] std::uint64_t byte_begin(std::size_t index) const {
    if (index == ends_.size()) return bytes_.size();
    const std::uint64_t base = bases_[index >> kBlockBits];
    return (index & kBlockMask) == 0 ? base : base + ends_[index - 1];
  }

  /// Adds a string whose bytes, from `begin` to `end` of the arena, are there already.
  void add_end(std::uint64_t begin, std::uint64_t end) {
    if ((ends_.size() & kBlockMask) == 0) bases_.push_back(begin);
    ends_.push_back(checked_cast<std::uint32_t>(end - bases_.back()));
  }

  void become_plain();
  void ends_to_lengths();
  void lengths_to_ends();

  UnsetVector<char> bytes_;
  std::vector<std::uint64_t> bases_;  // where each block's bytes begin
  UnsetVector<std::uint32_t> ends_;   // from its block's base
  UnsetVector<std::uint32_t> codes_;
  std::shared_ptr<const StringColumn> dictionary_;
};

}  // namespace fsu
