// Reads one file of a table, a batch of ranges at a time.
//
// Where a range begins is guessed: the first line behind its nominal begin that reads as a record
// with the right number of fields. All ranges of a batch are read in parallel, and then settled in
// order: each must begin where the one before it stopped, or it is read again from there. So the
// result is that of reading from the first record to the last, and a guess is wrong only inside
// long quoted values or among faults. (Speculation with a check: Ge et al. 2019, Speculative
// Distributed CSV Data Parsing.) In the same parallel loop the batch before is joined to the table,
// column by column, and the file's bytes are hashed, so neither takes a pass of its own; at most
// two batches are in memory.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "io/csv_range_reader.hpp"
#include "io/digest.hpp"
#include "io/file_text.hpp"
#include "io/table_builder.hpp"

namespace fsu::io {

class PartReader {
 public:
  /// Ranges of a batch; kept from part to part, so that their memory is used again.
  using Ranges = std::vector<RangeRows>;
  struct Buffers {
    Ranges batch;
    Ranges batch_before;
  };

  PartReader(const PartPlan& plan, const FileText& file, const ReadOptions& options,
             Buffers& buffers);

  /// Reads all rows into the table and its builder; throws Error at a quote that is never closed.
  /// `num_bytes_behind` of text in later parts are foreseen.
  void read(std::uint64_t num_bytes_behind, TableBuilder& builder, ReadTable& table);

  /// The SHA-256 of the file, in hex; after read().
  [[nodiscard]] std::string take_sha256();

 private:
  class BorrowedReader;

  void cut_batch();
  void work_on_batch(TableBuilder& builder);
  void read_range(RangeRows& range);
  void hash_up_to(std::uint64_t text_offset);
  void settle_batch(ReadTable& table);
  void settle_range(RangeRows& range);
  [[noreturn]] void refuse(const UnclosedQuote& quote, std::uint64_t first_line) const;
  [[nodiscard]] std::uint64_t file_bytes_of(std::uint64_t text_offset) const;
  void let_go(std::span<const RangeRows> ranges) const;

  [[nodiscard]] std::span<RangeRows> batch() { return {buffers_.batch.data(), num_ranges_}; }
  [[nodiscard]] std::span<const RangeRows> batch_before() const {
    return {buffers_.batch_before.data(), num_ranges_before_};
  }

  const PartPlan& plan_;
  const FileText& file_;
  const ReadOptions& options_;
  Buffers& buffers_;
  std::size_t num_ranges_ = 0;
  std::size_t num_ranges_before_ = 0;
  std::uint64_t cut_to_ = 0;  ///< where the next batch is cut from
  std::uint64_t offset_ = 0;  ///< where the next record to settle begins
  std::uint64_t line_ = 0;
  Sha256 hasher_;
  std::uint64_t num_hashed_ = 0;
  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<RangeReader>> idle_readers_;
};

}  // namespace fsu::io
