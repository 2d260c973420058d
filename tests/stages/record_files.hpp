// Two files of people as `fsu link` takes them: who stands in each row, encoded together.
#pragma once

#include <vector>

#include "kernels/text/encode_identities.hpp"
#include "src/stages/compare_records.hpp"
#include "tests/stages/varied_force.hpp"

namespace fsu::stages::test {

struct RecordRows {
  std::vector<Who> left;
  std::vector<Who> right;
};

/// The files encoded, and the sides to compare; keeps what they look at.
class EncodedFiles {
 public:
  explicit EncodedFiles(const RecordRows& rows) : encoded_(encode(rows)) {}
  EncodedFiles(const EncodedFiles&) = delete;
  EncodedFiles& operator=(const EncodedFiles&) = delete;

  [[nodiscard]] RecordSides sides() const {
    return {encoded_.names,
            encoded_.identifiers,
            encoded_.sources[0].identities,
            encoded_.sources[1].identities,
            {},
            false,
            encoded_.sources[0].flags};
  }

 private:
  struct Columns {
    StringColumn forenames, surnames, identifiers;
    std::vector<std::int32_t> dates;

    explicit Columns(const std::vector<Who>& rows) {
      for (const Who& who : rows) {
        forenames.push_back(who.forename);
        surnames.push_back(who.surname);
        identifiers.push_back(who.pnc_id);
        dates.push_back(who.date_of_birth);
      }
    }
    [[nodiscard]] text::RecordColumns view() const {
      return {&forenames, &surnames, dates, &identifiers, text::IdentifierKind::kPnc};
    }
  };

  static text::EncodedSources encode(const RecordRows& rows) {
    const Columns left(rows.left);
    const Columns right(rows.right);
    return text::encode_identities(std::array{left.view(), right.view()});
  }

  text::EncodedSources encoded_;
};

/// People with one or two records in the right file, and records about them and about others in the
/// left one, each as it may be written.
inline RecordRows varied_rows(std::uint64_t seed, std::uint32_t num_people,
                              std::uint32_t num_left) {
  RecordRows rows;
  for (std::uint32_t person = 0; person < num_people; ++person) {
    Random random(seed, 0x51, person);
    const Who who = varied_person(seed, person);
    rows.right.push_back(who);
    if (random.chance(0.4)) rows.right.push_back(as_written(who, random));
  }
  for (std::uint32_t i = 0; i < num_left; ++i) {
    Random random(seed, 0x52, i);
    const bool is_known = i % 4 != 0;
    const Who who =
        is_known ? varied_person(seed, random.below(num_people)) : varied_person(seed + 1, i);
    rows.left.push_back(as_written(who, random));
  }
  return rows;
}

}  // namespace fsu::stages::test
