// Reads one column of the records of a piece at a time into typed values.
//
// A column is read in two steps. `parse` makes its values where they can be told from the field
// alone; a record whose value rejects it, or depends on the record's other values (an ambiguous
// local time), is marked slow. When all columns of a piece are parsed and the slow records settled
// by RowParser, `commit` adds the values of the rows to the range, texts straight from the file, so
// that nothing of a rejected record enters a dictionary. Values that became missing are noted by
// record, and counted for rows only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "io/csv_header.hpp"
#include "io/csv_piece.hpp"
#include "io/csv_table.hpp"
#include "io/datetime_format.hpp"
#include "io/iso_values.hpp"
#include "io/range_rows.hpp"
#include "io/recent_codes.hpp"
#include "io/word_table.hpp"

namespace fsu::io {

/// What all parsers of one part of a table look at.
struct PartPlan {
  std::string_view text;
  const TableSource& source;
  const CsvHeader& header;
  const TimeZone& time_zone;
  const IsoValues& iso_values;
  std::uint32_t part = 0;
  bool keeps_origins = true;
};

/// What became of each record of a piece.
struct RecordFates {
  static constexpr std::uint32_t kFast = 0xFFFFFFFF;
  static constexpr std::uint32_t kRejected = 0xFFFFFFFE;

  std::vector<std::uint32_t> fates;  ///< kFast, kRejected, or a row of `slow_rows`
  const Table* slow_rows = nullptr;
};

class ColumnParser {
 public:
  ColumnParser(const PartPlan& plan, std::size_t column);

  /// Before the first piece of a range.
  void begin_range();

  /// First step: the values of all records that are not slow.
  void parse(CsvPiece& piece);

  /// True where a record that was parsed and is not slow holds no value.
  [[nodiscard]] bool is_missing(const CsvPiece& piece, std::size_t record) const;

  /// Second step; `fates` null where no record of the piece was slow.
  void commit(const CsvPiece& piece, const RecordFates* fates, RangeRows& range);

  /// Adds a row of the table of slow rows.
  void commit_slow(const Table& slow_rows, std::size_t row, RangeRows& range);

  /// Behind the last piece of a range: adds the counts of its rows.
  void end_range(RangeRows& range) const;

 private:
  enum class Event : std::uint8_t { kUnreadable, kUnmapped, kSkipped };
  struct NotedEvent {
    std::uint32_t record;
    Event event;
  };

  void note(std::size_t record, Event event) {
    noted_.push_back({static_cast<std::uint32_t>(record), event});
  }
  [[nodiscard]] std::string_view mapped(std::string_view text) const;

  void check_texts(CsvPiece& piece, CsvPiece::Fields fields) const;
  void parse_words(CsvPiece& piece, CsvPiece::Fields fields);
  void parse_instants(CsvPiece& piece, CsvPiece::Fields fields);
  void parse_left_instant(std::size_t record, std::string_view text, CsvPiece& piece);
  void parse_other_instant(std::size_t record, std::string_view text, CsvPiece& piece);
  void parse_dates(CsvPiece& piece, CsvPiece::Fields fields);
  void parse_other_date(std::size_t record, std::string_view text, CsvPiece& piece);
  void parse_numbers(CsvPiece& piece, CsvPiece::Fields fields);
  void set_missing(std::size_t record, CsvPiece& piece);

  template <class Add, class AddSlow>
  void for_rows(std::size_t num_records, const RecordFates* fates, const Add& add,
                const AddSlow& add_slow) const;
  void commit_codes(const CsvPiece& piece, const RecordFates* fates, RangeRows& range);
  void commit_texts(const CsvPiece& piece, const RecordFates* fates, RangeRows& range);
  [[nodiscard]] std::string_view text_of(CsvPiece::Fields fields, std::size_t record) const;
  void add_field_codes(CsvPiece::Fields fields, std::size_t num_records, RangeColumn& column);
  void add_recent_codes(CsvPiece::Fields fields, std::size_t num_records,
                        RangeDictionary& dictionary, std::uint32_t* codes);
  void add_varied_codes(CsvPiece::Fields fields, std::size_t num_records,
                        RangeDictionary& dictionary, std::uint32_t* codes);
  [[nodiscard]] std::uint32_t code_of(std::string_view text, RangeColumn& column);
  [[nodiscard]] std::uint32_t word_code(std::size_t word, RangeColumn& column);
  [[nodiscard]] std::uint32_t slow_code(std::string_view text, RangeRows& range);

  const InputColumn& input_;
  std::size_t column_;
  std::size_t field_;
  const ValueMap* value_map_ = nullptr;
  const TimeZone& time_zone_;
  const IsoValues& iso_values_;
  DateTimeFormat format_;
  bool is_iso_ = true;
  bool is_text_ = false;
  bool is_coded_ = false;
  bool has_words_ = false;
  std::optional<WordTable> words_;

  // Of the range at hand.
  std::size_t num_ranges_ = 0;
  std::size_t num_filled_ = 0;
  bool repeats_seldom_ = false;
  IsoValues::LastDay last_day_;
  IsoValues::KnownDays known_days_;
  std::vector<std::uint32_t> code_of_word_;
  RecentCodes recent_codes_;
  std::size_t num_asked_recent_ = 0;  ///< values looked for among the recent ones
  std::size_t num_not_recent_ = 0;    ///< of them not found
  bool is_varied_ = false;            ///< too many of them, for this range
  std::array<std::int64_t, 3> counts_{};

  // Of the piece at hand, by record.
  std::vector<std::int64_t> numbers_;
  std::vector<NotedEvent> noted_;
};

}  // namespace fsu::io
