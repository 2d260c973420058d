#include "io/csv_range_reader.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

/// Text, marks and values of a piece together fit into the second level of the cache.
constexpr std::size_t kPieceBlocks = (std::size_t{1} << 16) / kScanBlock;

}  // namespace

RangeReader::RangeReader(const PartPlan& plan) : plan_(plan), piece_(plan.header.num_fields) {
  const InputTable& schema = *plan.source.schema;
  columns_.reserve(schema.columns.size());
  for (std::size_t i = 0; i < schema.columns.size(); ++i) columns_.emplace_back(plan, i);
  const TableSpec spec = schema.table_spec();
  for (const std::string& name : schema.any_required) any_required_.push_back(spec.index_of(name));
}

void RangeReader::read(std::uint64_t begin, std::uint64_t end, RangeRows& rows) {
  rows.clear(columns_.size());
  rows.begin = begin;
  rows.end = end;
  begin_ = begin;
  end_ = end;
  place_ = {begin, 0};
  slow_parser_.reset();
  for (ColumnParser& column : columns_) column.begin_range();
  try {
    while (place_.offset < end) {
      const std::size_t num_blocks = blocks_ahead(end);
      if (num_blocks > 0) read_piece(num_blocks, rows);
      const bool is_stuck = num_blocks == 0 || piece_.is_stopped() || piece_.num_bytes() == 0;
      if (is_stuck && place_.offset < end) read_slow_record(rows);
    }
  } catch (const UnclosedQuote& quote) {
    rows.unclosed = quote;
  }
  finish(rows);
}

/// Blocks to scan: up to the end of the range, with one more block of text behind them.
std::size_t RangeReader::blocks_ahead(std::uint64_t end) const {
  const std::uint64_t left = plan_.text.size() - place_.offset;
  if (left < 2 * kScanBlock) return 0;
  const std::uint64_t wanted = (end - place_.offset + kScanBlock - 1) / kScanBlock;
  return static_cast<std::size_t>(
      std::min({wanted, left / kScanBlock - 1, std::uint64_t{kPieceBlocks}}));
}

void RangeReader::read_piece(std::size_t num_blocks, RangeRows& rows) {
  piece_.read(plan_.text, place_.offset, num_blocks, end_);
  for (ColumnParser& column : columns_) column.parse(piece_);
  if (!any_required_.empty()) mark_rows_without(any_required_);
  if (piece_.has_slow()) settle_slow_records();
  commit_piece(rows);
  place_.offset += piece_.num_bytes();
  place_.line += piece_.num_lines();
}

void RangeReader::mark_rows_without(const std::vector<std::size_t>& any_required) {
  for (std::size_t i = 0; i < piece_.num_records(); ++i) {
    const bool lacks_all = std::all_of(any_required.begin(), any_required.end(), [&](auto column) {
      return columns_[column].is_missing(piece_, i);
    });
    if (lacks_all) piece_.mark_slow(i);
  }
}

void RangeReader::settle_slow_records() {
  fates_.fates.assign(piece_.num_records(), RecordFates::kFast);
  RecordReader reader(plan_.text, plan_.header.num_fields);
  for (std::size_t i = 0; i < piece_.num_records(); ++i) {
    if (!piece_.is_slow(i)) continue;
    reader.move_to(place_.offset + piece_.offset(i), place_.line + piece_.line(i));
    FSU_CHECK(reader.next(record_));
    fates_.fates[i] = add_slowly(record_);
  }
  fates_.slow_rows = &slow_parser_->parsed().rows;
}

/// Its row among the slow ones, or kRejected.
std::uint32_t RangeReader::add_slowly(const Record& record) {
  if (!slow_parser_) slow_parser_.emplace(plan_.source, plan_.header, plan_.time_zone, plan_.part);
  const std::size_t num_rejects = slow_parser_->parsed().rejects.size();
  slow_parser_->add(record);
  if (slow_parser_->parsed().rejects.size() > num_rejects) return RecordFates::kRejected;
  return checked_cast<std::uint32_t>(slow_parser_->parsed().rows.num_rows() - 1);
}

void RangeReader::commit_piece(RangeRows& rows) {
  const RecordFates* const fates = piece_.has_slow() ? &fates_ : nullptr;
  for (ColumnParser& column : columns_) column.commit(piece_, fates, rows);
  add_origins(fates, rows);
  rows.num_rows_read += static_cast<std::int64_t>(piece_.num_records());
}

void RangeReader::add_origins(const RecordFates* fates, RangeRows& rows) const {
  const auto piece_begin = static_cast<std::uint32_t>(place_.offset - begin_);
  const auto first_line = static_cast<std::uint32_t>(place_.line);
  if (fates == nullptr && (piece_.is_line_by_line() || !plan_.keeps_origins)) {
    if (plan_.keeps_origins) rows.origins.append_lines(piece_.offsets(), piece_begin, first_line);
    rows.num_rows += piece_.num_records();
    return;
  }
  for (std::size_t i = 0; i < piece_.num_records(); ++i) {
    if (fates != nullptr && fates->fates[i] == RecordFates::kRejected) continue;
    if (plan_.keeps_origins)
      rows.origins.push_back(piece_begin + piece_.offset(i), first_line + piece_.line(i));
    ++rows.num_rows;
  }
}

/// Reads the next record of the range, if there is one, by the slow way alone.
void RangeReader::read_slow_record(RangeRows& rows) {
  RecordReader reader(plan_.text, plan_.header.num_fields);
  reader.keep_within({place_.offset, end_, place_.line});
  if (reader.next(record_)) {
    ++rows.num_rows_read;
    const std::uint32_t row = add_slowly(record_);
    if (row != RecordFates::kRejected) {
      for (ColumnParser& column : columns_)
        column.commit_slow(slow_parser_->parsed().rows, row, rows);
      ++rows.num_rows;
      if (plan_.keeps_origins) {
        rows.origins.push_back(checked_cast<std::uint32_t>(record_.offset - begin_),
                               static_cast<std::uint32_t>(record_.line));
      }
    }
  }
  place_ = {reader.offset(), reader.line()};
}

void RangeReader::finish(RangeRows& rows) {
  for (const ColumnParser& column : columns_) column.end_range(rows);
  rows.next = place_.offset;
  rows.num_lines = place_.line;
  if (!slow_parser_) return;
  ParsedRange slow = slow_parser_->take();
  rows.rejects = std::move(slow.rejects);
  for (const auto& [what, times] : slow.value_counts) rows.value_counts[what] += times;
}

}  // namespace fsu::io
