// Turns the fields of one record into typed values of one table, or into a reject.
//
// One parser serves one range of one part on one thread. Values are parsed first and added to the
// columns only when the whole row is good. Local instants of a row are settled together, in the
// order in which they happen: an ambiguous one (autumn) is the first of the two, but the second
// where only that is not before the row's earlier instants; a skipped one (spring) moves forward by
// the gap.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/csv_header.hpp"
#include "io/csv_records.hpp"
#include "io/csv_table.hpp"
#include "io/datetime_format.hpp"

namespace fsu::io {

/// Longest id that is read.
inline constexpr std::size_t kMaxIdBytes = 32;

/// What a range of records gives.
struct ParsedRange {
  Table rows;
  std::vector<RowOrigin> origins;
  std::vector<Reject> rejects;
  std::int64_t num_rows_read = 0;
  std::map<std::string, std::int64_t> value_counts;
};

class RowParser {
 public:
  RowParser(const TableSource& source, const CsvHeader& header, const TimeZone& time_zone,
            std::uint32_t part);

  /// Adds the record to the range as a row or as a reject.
  void add(const Record& record);

  /// What was added so far.
  [[nodiscard]] const ParsedRange& parsed() const { return range_; }

  [[nodiscard]] ParsedRange take() { return std::move(range_); }

 private:
  /// One parsed value: text in `text`, every other type in `number`.
  struct Value {
    std::string text;
    std::int64_t number = 0;
    bool is_missing = true;
    std::optional<LocalTime> local_time;
  };

  [[nodiscard]] std::optional<Reject> parse(const Record& record);
  [[nodiscard]] std::optional<RejectKind> parse_value(std::size_t column, std::string_view text,
                                                      Value& value);
  [[nodiscard]] std::optional<RejectKind> parse_instant(const InputColumn& input,
                                                        std::string_view text, Value& value);
  [[nodiscard]] std::optional<RejectKind> parse_category(const InputColumn& input,
                                                         std::string_view text, Value& value);
  [[nodiscard]] std::optional<RejectKind> missing_value(const InputColumn& input,
                                                        Value& value) const;
  [[nodiscard]] std::string_view mapped(std::size_t column, std::string_view text) const;
  void settle_local_times();
  void push_row();
  void count(std::string_view what, const InputColumn& input);

  const InputTable& schema_;
  const CsvHeader& header_;
  const TimeZone& time_zone_;
  std::uint32_t part_;
  DateTimeFormat datetime_format_;
  DateTimeFormat date_format_;
  std::vector<const std::map<std::string, std::string, std::less<>>*>
      value_maps_;  // by column; may be null
  std::vector<std::size_t> instants_in_order_;
  std::vector<std::size_t> any_required_;
  std::vector<Value> values_;
  std::string scratch_;
  std::map<std::string, std::int64_t> row_counts_;
  ParsedRange range_;
};

}  // namespace fsu::io
