// For every name of a mention: the names of the index that are close to it, and those near it.
//
// The near names of the dictionary (compare/near_names.hpp), kept where the one is borne by a
// mention and the other by the index, since the search asks for nothing else; most names of a
// dictionary are slips of one mention. Within a name those that are close (compare/name_level.hpp)
// come first, then the others, ascending each. Parallel over blocks of names.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/blocking/candidates.hpp"
#include "kernels/blocking/full_names.hpp"
#include "kernels/compare/near_names.hpp"

namespace fsu::stages {

class NearLists {
 public:
  /// `of_mentions`, `of_index`: by name of the dictionary, whether it is borne there.
  NearLists(const compare::NameTraits& traits, const compare::NearNames& near,
            const std::vector<bool>& of_mentions, const std::vector<bool>& of_index);

  /// None of a name that no mention bears.
  [[nodiscard]] blocking::NearSpan of(NameId name) const {
    const auto all = view().of(name);
    const std::size_t num_close = num_close_[name.index()];
    return {all.first(num_close), all.subspan(num_close)};
  }
  /// Same, close or near; other for the rest, also where a name is none.
  [[nodiscard]] compare::NameLevel level(NameId of_mention, NameId of_index) const;

  /// Fetch what `of` reads, and the beginning of the names themselves some time after.
  void prefetch(NameId name) const {
    __builtin_prefetch(&begins_[name.index()]);
    __builtin_prefetch(&num_close_[name.index()]);
  }
  void prefetch_names(NameId name) const {
    constexpr std::uint64_t kNamesOfLine = 16;
    constexpr std::uint64_t kMostLines = 4;
    const std::uint64_t begin = begins_[name.index()];
    const std::uint64_t end =
        std::min(begins_[name.index() + 1], begin + kMostLines * kNamesOfLine);
    for (std::uint64_t i = begin; i < end; i += kNamesOfLine) __builtin_prefetch(&names_[i]);
  }

  [[nodiscard]] std::size_t num_names() const { return num_close_.size(); }
  [[nodiscard]] blocking::NearNamesView view() const { return {begins_, names_}; }

 private:
  std::vector<std::uint64_t> begins_;  ///< one more than names
  std::vector<std::uint32_t> num_close_;
  std::vector<NameId> names_;
};

}  // namespace fsu::stages
