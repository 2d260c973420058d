#include "kernels/synth/error_profile.hpp"

namespace fsu::synth {
namespace {

using enum MentionError;

constexpr std::array<ErrorRate, kNumMentionErrors> kProfileV1 = {{
    {kBlankForename, "blank_forename", {300, 200}},
    {kBlankSurname, "blank_surname", {600, 250}},
    {kJunkName, "junk_name", {150, 250}},
    {kMaidenOrAlias, "maiden_or_alias", {600, 600}},
    {kJoined, "joined", {900, 900}},
    {kNickname, "nickname", {1200, 700}},
    {kTransliteration, "transliteration", {1500, 1200}},
    {kHearing, "hearing", {500, 300}},
    {kTypo, "typo", {600, 500}},
    {kInitial, "initial", {250, 150}},
    {kTitle, "title", {150, 50}},
    {kSwappedNames, "swapped_names", {100, 80}},
    {kBlankDob, "blank_dob", {4500, 2500}},
    {kDobPlaceholder, "dob_placeholder", {100, 80}},
    {kDobFirstOfJanuary, "dob_first_of_january", {150, 120}},
    {kDobDecade, "dob_decade", {60, 50}},
    {kDobDayMonthSwapped, "dob_day_month_swapped", {150, 120}},
    {kDobDigit, "dob_digit", {300, 250}},
    {kPncAbsent, "pnc_absent", {9200, 6500}},
    {kPncMistyped, "pnc_mistyped", {300, 200}},
    {kPncOtherForm, "pnc_other_form", {3000, 2500}},
}};

}  // namespace

const std::array<ErrorRate, kNumMentionErrors>& error_profile_v1() { return kProfileV1; }

void ErrorSet::append_names(std::string& text) const {
  bool is_first = true;
  for (const ErrorRate& entry : kProfileV1) {
    if (!contains(entry.error)) continue;
    if (!is_first) text += '|';
    text += entry.name;
    is_first = false;
  }
}

}  // namespace fsu::synth
