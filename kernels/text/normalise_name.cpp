#include "kernels/text/normalise_name.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

#include "kernels/text/fold_latin.hpp"
#include "kernels/text/name_words.hpp"

namespace fsu::text {
namespace {

void append_words(std::span<const std::string_view> words, std::string& joined) {
  for (const std::string_view word : words) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
}

bool is_blank(std::string_view field) {
  return field.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

const NormalisedName& NameNormaliser::normalise(std::string_view forenames,
                                                std::string_view surname,
                                                bool may_be_organisation) {
  name_.forename.clear();
  name_.other_forenames.clear();
  name_.surname.clear();
  name_.is_junk = false;
  name_.is_organisation = false;
  words_.clear();
  folded_.clear();
  append_folded(forenames, folded_);
  const std::size_t forenames_end = folded_.size();
  append_folded(surname, folded_);  // the words are views into folded_: fill it first
  split_field(std::string_view(folded_).substr(0, forenames_end));
  const std::size_t num_forenames = words_.size();
  split_field(std::string_view(folded_).substr(forenames_end));
  name_.is_organisation = may_be_organisation && names_organisation(words_);
  if (name_.is_organisation) return name_;
  keep_names(0, num_forenames, false);
  assign_forenames();
  keep_names(num_forenames, words_.size(), true);
  assign_surname();
  name_.is_junk = (name_.forename.empty() && !is_blank(forenames)) ||
                  (name_.surname.empty() && !is_blank(surname));
  return name_;
}

std::uint64_t NameNormaliser::organisation_pairs_begun() const {
  return words_.empty() ? 0 : text::organisation_pairs_begun(words_.back());
}

std::uint64_t NameNormaliser::organisation_pairs_ended() const {
  return words_.empty() ? 0 : text::organisation_pairs_ended(words_.front());
}

void NameNormaliser::split_field(std::string_view field) {
  std::size_t begin = 0;
  while ((begin = field.find_first_not_of(' ', begin)) != std::string_view::npos) {
    const std::size_t end = std::min(field.find(' ', begin), field.size());
    words_.push_back(field.substr(begin, end - begin));
    begin = end;
  }
}

/// Fills kept_ with those words of [begin, end) that are names.
void NameNormaliser::keep_names(std::size_t begin, std::size_t end, bool is_surname) {
  kept_.clear();
  if (is_junk_phrase(std::span(words_).subspan(begin, end - begin))) return;
  bool has_junk = false;
  bool are_all_weak = true;
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint8_t classes = word_classes(words_[i]);
    if ((classes & kNameCut) != 0) break;
    has_junk |= (classes & kJunk) != 0;
    if ((classes & (kJunk | kTitle)) != 0 || (is_surname && (classes & kSuffix) != 0)) continue;
    are_all_weak &= (classes & kWeakJunk) != 0;
    kept_.push_back(words_[i]);
  }
  if (has_junk && are_all_weak) kept_.clear();
}

void NameNormaliser::assign_forenames() {
  if (kept_.empty()) return;
  name_.forename = kept_.front();
  append_words(std::span(kept_).subspan(1), name_.other_forenames);
}

void NameNormaliser::assign_surname() {
  bool is_prefix_open = false;
  for (const std::string_view word : kept_) {
    if (!name_.surname.empty() && !is_prefix_open) name_.surname += ' ';
    name_.surname += word;
    is_prefix_open = (word_classes(word) & kSurnamePrefix) != 0;
  }
}

}  // namespace fsu::text
