#include "io/csv_part_reader.hpp"

#include <algorithm>

#include "kernels/core/parallel.hpp"
#include "kernels/core/uint128.hpp"

namespace fsu::io {
namespace {

/// Offsets within a range take 32 bits.
constexpr std::uint64_t kMaxRangeBytes = std::uint64_t{1} << 30;

/// Enough that all threads are busy to the end of a batch, or nearly.
constexpr std::size_t kRangesPerThread = 4;

}  // namespace

/// A reader of ranges for the length of a scope.
class PartReader::BorrowedReader {
 public:
  explicit BorrowedReader(PartReader& part) : part_(part) {
    const std::lock_guard lock(part_.readers_mutex_);
    if (part_.idle_readers_.empty()) {
      reader_ = std::make_unique<RangeReader>(part_.plan_);
    } else {
      reader_ = std::move(part_.idle_readers_.back());
      part_.idle_readers_.pop_back();
    }
  }
  BorrowedReader(const BorrowedReader&) = delete;
  BorrowedReader& operator=(const BorrowedReader&) = delete;
  ~BorrowedReader() {
    const std::lock_guard lock(part_.readers_mutex_);
    part_.idle_readers_.push_back(std::move(reader_));
  }

  RangeReader* operator->() { return reader_.get(); }

 private:
  PartReader& part_;
  std::unique_ptr<RangeReader> reader_;
};

PartReader::PartReader(const PartPlan& plan, const FileText& file, const ReadOptions& options,
                       Buffers& buffers)
    : plan_(plan),
      file_(file),
      options_(options),
      buffers_(buffers),
      cut_to_(plan.header.rows.begin),
      offset_(plan.header.rows.begin),
      line_(plan.header.rows.line) {
  const std::size_t most = kRangesPerThread * static_cast<std::size_t>(num_threads());
  if (buffers_.batch.size() < most) buffers_.batch.resize(most);
  if (buffers_.batch_before.size() < most) buffers_.batch_before.resize(most);
}

void PartReader::read(std::uint64_t num_bytes_behind, TableBuilder& builder, ReadTable& table) {
  const std::uint64_t begin = offset_;
  const std::size_t num_rows_before = builder.num_rows();
  bool is_reserved = false;
  while (cut_to_ < plan_.text.size() || num_ranges_before_ > 0) {
    cut_batch();
    work_on_batch(builder);
    if (num_ranges_before_ > 0 && !is_reserved) {
      // The first batch says how many rows there will be.
      const auto share = static_cast<double>(plan_.text.size() - begin + num_bytes_behind) /
                         static_cast<double>(offset_ - begin);
      const auto num_rows = static_cast<double>(builder.num_rows() - num_rows_before);
      builder.reserve(num_rows_before + static_cast<std::size_t>(num_rows * share * 1.03));
      is_reserved = true;
    }
    let_go(batch_before());
    settle_batch(table);
    std::swap(buffers_.batch, buffers_.batch_before);
    num_ranges_before_ = num_ranges_;
  }
  hash_up_to(plan_.text.size());
}

std::string PartReader::take_sha256() { return to_hex(hasher_.finish()); }

void PartReader::cut_batch() {
  const std::uint64_t size = plan_.text.size();
  const std::uint64_t range_bytes =
      std::clamp<std::uint64_t>(options_.range_bytes, 1, kMaxRangeBytes);
  const std::size_t most = kRangesPerThread * static_cast<std::size_t>(num_threads());
  for (num_ranges_ = 0; num_ranges_ < most && cut_to_ < size; ++num_ranges_) {
    RangeRows& range = buffers_.batch[num_ranges_];
    range.begin = cut_to_;
    range.end =
        size - cut_to_ <= range_bytes
            ? size
            : guess_record_begin(plan_.text, plan_.header.num_fields, cut_to_ + range_bytes);
    cut_to_ = range.end;
  }
  file_.expect(cut_to_, std::min(size, cut_to_ + most * range_bytes));
}

/// Reads the ranges of this batch, joins those of the batch before to the table, and hashes.
void PartReader::work_on_batch(TableBuilder& builder) {
  const std::size_t num_joins = num_ranges_before_ > 0 ? builder.num_columns() + 1 : 0;
  for_blocks(1 + num_joins + num_ranges_, 1, [&](const Block& task) {
    if (task.index == 0) {
      hash_up_to(cut_to_);
    } else if (task.index == num_joins) {
      builder.append_origins(plan_.part, batch_before());
    } else if (task.index < num_joins) {
      builder.append_column(task.index - 1, batch_before());
    } else {
      RangeRows& range = buffers_.batch[task.index - 1 - num_joins];
      BorrowedReader(*this)->read(range.begin, range.end, range);
      if (options_.on_progress)
        options_.on_progress(file_bytes_of(range.end) - file_bytes_of(range.begin));
    }
  });
}

/// The bytes of the file that a text up to an offset stands for.
std::uint64_t PartReader::file_bytes_of(std::uint64_t text_offset) const {
  if (plan_.text.empty()) return file_.file_bytes().size();
  return static_cast<std::uint64_t>(UInt128{text_offset} * file_.file_bytes().size() /
                                    plan_.text.size());
}

void PartReader::hash_up_to(std::uint64_t text_offset) {
  const std::uint64_t end = file_bytes_of(text_offset);
  hasher_.update(file_.file_bytes().substr(num_hashed_, end - num_hashed_));
  num_hashed_ = end;
}

void PartReader::settle_batch(ReadTable& table) {
  for (RangeRows& range : batch()) {
    settle_range(range);
    for (Reject& reject : range.rejects) {
      reject.origin.line += static_cast<std::uint32_t>(range.first_line);
      table.rejects.push_back(reject);
    }
    table.num_rows_read += range.num_rows_read;
    for (const auto& [what, times] : range.value_counts) table.value_counts[what] += times;
  }
}

/// Reads a range again where it was read from a wrong place; in order of the file.
void PartReader::settle_range(RangeRows& range) {
  if (range.begin != offset_)
    BorrowedReader(*this)->read(offset_, std::max(offset_, range.end), range);
  range.first_line = line_;
  if (range.unclosed) refuse(*range.unclosed, range.first_line);
  offset_ = range.next;
  line_ += range.num_lines;
}

void PartReader::refuse(const UnclosedQuote& quote, std::uint64_t first_line) const {
  throw Error(ErrorKind::kData,
              plan_.source.parts[plan_.part].string() + ":" +
                  std::to_string(first_line + quote.line) + " (byte " +
                  std::to_string(quote.offset) +
                  "): a quoted value begins here and is never closed; close it or extract "
                  "the file again");
}

void PartReader::let_go(std::span<const RangeRows> ranges) const {
  if (!ranges.empty()) file_.let_go(ranges.front().begin, ranges.back().next);
}

}  // namespace fsu::io
