#include "kernels/compare/name_level.hpp"

#include <algorithm>
#include <bit>
#include <string_view>

#include "kernels/text/edit_distance.hpp"
#include "kernels/text/jaro_winkler.hpp"

namespace fsu::compare {
namespace {

constexpr int kTooManyEdits = 3;
constexpr double kNearSimilarity = 0.90;
constexpr double kAlikeSimilarity = 0.80;
constexpr std::size_t kHeadBytes = NameTrait::kHeadBytes;

/// Equal first bytes of two names, as far as their heads show.
std::uint32_t common_beginning(const NameTrait& a, const NameTrait& b) {
  const auto equal = static_cast<std::uint32_t>(std::countl_zero(a.head ^ b.head)) / 8;
  return std::min({equal, a.num_bytes, b.num_bytes});
}

bool is_initial_of(const NameTrait& a, const NameTrait& b) {
  return (a.num_bytes == 1) != (b.num_bytes == 1) && common_beginning(a, b) == 1;
}

int count_bits(std::uint64_t bits) {
  bits -= (bits >> 1) & 0x5555555555555555u;
  bits = (bits & 0x3333333333333333u) + ((bits >> 2) & 0x3333333333333333u);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
  return static_cast<int>((bits * 0x0101010101010101u) >> 56);
}

/// True where more bits are set than `limit`, which is 1 or 2.
bool has_more_bits(std::uint64_t bits, int limit) {
  bits &= bits - 1;
  return (limit == 1 ? bits : bits & (bits - 1)) != 0;
}

/// The bytes of a name; those of a short one stand in its trait, and are put into `buffer`.
std::string_view bytes_of(const StringColumn& names, NameId name, const NameTrait& trait,
                          std::array<char, kHeadBytes>& buffer) {
  if (trait.num_bytes > kHeadBytes) return names[name.index()];
  for (std::size_t i = 0; i < kHeadBytes; ++i) {
    buffer[i] = static_cast<char>(trait.head >> (8 * (kHeadBytes - 1 - i)) & 0xff);
  }
  return {buffer.data(), trait.num_bytes};
}

constexpr std::size_t kNumLengths = text::kMaxComparedBytes + 1;

std::uint8_t least_alike_matches(text::JaroLengths lengths, std::size_t prefix) {
  const auto most = static_cast<int>(std::min(lengths.first, lengths.second));
  for (int matches = 1; matches <= most; ++matches) {
    const text::JaroCounts counts = {matches, 0, static_cast<int>(prefix)};
    if (text::jaro_winkler_score(lengths, counts) >= kAlikeSimilarity) {
      return static_cast<std::uint8_t>(matches);
    }
  }
  return 255;
}

/// Of names of so many bytes.
const AlikeMatches& alike_matches(std::size_t num_bytes) {
  static const auto table = [] {
    std::array<AlikeMatches, kNumLengths> made{};
    for (std::size_t a = 0; a < made.size(); ++a) {
      for (std::size_t b = 0; b < made[a].size(); ++b) {
        for (std::size_t p = 0; p < made[a][b].size(); ++p) {
          made[a][b][p] = least_alike_matches({a, b}, p);
        }
      }
    }
    return made;
  }();
  return table[std::min(num_bytes, text::kMaxComparedBytes)];
}

/// Equal first bytes, as far as they count for the similarity.
std::size_t common_prefix(const NameTrait& a, const NameTrait& b) {
  return std::min<std::size_t>(common_beginning(a, b), text::kMaxJaroPrefix);
}

/// True where the counts of letters allow so many matches.
bool have_matches(const NameTrait& a, const NameTrait& b, int needed) {
  if (std::max(a.num_bytes, b.num_bytes) > text::kMaxComparedBytes) return true;
  return static_cast<int>(a.num_bytes) - count_bits(a.letters & ~b.letters) >= needed &&
         static_cast<int>(b.num_bytes) - count_bits(b.letters & ~a.letters) >= needed;
}

}  // namespace

void NameComparer::set_name(NameId name) {
  name_ = name;
  if (name.is_none()) return;
  ours_ = (*traits_)[name];
  alike_matches_ = &alike_matches(ours_.num_bytes);
}

const text::LetterPositions& NameComparer::positions() const {
  if (name_of_positions_ != name_) {
    positions_.set(traits_->names()[name_.index()]);
    name_of_positions_ = name_;
  }
  return positions_;
}

NameLevel NameComparer::compare(NameId other) const {
  if (name_.is_none() || other.is_none()) return NameLevel::kMissing;
  const NameTrait& theirs = (*traits_)[other];
  if (ours_.num_bytes == 0 || theirs.num_bytes == 0) return NameLevel::kMissing;
  if (name_ == other) return NameLevel::kSame;
  if (is_close_by_parts(other, theirs)) return NameLevel::kClose;
  if (is_initial_of(ours_, theirs)) return NameLevel::kInitial;
  const int edits = count_edits(other, theirs);
  if (edits <= 2) return edits <= 1 ? NameLevel::kClose : NameLevel::kNear;
  return may_be_alike(theirs) ? level_by_similarity(other, theirs) : NameLevel::kOther;
}

bool NameComparer::is_neighbour(NameId other) const {
  if (name_.is_none() || other.is_none() || name_ == other) return false;
  const NameTrait& theirs = (*traits_)[other];
  if (ours_.num_bytes == 0 || theirs.num_bytes == 0) return false;
  return is_close_by_parts(other, theirs) || count_edits(other, theirs) <= 2;
}

bool NameComparer::is_close_by_parts(NameId other, const NameTrait& theirs) const {
  if (ours_.form == theirs.form) return true;
  if (ours_.spelling_key == theirs.spelling_key && ours_.spelling_key != NameTrait::kNoKey) {
    return true;
  }
  return begin_alike(other, theirs) ||
         (ours_.has_groups && theirs.has_groups && traits_->share_group(name_, other)) ||
         ((ours_.is_compound || theirs.is_compound) && (ours_.word_bits & theirs.word_bits) != 0 &&
          traits_->share_word(name_, other));
}

bool NameComparer::begin_alike(NameId other, const NameTrait& theirs) const {
  if (std::min(ours_.num_letters, theirs.num_letters) < kMinPartLetters) return false;
  const std::uint32_t shorter = std::min(ours_.num_bytes, theirs.num_bytes);
  const std::uint32_t equal = common_beginning(ours_, theirs);
  if (equal == shorter || equal < kHeadBytes) return equal == shorter;
  const StringColumn& names = traits_->names();
  return names[name_.index()].substr(0, shorter) == names[other.index()].substr(0, shorter);
}

/// Edits between the two names; kTooManyEdits where they are more than names of that length may
/// have to be close or near.
int NameComparer::count_edits(NameId other, const NameTrait& theirs) const {
  const int letters = std::min(ours_.num_letters, theirs.num_letters);
  const int limit = letters >= kMinLettersForTwoEdits ? 2 : 1;
  if (letters < kMinLettersForOneEdit) return kTooManyEdits;
  const std::uint32_t longer = std::max(ours_.num_bytes, theirs.num_bytes);
  const std::uint32_t shorter = std::min(ours_.num_bytes, theirs.num_bytes);
  if (longer - shorter > static_cast<std::uint32_t>(limit)) return kTooManyEdits;
  // An edit takes away at most one byte that the other name lacks.
  if (has_more_bits(ours_.letters & ~theirs.letters, limit) ||
      has_more_bits(theirs.letters & ~ours_.letters, limit)) {
    return kTooManyEdits;
  }
  const StringColumn& names = traits_->names();
  std::array<char, kHeadBytes> buffer;
  const std::string_view bytes = bytes_of(names, other, theirs, buffer);
  const int edits = ours_.num_bytes <= text::LetterPositions::kMaxBytes
                        ? text::edit_distance(positions(), bytes)
                        : text::edit_distance(names[name_.index()], bytes);
  return edits <= limit ? edits : kTooManyEdits;
}

bool NameComparer::may_be_alike(const NameTrait& theirs) const {
  return have_matches(ours_, theirs, min_alike_matches(theirs));
}

bool may_be_alike(const NameTrait& a, const NameTrait& b) {
  const std::size_t length = std::min<std::size_t>(b.num_bytes, text::kMaxComparedBytes);
  return have_matches(a, b, alike_matches(a.num_bytes)[length][common_prefix(a, b)]);
}

int NameComparer::min_alike_matches(const NameTrait& theirs) const {
  const std::size_t length = std::min<std::size_t>(theirs.num_bytes, text::kMaxComparedBytes);
  return (*alike_matches_)[length][common_prefix(ours_, theirs)];
}

/// The similarity is worked out in full only where there are matches enough.
NameLevel NameComparer::level_by_similarity(NameId other, const NameTrait& theirs) const {
  std::array<char, kHeadBytes> buffer;
  const std::string_view bytes =
      bytes_of(traits_->names(), other, theirs, buffer).substr(0, text::kMaxComparedBytes);
  const text::LetterPositions& name = positions();
  const text::JaroMatches matches = text::find_jaro_matches(name, bytes);
  const int num_matches = count_bits(matches.in_other);
  if (num_matches < min_alike_matches(theirs)) return NameLevel::kOther;
  const double similarity = text::jaro_winkler_score(
      {name.size(), bytes.size()}, {num_matches, text::count_out_of_order(name, matches, bytes),
                                    static_cast<int>(common_prefix(ours_, theirs))});
  if (similarity >= kNearSimilarity) return NameLevel::kNear;
  return similarity >= kAlikeSimilarity ? NameLevel::kAlike : NameLevel::kOther;
}

}  // namespace fsu::compare
