#include "kernels/compare/name_traits.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "kernels/core/check.hpp"
#include "kernels/core/hash.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/text/given_names.hpp"
#include "kernels/text/spelling_key.hpp"
#include "kernels/text/string_numbers.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kBlockSize = 1024;
constexpr int kMinLettersForSpellingKey = 4;

std::uint64_t head_of(std::string_view name) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < NameTrait::kHeadBytes; ++i) {
    head = head << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0u);
  }
  return head;
}

/// Bits of the letter classes: the low five bits of a byte, which tell capitals apart.
std::uint64_t letters_of(std::string_view name) {
  std::uint64_t letters = 0;
  for (const char byte : name) {
    const std::uint64_t once = std::uint64_t{1} << (static_cast<unsigned char>(byte) & 31u);
    letters |= (letters & once) << 32 | once;
  }
  return letters;
}

/// Calls `function` with each word of the name, in order.
template <class Function>
void for_words(std::string_view name, const Function& function) {
  while (!name.empty()) {
    const std::string_view word = name.substr(0, name.find(' '));
    name.remove_prefix(std::min(name.size(), word.size() + 1));
    if (!word.empty()) function(word);
  }
}

NameTrait make_trait(std::string_view name) {
  NameTrait trait;
  trait.head = head_of(name);
  trait.letters = letters_of(name);
  trait.num_bytes = checked_cast<std::uint32_t>(name.size());
  const std::ptrdiff_t num_blanks = std::ranges::count(name, ' ');
  trait.num_letters = static_cast<std::uint8_t>(
      std::min<std::size_t>(255, name.size() - static_cast<std::size_t>(num_blanks)));
  trait.is_compound = num_blanks > 0;
  trait.has_groups = !text::given_name_groups(name).empty();
  for_words(name, [&](std::string_view word) {
    trait.word_bits |= static_cast<std::uint16_t>(1u << (hash_bytes(word) % 16));
  });
  return trait;
}

/// What the names of a block are made of.
struct FormsAndWords {
  StringColumn forms;                    ///< of compound names
  std::vector<std::string_view> words;   ///< of compound names, those of at least kMinPartLetters
  std::vector<std::uint32_t> num_words;  ///< by name
};

/// Also puts each name's form into its place of `forms`.
FormsAndWords split_names(const StringColumn& names, std::span<const NameTrait> traits,
                          const Block& block, std::span<std::string_view> forms) {
  FormsAndWords part;
  part.num_words.resize(block.end - block.begin);
  std::string form;
  for (std::size_t i = block.begin; i < block.end; ++i) {
    forms[i] = names[i];
    if (!traits[i].is_compound) continue;
    form.clear();
    for_words(names[i], [&](std::string_view word) {
      form += word;
      if (word.size() < kMinPartLetters) return;
      part.words.push_back(word);
      ++part.num_words[i - block.begin];
    });
    part.forms.push_back(form);
  }
  for (std::size_t i = block.begin, next = 0; i < block.end; ++i) {
    if (traits[i].is_compound) forms[i] = part.forms[next++];
  }
  return part;
}

/// True where two ascending lists have a number in common.
bool share_number(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) return true;
    a[i] < b[j] ? ++i : ++j;
  }
  return false;
}

}  // namespace

NameTraits::NameTraits(const StringColumn& names) : names_(&names), traits_(names.size()) {
  for_blocks(names.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      FSU_CHECK(i == 0 || names[i - 1] < names[i]);
      traits_[i] = make_trait(names[i]);
    }
  });
  number_spelling_keys();
  number_forms();
  collect_groups();
}

void NameTraits::number_spelling_keys() {
  std::vector<StringColumn> keys(num_blocks(size(), kBlockSize));
  std::vector<std::string_view> list(size());
  for_blocks(size(), kBlockSize, [&](const Block& block) {
    StringColumn& own = keys[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const bool has_key = traits_[i].num_letters >= kMinLettersForSpellingKey;
      own.push_back(has_key ? text::spelling_key((*names_)[i]) : std::string());
    }
    for (std::size_t i = block.begin; i < block.end; ++i) list[i] = own[i - block.begin];
  });
  const text::StringNumbers numbers = text::number_strings(list);
  for_blocks(size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (!list[i].empty()) traits_[i].spelling_key = numbers.of[i];
    }
  });
  num_spelling_keys_ = numbers.num_distinct;
}

void NameTraits::number_forms() {
  const std::size_t num_parts = num_blocks(size(), kBlockSize);
  std::vector<FormsAndWords> parts(num_parts);
  std::vector<std::string_view> list(size());  // the forms, then all words of compound names
  for_blocks(size(), kBlockSize, [&](const Block& block) {
    parts[block.index] = split_names(*names_, traits_, block, list);
  });
  std::vector<std::size_t> first_words;
  for (const FormsAndWords& part : parts) {
    first_words.push_back(list.size());
    list.insert(list.end(), part.words.begin(), part.words.end());
  }
  const text::StringNumbers numbers = text::number_strings(list);
  num_forms_ = numbers.num_distinct;
  word_begins_.assign(size() + 1, 0);
  std::vector<std::vector<std::uint32_t>> words(num_parts);
  for_blocks(size(), kBlockSize, [&](const Block& block) {
    auto next = numbers.of.begin() + static_cast<std::ptrdiff_t>(first_words[block.index]);
    std::vector<std::uint32_t>& own = words[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      traits_[i].form = numbers.of[i];
      const std::size_t num_before = own.size();
      if (traits_[i].is_compound) {
        const auto end = next + parts[block.index].num_words[i - block.begin];
        own.insert(own.end(), next, end);
        next = end;
      } else if (traits_[i].num_letters >= kMinPartLetters) {
        own.push_back(traits_[i].form);
      }
      const auto added = std::span(own).subspan(num_before);
      std::ranges::sort(added);
      own.resize(own.size() - std::ranges::unique(added).size());
      word_begins_[i + 1] = static_cast<std::uint32_t>(own.size() - num_before);
    }
  });
  for (const std::vector<std::uint32_t>& own : words) {
    words_.insert(words_.end(), own.begin(), own.end());
  }
  FSU_CHECK(words_.size() < 0xffffffff);
  std::partial_sum(word_begins_.begin(), word_begins_.end(), word_begins_.begin());
}

void NameTraits::collect_groups() {
  group_begins_.assign(1, 0);
  for (std::size_t i = 0; i < size(); ++i) {
    if (traits_[i].has_groups) {
      const auto groups = text::given_name_groups((*names_)[i]);
      groups_.insert(groups_.end(), groups.begin(), groups.end());
    }
    group_begins_.push_back(checked_cast<std::uint32_t>(groups_.size()));
  }
  num_groups_ = text::num_given_name_groups();
}

bool NameTraits::share_word(NameId a, NameId b) const { return share_number(words(a), words(b)); }

bool NameTraits::share_group(NameId a, NameId b) const {
  return share_number(groups(a), groups(b));
}

}  // namespace fsu::compare
