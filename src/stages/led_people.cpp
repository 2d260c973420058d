#include "src/stages/led_people.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kernels/compare/guards.hpp"
#include "kernels/core/groups.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"
#include "src/stages/link_scorer.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

constexpr std::size_t kBlockSize = 1024;

bool is_before(const LedPerson& a, const LedPerson& b) {
  return a.link_case != b.link_case ? a.link_case < b.link_case : a.person.person < b.person.person;
}

/// The cases of one kind of lead, by their values.
Groups cases_by_value(const LinkCases& cases, Lead lead, std::size_t num_values) {
  std::vector<std::uint32_t> codes(cases.size());
  for_blocks(codes.size(), std::size_t{1} << 16, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const ValueId value = lead_value(lead, cases.cases[i]);
      codes[i] = value.is_none() ? kNoGroup : value.value;
    }
  });
  return group_by_code(codes, num_values);
}

/// The names and identifiers of the people whom one value leads to, each once.
class LedNames {
 public:
  explicit LedNames(const PersonIndex& index)
      : index_(index), forename_(index.traits()), surname_(index.traits()) {}

  /// In steps, each over all people: what one reads lies far apart, and is fetched side by side so.
  void set_people(std::span<const Led> led) {
    versions_.clear();
    numbers_.clear();
    identities_.clear();
    for (const Led& person : led) versions_.push_back(index_.identities_of(person.person));
    for (std::uint32_t i = 0; i < led.size(); ++i) {
      for (const std::uint32_t number : versions_[i]) numbers_.emplace_back(i, number);
    }
    for (const auto& [i, number] : numbers_) identities_.push_back(index_.identity(number));
    entries_.clear();
    for (std::size_t k = 0; k < numbers_.size(); ++k) {
      const Identity& identity = identities_[k];
      const Entry entry{identity.forename,
                        identity.surname,
                        identity.other_forenames,
                        identity.identifier,
                        identity.mistyped_identifier,
                        numbers_[k].first};
      const auto of_person = std::find_if(
          entries_.rbegin(), entries_.rend(),
          [&](const Entry& other) { return other.led != entry.led || other == entry; });
      if (of_person == entries_.rend() || *of_person != entry) entries_.push_back(entry);
    }
    collect(forenames_, &Entry::forename, &Entry::forename_place);
    collect(surnames_, &Entry::surname, &Entry::surname_place);
  }

  /// Calls `function(i)` for the people with an identifier that may be ours, or a name whose
  /// forename has something in common with ours, or with our surname.
  template <class Function>
  void find_related(const Identity& ours, const Function& function) {
    forename_.set_name(ours.forename);
    surname_.set_name(ours.surname);
    try_names(forename_, ours.forename, forenames_, forename_to_forename_);
    try_names(forename_, ours.forename, surnames_, forename_to_surname_);
    try_names(surname_, ours.surname, forenames_, surname_to_forename_);
    std::uint32_t last = 0xffffffff;
    for (const Entry& entry : entries_) {
      if (entry.led == last || !is_related(ours, entry)) continue;
      last = entry.led;
      function(entry.led);
    }
  }

 private:
  struct Entry {
    NameId forename;
    NameId surname;
    NameId other_forenames;
    IdentifierId identifier;
    IdentifierId mistyped_identifier;
    std::uint32_t led = 0;  ///< position among the people led to
    std::uint32_t forename_place = 0;
    std::uint32_t surname_place = 0;

    friend bool operator==(const Entry&, const Entry&) = default;
  };

  /// The distinct names of a kind, and the place of each entry's among them.
  void collect(std::vector<NameId>& names, NameId Entry::*name, std::uint32_t Entry::*place) {
    names.clear();
    for (const Entry& entry : entries_) names.push_back(entry.*name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (Entry& entry : entries_) {
      const auto found = std::lower_bound(names.begin(), names.end(), entry.*name);
      entry.*place = static_cast<std::uint32_t>(found - names.begin());
    }
  }

  static void try_names(const compare::NameComparer& comparer, NameId ours,
                        std::span<const NameId> theirs, std::vector<char>& agree) {
    agree.assign(theirs.size(), 0);
    if (ours.is_none()) return;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      agree[i] = !theirs[i].is_none() && comparer.compare(theirs[i]) != NameLevel::kOther;
    }
  }

  /// An equal identifier lifts every guard, and so does one that is mistyped.
  [[nodiscard]] static bool may_share_identifier(const Identity& ours, const Entry& entry) {
    const bool has_valid = !entry.identifier.is_none();
    if (ours.any_identifier().is_none()) return false;
    if (!has_valid && entry.mistyped_identifier.is_none()) return false;
    return ours.identifier.is_none() || !has_valid || ours.identifier == entry.identifier;
  }

  [[nodiscard]] bool is_related(const Identity& ours, const Entry& entry) const {
    if (ours.forename.is_none() || entry.forename.is_none()) return true;
    if (may_share_identifier(ours, entry)) return true;
    if (forename_to_forename_[entry.forename_place] != 0 ||
        forename_to_surname_[entry.surname_place] != 0 ||
        surname_to_forename_[entry.forename_place] != 0) {
      return true;
    }
    if (ours.other_forenames.is_none() && entry.other_forenames.is_none()) return false;
    Identity theirs;
    theirs.forename = entry.forename;
    theirs.other_forenames = entry.other_forenames;
    return compare::may_agree_by_other_forenames(index_.traits(), ours, theirs);
  }

