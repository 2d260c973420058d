#include "kernels/core/string_column.hpp"

#include <algorithm>
#include <utility>

namespace fsu {

StringColumn::StringColumn(std::vector<char> bytes, std::vector<std::uint64_t> ends)
    : bytes_(std::move(bytes)), ends_(std::move(ends)) {
  FSU_CHECK((ends_.empty() ? 0 : ends_.back()) == bytes_.size());
}

void StringColumn::append(const StringColumn& other) {
  const std::uint64_t base = bytes_.size();
  bytes_.insert(bytes_.end(), other.bytes_.begin(), other.bytes_.end());
  ends_.reserve(ends_.size() + other.ends_.size());
  for (const std::uint64_t end : other.ends_) ends_.push_back(base + end);
}

StringColumn StringColumn::gather(std::span<const std::uint32_t> rows) const {
  StringColumn result;
  std::size_t num_bytes = 0;
  for (const std::uint32_t row : rows) num_bytes += (*this)[row].size();
  result.reserve(rows.size(), num_bytes);
  for (const std::uint32_t row : rows) result.push_back((*this)[row]);
  return result;
}

StringColumn StringColumn::clone() const {
  StringColumn result;
  result.bytes_ = bytes_;
  result.ends_ = ends_;
  return result;
}

std::size_t StringColumn::max_length() const {
  std::size_t longest = 0;
  std::uint64_t begin = 0;
  for (const std::uint64_t end : ends_) {
    longest = std::max(longest, end - begin);
    begin = end;
  }
  return longest;
}

}  // namespace fsu
