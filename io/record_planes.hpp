// A table's rows as the planes of shuffled records (byte_shuffle.hpp), and back, without the
// records: each column goes to its field's planes by itself.
//
// Rows of different chunks may be packed and unpacked at the same time.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "io/byte_shuffle.hpp"
#include "io/h5_record_layout.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

/// Writes the rows [begin, end) of a table from byte `planes.first` of the planes on. A text wider
/// than its field is an InternalError. `work` is kept by the caller to be used again.
void pack_planes(const Table& table, std::size_t begin, std::size_t end, const RecordLayout& layout,
                 BytePlanes planes, std::vector<std::byte>& work);

/// The columns of a number of rows that come as planes, in any order.
class PlaneColumns {
 public:
  /// None of the fields is a date: a stored date comes back as the text that it is.
  PlaneColumns(const RecordLayout& layout, std::size_t num_rows);

  /// Takes the rows [begin, end) from byte `planes.first` of the planes on; different rows may be
  /// taken at the same time.
  void take_rows(BytePlanes planes, std::size_t begin, std::size_t end);

  /// The table, when all rows were taken; its texts are made in parallel.
  [[nodiscard]] Table finish(const TableSpec& spec);

 private:
  /// Texts as they are stored, until all rows are there.
  using Items = std::unique_ptr<std::byte[]>;

  const RecordLayout& layout_;
  std::size_t num_rows_;
  std::vector<ColumnData> numbers_;
  std::vector<Items> texts_;
};

}  // namespace fsu::io
