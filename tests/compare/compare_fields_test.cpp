#include "kernels/compare/compare_fields.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "kernels/core/random.hpp"
#include "kernels/text/edit_distance.hpp"
#include "tests/compare/name_samples.hpp"
#include "tests/support/comparison_checks.hpp"

namespace fsu::compare {
namespace {

constexpr FieldKind kAllKinds[] = {FieldKind::kExact,    FieldKind::kText,  FieldKind::kPhone,
                                   FieldKind::kPostcode, FieldKind::kEmail, FieldKind::kDate,
                                   FieldKind::kNumber};

struct Example {
  FieldKind kind;
  std::string a, b;
  std::uint8_t level;
};

TEST(CompareFields, LevelsByHand) {
  for (const Example& example :
       {Example{FieldKind::kExact, "A", "B", 2},
        Example{FieldKind::kText, "HIGH STREET", "HIGH STREE", 2},
        Example{FieldKind::kText, "HIGH STREET", "STREET HIGH", 2},
        Example{FieldKind::kText, "JONATHAN ROAD", "JONATHAM ROED", 3},
        Example{FieldKind::kText, "DIXON", "DICKSONX", 4},
        Example{FieldKind::kText, "DWAYNE", "DUANE", 4},
        Example{FieldKind::kText, "XY", "AB", 5},
        Example{FieldKind::kPhone, "01614960000", "01614960001", 2},
        Example{FieldKind::kPhone, "01614960000", "01614960011", 3},
        Example{FieldKind::kPostcode, "M11AA", "M11AB", 2},
        Example{FieldKind::kPostcode, "M11AA", "M12ZZ", 3},
        Example{FieldKind::kPostcode, "M11AA", "M21ZZ", 4},
        Example{FieldKind::kPostcode, "M112AA", "M113ZZ", 3},
        Example{FieldKind::kPostcode, "M1", "M1", 2},
        Example{FieldKind::kEmail, "ann@a.org", "ann@b.com", 2},
        Example{FieldKind::kEmail, "ann@a.org", "anne@a.org", 2},
        Example{FieldKind::kEmail, "ann.smith@a.org", "ann.smiths@b.com", 3},
        Example{FieldKind::kEmail, "ann@a.org", "zoe@a.org", 4},
        Example{FieldKind::kDate, "19800503", "19800504", 2},
        Example{FieldKind::kDate, "19800503", "19810503", 2},
        Example{FieldKind::kDate, "19800503", "19800604", 3},
        Example{FieldKind::kDate, "19800503", "19810604", 4},
        Example{FieldKind::kDate, "19800503", "19800305", 2},
        Example{FieldKind::kDate, "19800503", "19810305", 4},
        Example{FieldKind::kDate, "19800000", "19800503", 3},
        Example{FieldKind::kDate, "1980", "19800503", 4},
        Example{FieldKind::kNumber, "10", "11", 2},
        Example{FieldKind::kNumber, "90", "100", 3},
        Example{FieldKind::kNumber, "100", "110", 3},
        Example{FieldKind::kNumber, "100", "112", 4},
        Example{FieldKind::kNumber, "-5", "-6", 2},
        Example{FieldKind::kNumber, "-100", "100", 4},
        Example{FieldKind::kNumber, "0.5", "1.25", 2}}) {
    EXPECT_EQ(compare_different_values(example.a, example.b, example.kind), example.level)
        << example.a << " " << example.b;
    EXPECT_EQ(compare_different_values(example.b, example.a, example.kind), example.level)
        << example.b << " " << example.a;
  }
}

TEST(CompareFields, SymmetricAndWithinTheirLevels) {
  for (const FieldKind kind : kAllKinds) {
    const std::size_t num_levels = field_comparison("field", kind).levels.size();
    std::set<std::uint8_t> seen;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
      Random random(1, static_cast<std::uint64_t>(kind), i);
      const auto value = [&] {
        if (kind == FieldKind::kNumber) return std::to_string(random.between(-30, 300));
        if (kind == FieldKind::kDate) return std::to_string(random.between(19800101, 19810612));
        std::string text = random_word(random, 7, 3);
        if (random.chance(0.3)) text += ' ' + random_word(random, 3, 3);
        if (kind == FieldKind::kEmail) text += random.chance(0.5) ? "@a" : "@bcd";
        return text;
      };
      const std::string a = value();
      const std::string b = random.chance(0.5) ? misspell(random, a) : value();
      if (a == b) continue;
      const std::uint8_t level = compare_different_values(a, b, kind);
      ASSERT_EQ(level, compare_different_values(b, a, kind)) << a << " " << b;
      ASSERT_GT(level, kSameField);
      ASSERT_LT(level, num_levels);
      seen.insert(level);
    }
    EXPECT_EQ(seen.size(), num_levels - 2) << "kind " << static_cast<int>(kind);
  }
}

TEST(FieldComparison, IsDescribedWhole) {
  const std::size_t num_levels[] = {3, 6, 4, 5, 5, 5, 5};
  for (const FieldKind kind : kAllKinds) {
    const ComparisonSpec spec = field_comparison("street", kind);
    EXPECT_EQ(spec.name, "street");
    EXPECT_EQ(spec.levels.size(), num_levels[static_cast<std::size_t>(kind)]);
    test::expect_consistent(spec);
    EXPECT_EQ(spec.levels[kMissingField].presence, kNothingCompared);
    EXPECT_TRUE(spec.levels[kSameField].is_agreement);
    EXPECT_FALSE(spec.levels.back().is_agreement);
    double sum = 0;
    for (const LevelSpec& level : spec.levels) sum += level.expected_share;
    EXPECT_NEAR(sum, 1, 1e-12);
  }
}

TEST(NormaliseField, ByKind) {
  struct Written {
    FieldKind kind;
    std::string text, normal;
  };
  for (const Written& written : {Written{FieldKind::kPhone, "+44 161 496 0000", "01614960000"},
                                 Written{FieldKind::kPhone, "+44 (0)161 496 0000", "01614960000"},
                                 Written{FieldKind::kPhone, "0044 161 496 0000", "01614960000"},
                                 Written{FieldKind::kPhone, "0161-496-0000", "01614960000"},
                                 Written{FieldKind::kPhone, "44123", "44123"},
                                 Written{FieldKind::kPhone, "none", ""},
                                 Written{FieldKind::kPostcode, " m1 1aa ", "M11AA"},
                                 Written{FieldKind::kPostcode, "M1-1AA", "M11AA"},
                                 Written{FieldKind::kPostcode, "-", ""},
                                 Written{FieldKind::kEmail, " Ann@Example.ORG ", "ann@example.org"},
                                 Written{FieldKind::kDate, "1980-05-03", "19800503"},
                                 Written{FieldKind::kText, "  high   street ", "HIGH STREET"},
                                 Written{FieldKind::kExact, "caf\xc3\xa9", "CAFE"},
                                 Written{FieldKind::kText, " .,; ", ""},
                                 Written{FieldKind::kText, "12 high st", "12 HIGH ST"},
                                 Written{FieldKind::kExact, "42", "42"},
                                 Written{FieldKind::kText, "9 (rear) Mill Lane", "9 MILL LANE"},
                                 Written{FieldKind::kNumber, "42", "42"},
                                 Written{FieldKind::kNumber, "+042.0", "42"},
                                 Written{FieldKind::kNumber, "-0", "0"},
                                 Written{FieldKind::kNumber, " 42 ", "42"},
                                 Written{FieldKind::kNumber, "-1.5", "-1.5"}}) {
    EXPECT_EQ(normalise_field(written.text, written.kind), written.normal) << written.text;
  }
}

/// What is no number says nothing; it must not stand as 0 and agree with all small numbers.
TEST(NormaliseField, WhatIsNoNumberIsMissing) {
  for (const std::string_view text :
       {"", "  ", "n/a", "unknown", "-", "12 High Street", "nan", "inf", "1e999"}) {
    EXPECT_EQ(normalise_field(text, FieldKind::kNumber), "") << text;
  }
}

FieldValues values_of(const std::vector<std::vector<std::uint32_t>>& records) {
  FieldValues values;
  values.begins.push_back(0);
  for (const auto& record : records) {
    for (const std::uint32_t value : record) values.values.push_back({value});
    values.begins.push_back(static_cast<std::uint32_t>(values.values.size()));
  }
  return values;
}

TEST(FieldComparer, TakesTheBestOfSeveralValues) {
  Field field{"phone", FieldKind::kPhone,
              to_column(std::vector<std::string>{"01111", "01112", "02222", "09999"}),
              values_of({{}, {0}, {0, 2}, {3}}), values_of({{}, {0, 1}, {1}, {1, 3}, {3}})};
  const std::uint8_t expected[4][5] = {
      {0, 0, 0, 0, 0}, {0, 1, 2, 2, 3}, {0, 1, 2, 2, 3}, {0, 3, 3, 1, 1}};
  FieldComparer comparer(field);
  for (std::size_t left = 0; left < 4; ++left) {
    comparer.set_left(left);
    for (std::size_t right = 0; right < 5; ++right) {
      EXPECT_EQ(comparer.compare(right), expected[left][right]) << left << " " << right;
    }
  }
}

TEST(FieldComparer, EqualsAllPairsOfValues) {
  const StringColumn names = to_dictionary(sample_names(3, 60));
  std::vector<std::vector<std::uint32_t>> records(80);
  for (std::size_t i = 0; i < records.size(); ++i) {
    Random random(4, 0, i);
    std::set<std::uint32_t> values;
    for (std::uint64_t k = random.below(4); k-- > 0;) {
      values.insert(static_cast<std::uint32_t>(random.below(names.size())));
    }
    records[i].assign(values.begin(), values.end());
  }
  const Field field{"text", FieldKind::kText, names.clone(), values_of(records),
                    values_of(records)};
  FieldComparer comparer(field);
  for (std::size_t a = 0; a < records.size(); ++a) {
    comparer.set_left(a);
    for (std::size_t b = 0; b < records.size(); ++b) {
      std::vector<std::uint8_t> levels;
      for (const std::uint32_t x : records[a]) {
        for (const std::uint32_t y : records[b]) {
          levels.push_back(x == y ? kSameField
                                  : compare_different_values(names[x], names[y], field.kind));
        }
      }
      const std::uint8_t best =
          levels.empty() ? kMissingField : *std::min_element(levels.begin(), levels.end());
      ASSERT_EQ(comparer.compare(b), best);
    }
  }
}

/// One edit, an exchange of neighbours too, and none more.
TEST(CompareFields, PostcodesAreCloseAsTheEditDistanceSays) {
  std::size_t num_close = 0;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    Random random(3, 1, i);
    const auto draw = [&](std::size_t length) {
      std::string text;
      for (std::size_t k = 0; k < length; ++k) text += "AB1"[random.below(3)];
      return text;
    };
    const std::size_t length = random.below(7);
    const std::string a = draw(length);
    const std::string b = draw(random.chance(0.7) ? length : random.below(7));
    const bool is_close = text::edit_distance(a, b) <= 1;
    ASSERT_EQ(compare_different_values(a, b, FieldKind::kPostcode) == 2, is_close) << a << ' ' << b;
    num_close += is_close ? 1 : 0;
  }
  EXPECT_GT(num_close, 1000U);
}

}  // namespace
}  // namespace fsu::compare
