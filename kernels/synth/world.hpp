// A synthetic force: its sizes and the few numbers from which everything else is computed.
//
// Nothing is stored about a person or a log. Whatever is asked about object `index` is drawn from
// Random(seed, stream, index), so any block of any table can be made at any time, by any thread,
// and is the same. People are numbered [0, num_people); behind them come the outsiders, who are in
// the logs but not in the index. A record is one person_id: record r < num_people is person r's
// first id, the others are second ids of about 3 % of the people (none in a clean force).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "kernels/core/random.hpp"
#include "kernels/synth/civil_time.hpp"
#include "kernels/synth/heavy_tail.hpp"
#include "kernels/synth/name_tables.hpp"
#include "kernels/synth/permutation.hpp"

namespace fsu::synth {

struct WorldConfig {
  std::uint64_t seed = 1;
  std::uint64_t num_person_ids = 20'000;  ///< at least kLeastPersonIds
  std::uint64_t num_mentions = 109'000;   ///< roles of logs that are filled, about
  int num_years = 2;                      ///< at least 1; events lie in [end - years, end)
  std::int32_t end_date = 20260101;
  bool is_clean = false;  ///< no errors in mentions, no second ids, no faulty rows
};
inline constexpr std::uint64_t kLeastPersonIds = 24;
inline constexpr std::uint64_t kMostPersonIds = std::uint64_t{1} << 29;

/// One independent sequence of random numbers for each kind of object.
enum class Stream : std::uint64_t {
  kIdOrder,
  kSecondIds,
  kRankOrder,
  kHousehold,
  kMember,
  kPerson,
  kTwin,
  kVersions,
  kPhones,
  kAddress,
  kPlace,
  kLog,
  kScene,
  kLogDetails,
  kOriginator,
  kSubject,
  kResources,
  kCalls,
  kDecisions,
  kInvestigation,
  kCustody,
  kMissing,
  kExclusions,
  kFaults,
};

/// The part that a person takes in an event; each has heavy users of its own.
enum class Part : std::uint8_t { kOriginator, kSubject, kVictim, kSuspect, kMissing, kWitness };
inline constexpr std::size_t kNumParts = 6;

class World {
 public:
  World(const WorldConfig& config, const FullerLists& names = {});

  [[nodiscard]] const WorldConfig& config() const { return config_; }
  [[nodiscard]] bool is_clean() const { return config_.is_clean; }
  [[nodiscard]] const NameTables& names() const { return names_; }
  [[nodiscard]] Random random(Stream stream, std::uint64_t index) const {
    return {config_.seed, static_cast<std::uint64_t>(stream), index};
  }

  [[nodiscard]] std::uint64_t num_records() const { return config_.num_person_ids; }
  [[nodiscard]] std::uint64_t num_people() const { return num_people_; }
  [[nodiscard]] std::uint64_t num_outsiders() const { return num_people_; }
  [[nodiscard]] bool is_outsider(std::uint64_t person) const { return person >= num_people_; }
  [[nodiscard]] std::uint64_t num_logs() const { return num_logs_; }
  [[nodiscard]] std::uint64_t num_investigations() const { return num_investigations_; }
  [[nodiscard]] std::uint64_t num_custody() const { return num_custody_; }
  [[nodiscard]] std::uint64_t num_missing_reports() const { return num_missing_reports_; }
  [[nodiscard]] std::uint64_t num_places() const { return place_tail_.size(); }

  /// Events lie in [begin, end), in seconds of local civil time.
  [[nodiscard]] std::int64_t begin() const { return begin_; }
  [[nodiscard]] std::int64_t end() const { return end_; }
  /// Time of event `index` of `count`: evenly over the days, by the hours' demand within the day.
  [[nodiscard]] std::int64_t event_time(std::uint64_t index, std::uint64_t count,
                                        Random& random) const;

  /// The record whose id number is `id_number`, both in [0, num_records).
  [[nodiscard]] std::uint64_t record_of_id(std::uint64_t id_number) const {
    return id_order_.invert(id_number);
  }
  [[nodiscard]] std::uint64_t id_number(std::uint64_t record) const { return id_order_(record); }
  [[nodiscard]] std::string person_id(std::uint64_t record) const;
  /// The person to whom a record belongs.
  [[nodiscard]] std::uint64_t person_of(std::uint64_t record) const;
  /// One of the records of an indexed person: the first, or one time in three the second, if any.
  [[nodiscard]] std::uint64_t draw_record(std::uint64_t person, Random& random) const;

  [[nodiscard]] const HeavyTail& people_tail() const { return people_tail_; }
  [[nodiscard]] const HeavyTail& place_tail() const { return place_tail_; }
  /// People in the order of their heaviness, for a part of its own or for all parts in common.
  [[nodiscard]] const Permutation& rank_order(Part part) const {
    return rank_orders_[static_cast<std::size_t>(part)];
  }
  [[nodiscard]] const Permutation& common_rank_order() const { return rank_orders_[kNumParts]; }

 private:
  WorldConfig config_;
  NameTables names_;
  std::uint64_t num_people_ = 0;
  std::uint64_t num_logs_ = 0;
  std::uint64_t num_investigations_ = 0;
  std::uint64_t num_custody_ = 0;
  std::uint64_t num_missing_reports_ = 0;
  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
  Permutation id_order_;
  Permutation second_ids_;
  HeavyTail people_tail_;
  HeavyTail place_tail_;
  std::array<Permutation, kNumParts + 1> rank_orders_;
};

}  // namespace fsu::synth
