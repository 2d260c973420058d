// Cases: the distinct mentions. Mentions that say the same are linked once.
//
// A case is an identity with what else its mention says: the role, and the telephone, postcode and
// address of the log as values of dictionaries that the index of people shares. Cases stand in the
// order of their identities, so that an identity is compared with its candidates once. The cases of
// mentions are read from their columns where they are needed, and grouped in cache.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/core/identities.hpp"
#include "src/stages/link_role.hpp"

namespace fsu::stages {

enum class CaseRole : std::uint8_t { kOriginator, kSubject, kReport };

struct LinkCase {
  std::uint32_t identity = 0;  ///< position among the distinct identities of mentions
  CaseRole role = CaseRole::kOriginator;
  ValueId phone;
  ValueId postcode;
  ValueId address;

  friend constexpr auto operator<=>(const LinkCase&, const LinkCase&) = default;
};

struct LinkCases {
  std::vector<LinkCase> cases;                 ///< distinct, in order
  std::vector<std::uint32_t> case_of_mention;  ///< mentions: originators by row, subjects, reports

  [[nodiscard]] std::size_t size() const { return cases.size(); }
};

/// What the logs say, by row; empty columns where a kind is not used.
struct LogValues {
  std::span<const ValueId> phone;
  std::span<const ValueId> originator_postcode;
  std::span<const ValueId> subject_postcode;
  std::span<const ValueId> address;
};

/// The case of each mention: originators by row, subjects by row, reports by row.
class MentionCases {
 public:
  MentionCases(std::span<const std::uint32_t> identity_of_mention, const LogValues& of_logs,
               std::size_t num_logs)
      : identity_of_mention_(identity_of_mention), of_logs_(of_logs), num_logs_(num_logs) {}

  [[nodiscard]] std::size_t size() const { return identity_of_mention_.size(); }
  [[nodiscard]] const LogValues& of_logs() const { return of_logs_; }

  /// Asks for the values of a case that will be read soon.
  void prefetch(std::size_t mention) const {
    __builtin_prefetch(&identity_of_mention_[mention]);
    if (mention >= 2 * num_logs_) return;
    const bool is_originator = mention < num_logs_;
    const std::size_t row = is_originator ? mention : mention - num_logs_;
    if (is_originator) prefetch_value(of_logs_.phone, row);
    prefetch_value(is_originator ? of_logs_.originator_postcode : of_logs_.subject_postcode, row);
    prefetch_value(of_logs_.address, row);
  }

  [[nodiscard]] LinkCase operator[](std::size_t mention) const {
    LinkCase of{identity_of_mention_[mention], CaseRole::kReport, {}, {}, {}};
    if (mention < num_logs_) {
      of.role = CaseRole::kOriginator;
      of.phone = value_of(of_logs_.phone, mention);
      of.postcode = value_of(of_logs_.originator_postcode, mention);
      of.address = value_of(of_logs_.address, mention);
    } else if (mention < 2 * num_logs_) {
      of.role = CaseRole::kSubject;
      of.postcode = value_of(of_logs_.subject_postcode, mention - num_logs_);
      of.address = value_of(of_logs_.address, mention - num_logs_);
    }
    return of;
  }

 private:
  static void prefetch_value(std::span<const ValueId> values, std::size_t row) {
    if (!values.empty()) __builtin_prefetch(&values[row]);
  }
  static ValueId value_of(std::span<const ValueId> values, std::size_t row) {
    return values.empty() ? ValueId{} : values[row];
  }

  std::span<const std::uint32_t> identity_of_mention_;
  LogValues of_logs_;
  std::size_t num_logs_;
};

/// The distinct ones of the cases of all mentions.
[[nodiscard]] LinkCases distinct_cases(const MentionCases& of_mentions);

}  // namespace fsu::stages
