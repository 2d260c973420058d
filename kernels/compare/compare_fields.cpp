#include "kernels/compare/compare_fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>
#include <vector>

#include "kernels/core/split.hpp"
#include "kernels/text/fold_latin.hpp"

namespace fsu::compare {
namespace {

constexpr double kNearSimilarity = 0.90;
constexpr double kAlikeSimilarity = 0.80;
constexpr std::size_t kInwardLength = 3;  ///< of a British postcode
constexpr double kShrinkage = 10;
/// Of the true pairs, before any data is seen.
constexpr double kSameShare = 0.8;

bool have_same_words(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  std::vector<std::string_view> x = split_filled(a, ' ');
  std::vector<std::string_view> y = split_filled(b, ' ');
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  return x == y;
}

std::uint8_t compare_text(std::string_view a, std::string_view b) {
  if (text::edit_distance(a, b) <= 1 || have_same_words(a, b)) return 2;
  const double similarity = text::jaro_winkler(a, b);
  return similarity >= kNearSimilarity ? 3 : similarity >= kAlikeSimilarity ? 4 : 5;
}

/// At most one edit apart. Of texts of one length that is one letter, or two neighbours exchanged:
/// most pairs need no more than a look at their letters.
bool are_within_one_edit(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return text::edit_distance(a, b) <= 1;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  if (x == a.end() || std::equal(x + 1, a.end(), y + 1)) return true;
  return x[0] == y[1] && x[1] == y[0] && std::equal(x + 2, a.end(), y + 2);
}

std::uint8_t compare_postcode(std::string_view a, std::string_view b) {
  if (are_within_one_edit(a, b)) return 2;
  const auto area = [](std::string_view code) {
    return code.size() > kInwardLength ? code.substr(0, code.size() - kInwardLength) : code;
  };
  return area(a) == area(b) ? 3 : 4;
}

std::uint8_t compare_email(std::string_view a, std::string_view b) {
  const std::string_view ours = a.substr(0, a.find('@'));
  const std::string_view theirs = b.substr(0, b.find('@'));
  if (ours == theirs || text::edit_distance(a, b) <= 1) return 2;
  return text::jaro_winkler(ours, theirs) >= kNearSimilarity ? 3 : 4;
}

/// Dates stand as YYYYMMDD, with zeros for what is not known.
std::uint8_t compare_date_text(std::string_view a, std::string_view b) {
  if (a.size() != 8 || b.size() != 8) return 4;
  const bool is_same_year = a.substr(0, 4) == b.substr(0, 4);
  const int num_equal =
      is_same_year + (a.substr(4, 2) == b.substr(4, 2)) + (a.substr(6, 2) == b.substr(6, 2));
  const bool is_exchanged = a.substr(4, 2) == b.substr(6, 2) && a.substr(6, 2) == b.substr(4, 2);
  if (num_equal == 2 || (is_same_year && is_exchanged)) return 2;
  return is_same_year ? 3 : 4;
}

double number_of(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::uint8_t compare_number(std::string_view a, std::string_view b) {
  const double x = number_of(a);
  const double y = number_of(b);
  const double distance = x < y ? y - x : x - y;
  const double size = std::max(x < 0 ? -x : x, y < 0 ? -y : y);
  if (distance <= 1) return 2;
  return distance <= size / 10 ? 3 : 4;
}

std::vector<std::string> labels_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::kExact:
      return {"missing", "same", "different"};
    case FieldKind::kText:
      return {"missing", "same", "one edit or the same words", "near", "alike", "different"};
    case FieldKind::kPhone:
      return {"missing", "same", "one edit", "different"};
    case FieldKind::kPostcode:
      return {"missing", "same", "one edit", "same area", "different"};
    case FieldKind::kEmail:
      return {"missing", "same", "same name or one edit", "near name", "different"};
    case FieldKind::kDate:
      return {"missing", "same", "one part different or day and month exchanged", "same year",
              "different"};
    case FieldKind::kNumber:
      return {"missing", "same", "at most 1 apart", "at most a tenth apart", "different"};
  }
  return {};
}

/// The levels, from 1, that count as an agreement.
std::size_t num_agreements(FieldKind kind) {
  return kind == FieldKind::kExact || kind == FieldKind::kNumber || kind == FieldKind::kDate ? 1
         : kind == FieldKind::kText || kind == FieldKind::kEmail                             ? 3
                                                                                             : 2;
}

std::string keep_characters(std::string_view text, bool (*is_kept)(char)) {
  std::string kept;
  for (const char c : text) {
    if (is_kept(c)) kept += c;
  }
  return kept;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital_or_digit(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); }

/// Digits with a British trunk zero: +44, 0044 and a leading 44 of a whole number become 0.
std::string normalise_phone(std::string_view value) {
  std::string digits = keep_characters(value, is_digit);
  if (digits.starts_with("0044"))
    digits.erase(0, 4);
  else if (digits.starts_with("44") && digits.size() >= 12)
    digits.erase(0, 2);
  else
    return digits;
  return digits.starts_with('0') ? digits : "0" + digits;
}

std::string fold(std::string_view value) {
  std::string folded;
  text::append_folded(value, folded, text::Digits::kKept);
  std::string joined;
  for (const std::string_view word : split_filled(folded, ' ')) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return joined;
}

/// The shortest form of a number, so that equal numbers are equal texts; empty where it is none.
std::string normalise_number(std::string_view value) {
  const std::size_t begin = value.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  value = value.substr(begin, value.find_last_not_of(' ') - begin + 1);
  if (value.front() == '+') value.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool is_whole = error == std::errc() && end == value.data() + value.size();
  if (!is_whole || !std::isfinite(number)) return {};
  std::array<char, 32> text{};
  number += 0.0;  // -0 is 0
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

std::string lower_case(std::string_view value) {
  std::string lower;
  for (const char c : value) {
    if (c != ' ') lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

}  // namespace

std::string normalise_field(std::string_view value, FieldKind kind) {
  switch (kind) {
    case FieldKind::kPhone:
      return normalise_phone(value);
    case FieldKind::kPostcode:
      return keep_characters(fold(value), is_capital_or_digit);
    case FieldKind::kEmail:
      return lower_case(value);
    case FieldKind::kDate:
      return keep_characters(value, is_digit);
    case FieldKind::kNumber:
      return normalise_number(value);
    case FieldKind::kExact:
    case FieldKind::kText:
      return fold(value);
  }
  return {};
}

ComparisonSpec field_comparison(const std::string& name, FieldKind kind) {
  const std::vector<std::string> labels = labels_of(kind);
  ComparisonSpec comparison{name, std::vector<LevelSpec>(labels.size()), kShrinkage};
  const std::size_t num_levels = labels.size();
  for (std::size_t i = 0; i < num_levels; ++i) {
    LevelSpec& level = comparison.levels[i];
    level.label = labels[i];
    if (i == kMissingField) continue;
    level.presence = 1;
    level.parts = {{0, static_cast<std::uint8_t>(i)}};
    level.expected_share =
        i == kSameField ? kSameShare : (1 - kSameShare) / static_cast<double>(num_levels - 2);
    level.expected_other = i + 1 == num_levels ? 0.97 : 0.03 / static_cast<double>(num_levels - 2);
    level.is_agreement = i <= num_agreements(kind);
  }
  return comparison;
}

void FieldComparer::set_left(std::size_t record) { left_ = field_->left.of(record); }

std::uint8_t FieldComparer::compare(std::size_t right_record) const {
  const std::span<const ValueId> right = field_->right.of(right_record);
  if (left_.empty() || right.empty()) return kMissingField;
  std::uint8_t best = 0xff;
  for (const ValueId ours : left_) {
    for (const ValueId theirs : right) {
      if (ours == theirs) return kSameField;
      best = std::min(best,
                      compare_different_values(field_->dictionary[ours.index()],
                                               field_->dictionary[theirs.index()], field_->kind));
    }
  }
  return best;
}

std::uint8_t compare_different_values(std::string_view a, std::string_view b, FieldKind kind) {
  switch (kind) {
    case FieldKind::kExact:
      return 2;
    case FieldKind::kText:
      return compare_text(a, b);
    case FieldKind::kPhone:
      return text::edit_distance(a, b) <= 1 ? 2 : 3;
    case FieldKind::kPostcode:
      return compare_postcode(a, b);
    case FieldKind::kEmail:
      return compare_email(a, b);
    case FieldKind::kDate:
      return compare_date_text(a, b);
    case FieldKind::kNumber:
      return compare_number(a, b);
  }
  return 0;
}

}  // namespace fsu::compare
