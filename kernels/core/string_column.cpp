#include "kernels/core/string_column.hpp"

#include <algorithm>
#include <utility>

#include "kernels/core/parallel.hpp"

namespace fsu {
namespace {

template <class Added, class Value>
void append_all(const Added& added, UnsetVector<Value>& values) {
  const std::size_t old_size = values.size();
  values.resize(old_size + added.size());
  if (!added.empty())
    std::memcpy(values.data() + old_size, added.data(), added.size() * sizeof(Value));
}

}  // namespace

StringColumn::StringColumn(std::string_view bytes, std::span<const std::uint64_t> ends) {
  FSU_CHECK((ends.empty() ? 0 : ends.back()) == bytes.size());
  reserve(ends.size(), bytes.size());
  append_all(bytes, bytes_);
  std::uint64_t begin = 0;
  for (const std::uint64_t end : ends) {
    add_end(begin, end);
    begin = end;
  }
}

StringColumn StringColumn::coded(StringColumn dictionary, UnsetVector<std::uint32_t> codes) {
  FSU_CHECK(!dictionary.is_coded());
  StringColumn result;
  result.dictionary_ = std::make_shared<const StringColumn>(std::move(dictionary));
  result.codes_ = std::move(codes);
  return result;
}

void StringColumn::reserve(std::size_t num_strings, std::size_t num_bytes) {
  if (is_coded()) {
    codes_.reserve(num_strings);
    return;
  }
  ends_.reserve(num_strings);
  bases_.reserve((num_strings >> kBlockBits) + 1);
  bytes_.reserve(num_bytes);
}

void StringColumn::append(const StringColumn& other) {
  if (other.is_coded() && empty()) {
    *this = other.clone();
  } else if (is_coded() && dictionary_ == other.dictionary_) {
    append_all(other.codes_, codes_);
  } else if (other.is_coded()) {
    for (std::size_t i = 0; i < other.size(); ++i) push_back(other[i]);
  } else {
    if (is_coded()) become_plain();
    const std::uint64_t shift = bytes_.size();
    append_all(other.bytes_, bytes_);
    std::uint64_t begin = shift;
    for (std::size_t i = 0; i < other.ends_.size(); ++i) {
      const std::uint64_t end = shift + other.bases_[i >> kBlockBits] + other.ends_[i];
      add_end(begin, end);
      begin = end;
    }
  }
}

void StringColumn::append_plain(std::string_view bytes, std::span<const std::uint32_t> ends) {
  if (is_coded()) become_plain();
  const std::uint64_t shift = bytes_.size();
  append_all(bytes, bytes_);
  std::uint64_t begin = shift;
  for (const std::uint32_t end : ends) {
    add_end(begin, shift + end);
    begin = shift + end;
  }
}

StringColumn StringColumn::gather(std::span<const std::uint32_t> rows) const {
  StringColumn result;
  if (is_coded()) {
    result.dictionary_ = dictionary_;
    result.codes_.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) result.codes_[i] = codes_[rows[i]];
    return result;
  }
  std::size_t num_bytes = 0;
  for (const std::uint32_t row : rows) num_bytes += plain(row).size();
  result.reserve(rows.size(), num_bytes);
  for (const std::uint32_t row : rows) result.push_back(plain(row));
  return result;
}

StringColumn StringColumn::clone() const {
  StringColumn result;
  result.bytes_ = bytes_;
  result.bases_ = bases_;
  result.ends_ = ends_;
  result.codes_ = codes_;
  result.dictionary_ = dictionary_;
  return result;
}

std::size_t StringColumn::max_length() const {
  constexpr std::size_t kBlockStrings = std::size_t{1} << 16;
  std::vector<std::size_t> longest(num_blocks(size(), kBlockStrings), 0);
  for_blocks(size(), kBlockStrings, [&](const Block& block) {
    std::size_t& most = longest[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) most = std::max(most, (*this)[i].size());
  });
  return longest.empty() ? 0 : *std::max_element(longest.begin(), longest.end());
}

void StringColumn::become_plain() {
  StringColumn result;
  for (const std::uint32_t code : codes_) result.push_back(dictionary_->plain(code));
  *this = std::move(result);
}

}  // namespace fsu
