#include "src/stages/led_people.hpp"

#include <algorithm>

#include "kernels/compare/guards.hpp"
#include "kernels/core/groups.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"
#include "src/stages/led_names.hpp"
#include "src/stages/link_scorer.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = 4096;

/// Held by a guard that no evidence lifts.
bool is_stranger(const PossiblePerson& person) {
  return person.guard == compare::Guard::kForenames || person.guard == compare::Guard::kGenerations;
}

bool is_before(const LedPerson& a, const LedPerson& b) {
  return a.link_case != b.link_case ? a.link_case < b.link_case : a.person.person < b.person.person;
}

/// The cases of one kind of lead, by their values; none of those that need no lead.
Groups cases_by_value(const LinkScorer& scorer, const LinkCases& cases, Lead lead,
                      std::size_t num_values) {
  std::vector<std::uint32_t> codes(cases.size());
  for_blocks(codes.size(), std::size_t{1} << 16, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const LinkCase& of = cases.cases[i];
      const ValueId value = scorer.is_certain(of.identity) ? ValueId{} : lead_value(lead, of);
      codes[i] = value.is_none() ? kNoGroup : value.value;
    }
  });
  return group_by_code(codes, num_values);
}

/// Tries the cases of one value after another against the people whom it leads to.
class LedSearch {
 public:
  LedSearch(const LinkScorer& scorer, Weight least, LedPeople& found)
      : scorer_(scorer), least_(least), found_(found), worker_(scorer), names_(scorer.index()) {}

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
        take({cases.cases[numbers[i]], numbers[i]}, person.person);
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

  void take(const NumberedLinkCase& of, PersonId person) {
    const std::uint32_t identity = of.link_case.identity;
    worker_.set_identity(identity);
    PossiblePerson best = worker_.best_version(person);
    if (is_stranger(best)) return;
    const ComparedPair pair{best.levels, scorer_.identities()[identity],
                            scorer_.index().identity(best.identity)};
    const LikelyPerson led = likely_person(person, best.identity, pair, best.adjustment);
    worker_.weigh(of, best);
    if (best.weight >= least_) found_.add({of.number, led});
  }

  const LinkScorer& scorer_;
  Weight least_;
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
                     Weight least, LedPeople& people) {
  for (const Lead lead : leads) {
    const std::size_t num_values = scorer.evidence().num_led_by(lead);
    if (num_values == 0) continue;
    const Groups groups = cases_by_value(scorer, cases, lead, num_values);
    people.merge(reduce_blocks<LedPeople>(num_values, kBlockSize, [&](const Block& block) {
      LedPeople found;
      LedSearch search(scorer, least, found);
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
