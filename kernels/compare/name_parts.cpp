#include "kernels/compare/name_parts.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "kernels/core/parallel.hpp"

namespace fsu::compare {
namespace {

NameId id_of(std::size_t index) { return NameId{static_cast<std::uint32_t>(index)}; }

/// A number, or none where it is kNoKey.
std::span<const std::uint32_t> at_most_one(const std::uint32_t& number) {
  return {&number, number == NameTrait::kNoKey ? std::size_t{0} : std::size_t{1}};
}

/// `numbers_of` gives the numbers of a name, each below `num_numbers`.
template <class NumbersOf>
NamesByNumber list_names(std::size_t num_numbers, std::size_t num_names,
                         const NumbersOf& numbers_of) {
  NamesByNumber lists;
  lists.begins.resize(num_numbers + 2);  // one place further on while the lists are filled
  for (std::size_t i = 0; i < num_names; ++i) {
    for (const std::uint32_t number : numbers_of(id_of(i))) ++lists.begins[number + 2];
  }
  std::partial_sum(lists.begins.begin(), lists.begins.end(), lists.begins.begin());
  lists.names.resize(lists.begins.back());
  for (std::size_t i = 0; i < num_names; ++i) {
    for (const std::uint32_t number : numbers_of(id_of(i))) {
      lists.names[lists.begins[number + 1]++] = static_cast<std::uint32_t>(i);
    }
  }
  lists.begins.pop_back();
  return lists;
}

void append(std::span<const std::uint32_t> others, std::vector<std::uint32_t>& names) {
  names.insert(names.end(), others.begin(), others.end());
}

}  // namespace

std::span<const std::uint32_t> NamesByNumber::behind(std::uint32_t number, NameId name) const {
  const auto all = of(number);
  const auto first = std::ranges::upper_bound(all, name.value);
  return all.subspan(static_cast<std::size_t>(first - all.begin()));
}

NameParts::NameParts(const NameTraits& traits, std::size_t max_names_of_word)
    : traits_(&traits), max_names_of_word_(max_names_of_word) {
  const std::array<std::function<void()>, 4> tasks = {
      [&] {
        by_word_ = list_names(traits.num_forms(), traits.size(),
                              [&](NameId name) { return traits.words(name); });
      },
      [&] {
        by_spelling_ = list_names(traits.num_spelling_keys(), traits.size(), [&](NameId name) {
          return at_most_one(traits[name].spelling_key);
        });
      },
      [&] {
        by_form_ = list_names(traits.num_forms(), traits.size(),
                              [&](NameId name) { return at_most_one(traits[name].form); });
      },
      [&] {
        by_group_ = list_names(traits.num_groups(), traits.size(),
                               [&](NameId name) { return traits.groups(name); });
      }};
  for_blocks(tasks.size(), 1, [&](const Block& block) { tasks[block.index](); });
}

void NameParts::find_behind(NameId name, std::vector<std::uint32_t>& names) const {
  names.clear();
  const NameTrait& trait = (*traits_)[name];
  if (trait.num_bytes == 0) return;
  for (const std::uint32_t key : at_most_one(trait.spelling_key)) {
    append(by_spelling_.behind(key, name), names);
  }
  append(by_form_.behind(trait.form, name), names);
  for (const std::uint32_t word : traits_->words(name)) {
    const bool is_alone = word == trait.form;
    if (is_alone || by_word_.of(word).size() <= max_names_of_word_) {
      append(by_word_.behind(word, name), names);
      continue;
    }
    for (const std::uint32_t other : by_form_.behind(word, name)) {
      // Its letters may be the word's with a blank between, which is not the word.
      if (std::ranges::binary_search(traits_->words(NameId{other}), word)) names.push_back(other);
    }
  }
  for (const std::uint32_t group : traits_->groups(name)) {
    append(by_group_.behind(group, name), names);
  }
  if (trait.num_letters >= kMinPartLetters) add_longer(name, names);
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
}

bool NameParts::has_common_word(NameId name) const {
  if (!(*traits_)[name].is_compound) return false;
  return std::ranges::any_of(traits_->words(name), [&](std::uint32_t word) {
    return by_word_.of(word).size() > max_names_of_word_;
  });
}

/// Names that begin with this one stand right behind it.
void NameParts::add_longer(NameId name, std::vector<std::uint32_t>& names) const {
  const StringColumn& all = traits_->names();
  const std::string_view beginning = all[name.index()];
  for (std::size_t i = name.index() + 1; i < all.size() && all[i].starts_with(beginning); ++i) {
    names.push_back(static_cast<std::uint32_t>(i));
  }
}

}  // namespace fsu::compare
