// The records of a piece of scanned CSV text, and their fields as views.
//
// A record with the right number of fields is found by the place of its first separator; field c
// ends at the separator c places on. All others, and later those whose values are not plain, are
// marked slow: they are for RecordReader and RowParser, which know every rule. Empty lines are no
// records.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "io/csv_scan.hpp"
#include "io/field_words.hpp"
#include "kernels/core/split.hpp"
#include "kernels/core/text_key.hpp"

namespace fsu::io {

class CsvPiece {
 public:
  explicit CsvPiece(std::size_t num_fields);

  /// Scans `num_blocks` blocks of `text` from `begin` on, a record's begin, and finds the whole
  /// records that begin before `stop`.
  void read(std::string_view text, std::uint64_t begin, std::size_t num_blocks, std::uint64_t stop);

  [[nodiscard]] std::size_t num_records() const { return offsets_.size(); }

  /// Bytes and lines that the records and the empty lines among them take up.
  [[nodiscard]] std::uint32_t num_bytes() const { return num_bytes_; }
  [[nodiscard]] std::uint32_t num_lines() const { return num_lines_; }

  /// True where only the slow way can tell where the record behind the last one ends: one with a
  /// quote that is not clean, or a faulty one of several lines.
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }

  /// First byte and line of a record, from the piece's begin.
  [[nodiscard]] std::uint32_t offset(std::size_t record) const { return offsets_[record]; }
  [[nodiscard]] std::uint32_t line(std::size_t record) const { return lines_[record]; }
  [[nodiscard]] std::span<const std::uint32_t> offsets() const { return offsets_; }

  /// True where every line is a record.
  [[nodiscard]] bool is_line_by_line() const { return is_line_by_line_; }

  [[nodiscard]] bool is_slow(std::size_t record) const { return is_slow_[record] != 0; }
  [[nodiscard]] bool has_slow() const { return has_slow_; }
  void mark_slow(std::size_t record) {
    is_slow_[record] = 1;
    has_slow_ = true;
  }

  /// One field of every record; `kNotInFile` gives empty values.
  class Fields {
   public:
    /// The value, trimmed; not of a slow record. There is text before it, and at least kScanBlock
    /// bytes behind it are readable.
    [[nodiscard]] std::string_view operator[](std::size_t record) const {
      const std::uint32_t* const place = separators_ + firsts_[record * step_];
      const char* const begin = text_ + place[-1];
      const char* end = text_ + place[0] - 1;
      if (is_last_) end -= end > begin && end[-1] == '\r' ? 1 : 0;
      // Blanks and quotes are the low ones among the characters. Blank fields take no branch of
      // their own: what stands around them are commas.
      const bool is_plain = (static_cast<unsigned char>(begin[0]) > '"') &
                            (static_cast<unsigned char>(end[-1]) > '"');
      const std::string_view raw(begin, static_cast<std::size_t>(end - begin));
      return is_plain ? raw : bare(raw);
    }

    /// The fields of `count` records from `begin` on as words.
    void load_words(std::size_t begin, std::size_t count, FieldWords& words) const {
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t* const place = separators_ + firsts_[(begin + i) * step_];
        const char* const field = text_ + place[-1];
        std::uint64_t size = place[0] - place[-1] - 1;
        if (is_last_) size -= size > 0 && field[size - 1] == '\r' ? 1 : 0;
        const unsigned quote = field[0] == '"' ? 1 : 0;
        words.first[i] = text_key_detail::load_word(field + quote);
        words.second[i] = text_key_detail::load_word(field + quote + 3);
        words.third[i] = text_key_detail::load_word(field + quote + 11);
        words.size[i] = size - 2 * std::uint64_t{quote};
      }
    }

    /// True where the field holds from `least`, 0 or 1, to `most` bytes, as can be told without
    /// trimming it.
    [[nodiscard]] bool is_surely_within(std::size_t record, std::size_t least,
                                        std::size_t most) const {
      const std::uint32_t* const place = separators_ + firsts_[record * step_];
      const std::uint32_t size = place[0] - place[-1] - 1;
      const bool begins_plain = static_cast<unsigned char>(text_[place[-1]]) > '"';
      return (size - least <= most - least) & (begins_plain | (size == 0)) & !is_last_;
    }

   private:
    friend class CsvPiece;

    static std::string_view bare(std::string_view raw) {
      if (raw.starts_with('"')) raw = raw.substr(1, raw.size() - 2);
      return trimmed(raw);
    }

    const char* text_ = nullptr;
    const std::uint32_t* separators_ = nullptr;
    const std::uint32_t* firsts_ = nullptr;
    std::size_t step_ = 1;
    bool is_last_ = false;
  };
  [[nodiscard]] Fields fields(std::size_t field) const;

 private:
  [[nodiscard]] bool find_regular_records(std::uint64_t stop);
  void find_records(std::uint64_t stop);
  void mark_odd_bytes();

  std::size_t num_fields_;
  std::string_view text_;  // from the piece's begin on
  CsvMarks marks_;
  std::vector<std::uint32_t> firsts_;  // place of each record's first separator in the buffer
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> lines_;
  std::vector<std::uint8_t> is_slow_;
  std::uint32_t num_bytes_ = 0;
  std::uint32_t num_lines_ = 0;
  bool has_slow_ = false;
  bool is_stopped_ = false;
  bool is_line_by_line_ = false;
};

}  // namespace fsu::io
