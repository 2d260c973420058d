// Edit distances (OSA) of one name to a list of others, as far as a limit: candidates of a join.
//
// The same distances as text::edit_distance. Names of a list of candidates lie all over the
// dictionary, so their letters are coded once, 32 bytes a name (CodedNames, in parallel), and each
// costs one access to memory. They are put into blocks of 64 of equal length as they are added, and
// measured when a block is full or the distances are asked for (batch_edit_distance_paths). Names
// of more than 31 bytes, or with bytes without a code, are measured one by one. Serial: one object
// a thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/text/batch_edit_distance_paths.hpp"
#include "kernels/text/edit_distance.hpp"
#include "kernels/text/letter_codes.hpp"

namespace fsu::text {

/// The names of a dictionary, coded, in rows of one size.
class CodedNames {
 public:
  static constexpr std::size_t kMaxLength = 31;
  static constexpr std::uint8_t kNoRow = 255;

  struct alignas(32) Row {
    std::array<std::uint8_t, kMaxLength> letters{};
    std::uint8_t length = kNoRow;  ///< for names that do not fit into a row
  };

  /// The dictionary must outlive this.
  explicit CodedNames(const StringColumn& names);

  [[nodiscard]] const StringColumn& names() const { return *names_; }
  [[nodiscard]] const LetterCodes& codes() const { return codes_; }
  [[nodiscard]] const Row& row(std::uint32_t name) const { return rows_[name]; }

 private:
  const StringColumn* names_;
  LetterCodes codes_;
  std::vector<Row> rows_;
};

class ListedEditDistances {
 public:
  static constexpr std::size_t kMaxEdits = 2;
  static constexpr std::uint8_t kTooMany = 255;

  /// The names must outlive the object.
  explicit ListedEditDistances(const CodedNames& names) : names_(&names) {}

  /// The distances of a name of the dictionary to those of a list; kTooMany for those above
  /// kMaxEdits. Valid until the next call.
  [[nodiscard]] std::span<const std::uint8_t> measure(std::uint32_t query,
                                                      std::span<const std::uint32_t> others);

 private:
  static constexpr std::size_t kNumLengths = 2 * kMaxEdits + 1;

  /// Names of one length that wait to be measured.
  struct Waiting {
    std::size_t num_names = 0;
    std::array<std::uint32_t, kColumnNames> numbers{};  ///< on the list
    alignas(64) std::array<std::uint8_t, kColumnNames * CodedNames::kMaxLength> columns{};
  };

  void set_query(std::uint32_t query);
  void put(const CodedNames::Row& row, std::uint32_t number);
  void measure_waiting(std::size_t length, Waiting& waiting);
  [[nodiscard]] std::uint8_t measure_one(std::string_view name);

  const CodedNames* names_;
  std::string_view query_;
  QueryMasks masks_;
  EditPath path_;
  std::optional<EditDistancePattern> pattern_;  ///< for single names; set when it is needed
  std::array<Waiting, kNumLengths> waiting_;    ///< by length, the shortest first
  std::vector<std::uint8_t> distances_;
};

}  // namespace fsu::text