  const PersonIndex& index_;
  compare::NameComparer forename_;
  compare::NameComparer surname_;
  std::vector<std::span<const std::uint32_t>> versions_;          ///< of each person
  std::vector<std::pair<std::uint32_t, std::uint32_t>> numbers_;  ///< person led to, identity
  std::vector<Identity> identities_;
  std::vector<Entry> entries_;
  std::vector<NameId> forenames_, surnames_;
  std::vector<char> forename_to_forename_, forename_to_surname_, surname_to_forename_;
};

/// Tries the cases of one value after another against the people whom it leads to.
class LedSearch {
 public:
  LedSearch(const LinkScorer& scorer, LedPeople& found)
      : scorer_(scorer), found_(found), worker_(scorer), names_(scorer.index()) {}

  void search(std::span<const Led> led, std::span<const std::uint32_t> numbers,
              const LinkCases& cases) {
    names_.set_people(led);
    gather(numbers, cases);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (i == 0 || !are_alike(ours_[i], ours_[i - 1])) {
        related_.clear();
        names_.find_related(ours_[i], [&](std::uint32_t k) { related_.push_back(led[k]); });
      }
      for (const Led& person : related_) {
        if (person.only_case == numbers[i] || is_likely(identities_[i], person.person)) continue;
        take(numbers[i], identities_[i], person.person);
      }
    }
  }

 private:
  /// Copies the identities of the cases: they lie far apart, and are fetched side by side so.
  void gather(std::span<const std::uint32_t> numbers, const LinkCases& cases) {
    identities_.resize(numbers.size());
    ours_.resize(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      identities_[i] = cases.cases[numbers[i]].identity;
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      ours_[i] = scorer_.identities()[identities_[i]];
      scorer_.likely_people().prefetch(identities_[i]);
    }
  }

  static bool are_alike(const Identity& a, const Identity& b) {
    return a.forename == b.forename && a.surname == b.surname &&
           a.other_forenames == b.other_forenames && a.identifier == b.identifier &&
           a.mistyped_identifier == b.mistyped_identifier;
  }

  [[nodiscard]] bool is_likely(std::uint32_t identity, PersonId person) const {
    const LikelyPeople& likely = scorer_.likely_people();
    return likely.num_identities() > 0 &&
           std::ranges::binary_search(likely.of(identity), person, {}, &LikelyPerson::person);
  }

  void take(std::uint32_t number, std::uint32_t identity, PersonId person) {
    worker_.set_identity(identity);
    const PossiblePerson best = worker_.best_version(person);
    if (best.guard == compare::Guard::kForenames || best.guard == compare::Guard::kGenerations) {
      return;
    }
    const ComparedPair pair{best.levels, scorer_.identities()[identity],
                            scorer_.index().identity(best.identity)};
    found_.add({number, likely_person(person, best.identity, pair, best.adjustment)});
  }

  const LinkScorer& scorer_;
  LedPeople& found_;
  LinkScorer::Worker worker_;
  LedNames names_;
  std::vector<std::uint32_t> identities_;  ///< of the cases
  std::vector<Identity> ours_;             ///< the same themselves
  std::vector<Led> related_;               ///< to those who were tried last
};

}  // namespace

void LedPeople::index(std::size_t num_cases) {
  parallel_sort(led_.begin(), led_.end(), is_before);
  led_.erase(std::unique(led_.begin(), led_.end(),
                         [](const LedPerson& a, const LedPerson& b) {
                           return a.link_case == b.link_case && a.person.person == b.person.person;
                         }),
             led_.end());
  is_led_.assign(num_cases, false);
  for (const LedPerson& led : led_) is_led_[led.link_case] = true;
}

std::span<const LedPerson> LedPeople::of(std::uint32_t link_case) const {
  if (link_case >= is_led_.size() || !is_led_[link_case]) return {};
  const auto [begin, end] = std::ranges::equal_range(led_, link_case, {}, &LedPerson::link_case);
  return {begin, end};
}

void find_led_people(const LinkScorer& scorer, const LinkCases& cases, std::span<const Lead> leads,
                     LedPeople& people) {
  for (const Lead lead : leads) {
    const std::size_t num_values = scorer.evidence().num_led_by(lead);
    if (num_values == 0) continue;
    const Groups groups = cases_by_value(cases, lead, num_values);
    people.merge(reduce_blocks<LedPeople>(num_values, kBlockSize, [&](const Block& block) {
      LedPeople found;
      LedSearch search(scorer, found);
      std::vector<Led> led;
      for (std::size_t value = block.begin; value < block.end; ++value) {
        if (groups.of(value).empty()) continue;
        led.clear();
        scorer.evidence().append_led(lead, ValueId{static_cast<std::uint32_t>(value)}, led);
        if (!led.empty()) search.search(led, groups.of(value), cases);
      }
      return found;
    }));
  }
  people.index(cases.size());
}

}  // namespace fsu::stages
