// Profile v1: the errors of mentions and their rates, fixed for good.
//
// A rate is the chance, in 1/10,000, that an error is made in a mention to which it can apply when
// its turn comes (a nickname needs a forename that has one, a digit slip a date of birth that is
// still right); kinds take their turns in the order of the table. Results of different versions of
// the program are comparable only while these rates stand, so they are never softened: a change is
// a new profile. Rates follow what is published of police and justice records where anything is
// (45 % of originators and 25 % of subjects without a date of birth; 7 % near names, 2 % aliases,
// 0.2 % reversed, 1.7 % one edit in a date of birth among careful records) and assume call-log
// records to be two to three times worse.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fsu::synth {

enum class MentionError : std::uint8_t {
  kBlankForename,
  kBlankSurname,
  kJunkName,
  kMaidenOrAlias,
  kJoined,
  kNickname,
  kTransliteration,
  kHearing,
  kTypo,
  kInitial,
  kTitle,
  kSwappedNames,
  kBlankDob,
  kDobPlaceholder,
  kDobFirstOfJanuary,
  kDobDecade,
  kDobDayMonthSwapped,
  kDobDigit,
  kPncAbsent,
  kPncMistyped,
  kPncOtherForm,
};
inline constexpr std::size_t kNumMentionErrors = 21;

enum class MentionRole : std::uint8_t { kOriginator, kSubject };

struct ErrorRate {
  MentionError error;
  std::string_view name;               ///< in truth_mentions
  std::array<std::uint16_t, 2> rates;  ///< by role, in 1/10,000
};

/// The table, in the order of the errors' turns.
[[nodiscard]] const std::array<ErrorRate, kNumMentionErrors>& error_profile_v1();

/// A set of errors made in one mention.
class ErrorSet {
 public:
  void insert(MentionError error) { bits_ |= bit(error); }
  [[nodiscard]] bool contains(MentionError error) const { return (bits_ & bit(error)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }

  /// Appends the names of the errors, in table order, `|` between.
  void append_names(std::string& text) const;

 private:
  static constexpr std::uint32_t bit(MentionError error) {
    return std::uint32_t{1} << static_cast<unsigned>(error);
  }
  std::uint32_t bits_ = 0;
};

}  // namespace fsu::synth
