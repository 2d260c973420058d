#include "kernels/synth/world.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

// Yearly volumes of a force with 3.1 million mentions (published figures of a large English force,
// rounded): 0.45 M investigations, 50,000 custody records, 14,000 missing-person reports.
constexpr std::uint64_t kMentionsOfModel = 3'100'000;
constexpr std::uint64_t kInvestigationsOfModel = 450'000;
constexpr std::uint64_t kCustodyOfModel = 50'000;
constexpr std::uint64_t kMissingOfModel = 14'000;

/// Filled roles in 100 logs: 96 originators and 88 subjects, none in pre-planned ones.
constexpr std::uint64_t kMentionsOf100Logs = 182;
constexpr std::uint64_t kIdsOf100People = 103;

constexpr std::size_t kPersonIdDigits = 7;

/// What the heaviest rank takes of all draws: about 1,500 logs a year in a force of 3 million
/// mentions; small forces get a steeper tail, else nobody would stand out.
double head_share(std::uint64_t num_people) {
  constexpr double kLarge = 400'000;
  const double size = std::min(1.0, static_cast<double>(num_people) / kLarge);
  return 0.003 + 0.009 * (1 - size);
}

std::uint64_t scaled(std::uint64_t mentions, std::uint64_t of_model) {
  return mentions * of_model / kMentionsOfModel;
}

}  // namespace

World::World(const WorldConfig& config, const FullerLists& names)
    : config_(config), names_(names), end_(midnight(config.end_date)) {
  FSU_CHECK(config.num_person_ids >= kLeastPersonIds && config.num_person_ids <= kMostPersonIds);
  FSU_CHECK(config.num_years >= 1 && is_whole_date(config.end_date));
  begin_ = midnight(minus_months(config.end_date, 12 * config.num_years));
  num_people_ =
      config.is_clean ? config.num_person_ids : config.num_person_ids * 100 / kIdsOf100People;
  num_logs_ = config.num_mentions * 100 / kMentionsOf100Logs;
  num_investigations_ = scaled(config.num_mentions, kInvestigationsOfModel);
  num_custody_ = scaled(config.num_mentions, kCustodyOfModel);
  num_missing_reports_ = scaled(config.num_mentions, kMissingOfModel);
  id_order_ = Permutation(config.num_person_ids, random(Stream::kIdOrder, 0));
  second_ids_ = Permutation(num_people_, random(Stream::kSecondIds, 0));
  for (std::size_t i = 0; i < rank_orders_.size(); ++i)
    rank_orders_[i] = Permutation(num_people_, random(Stream::kRankOrder, i));
  people_tail_ = HeavyTail(num_people_, head_share(num_people_));
  place_tail_ = HeavyTail(50 + num_people_ / 40, 0.002);
}

std::int64_t World::event_time(std::uint64_t index, std::uint64_t count, Random& random) const {
  const auto num_days = static_cast<std::uint64_t>(day_number(end_ - begin_));
  // 128 bits are not needed: days < 2^16 and events < 2^40.
  const auto day = static_cast<std::int64_t>(index * num_days / count);
  return on_the_clock(begin_ + day * kDay + draw_time_of_day(random));
}

std::string World::person_id(std::uint64_t record) const {
  return numbered("P", id_number(record) + 1, kPersonIdDigits);
}

std::uint64_t World::person_of(std::uint64_t record) const {
  return record < num_people_ ? record : second_ids_(record - num_people_);
}

std::uint64_t World::draw_record(std::uint64_t person, Random& random) const {
  FSU_DCHECK(person < num_people_);
  const std::uint64_t second = num_people_ + second_ids_.invert(person);
  return second < num_records() && random.below(3) == 0 ? second : person;
}

}  // namespace fsu::synth
