// The blocks of many records against the keys of one record after another.
#include "kernels/blocking/block_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "kernels/blocking/record_keys.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/random.hpp"
#include "tests/blocking/random_identities.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::blocking {
namespace {

using Keys = std::vector<std::uint64_t>;

/// Records are indexed so many at a time.
constexpr std::size_t kBlockSize = std::size_t{1} << 16;
constexpr std::size_t kNumFields = 2;

/// Each of the keys with each of others.
Keys with_each(const Keys& keys, const Keys& others) {
  Keys joined;
  for (const std::uint64_t key : keys) {
    for (const std::uint64_t other : others) joined.push_back(key_of(key, other));
  }
  return joined;
}

/// The keys of one record, pass by pass.
class KeysOfRecord {
 public:
  KeysOfRecord(const IndexedRecords& records, std::uint32_t record)
      : records_(records), record_(record), identity_(records.right[record]) {
    for (const NameId name : {identity_.forename, identity_.surname}) {
      if (!name.is_none()) names_.push_back(name.value);
    }
    const auto year = static_cast<std::uint64_t>(year_of(identity_.date_of_birth));
    if (year != 0) years_.push_back(year);
    const IdentifierId any = identity_.any_identifier();
    if (!any.is_none()) text_ = (*records_.identifiers)[any.index()];
    if (text_.size() < kMinIdentifierLength) text_ = {};
  }

  [[nodiscard]] Keys of(Pass pass) const {
    switch (pass) {
      case kIdentifier:
        return identity_.identifier.is_none() ? Keys{} : Keys{key_of(identity_.identifier.value)};
      case kIdentifierOneEdit:
        return one_edit();
      case kIdentifierPart:
        return parts();
      case kIdentifierPartAndName:
        return with_each(parts(), names_);
      case kField:
        return fields();
      case kFieldAndName:
        return with_each(fields(), names_);
      case kFieldAndYear:
        return with_each(fields(), years_);
      default:
        return of_names_and_date(pass);
    }
  }

 private:
  [[nodiscard]] Keys of_names_and_date(Pass pass) const {
    const std::int32_t date = identity_.date_of_birth;
    switch (pass) {
      case kDateOfBirth:
        return identity_.has_whole_date() ? Keys{key_of(static_cast<std::uint64_t>(date))} : Keys{};
      case kFullName:
        return full_name();
      case kFullNameAndYear:
        return with_each(full_name(), years_);
      case kNameAndDatePart:
        return with_each(date_part_values(), names_);
      case kNameAndYear:
        return with_each(years_, names_);
      case kName:
        return hashed(names_);
      case kDatePart:
        return hashed(date_part_values());
      default:
        return {};
    }
  }
  static Keys hashed(Keys values) {
    for (std::uint64_t& value : values) value = key_of(value);
    return values;
  }
  [[nodiscard]] Keys full_name() const {
    return identity_.has_full_name() ? Keys{full_name_key(identity_.forename, identity_.surname)}
                                     : Keys{};
  }
  [[nodiscard]] Keys date_part_values() const {
    Keys values;
    for (const std::uint32_t part : date_parts(identity_.date_of_birth)) {
      if (part != 0) values.push_back(part);
    }
    return values;
  }
  [[nodiscard]] Keys one_edit() const {
    Keys keys;
    if (!text_.empty()) append_deletion_keys(text_, keys);
    return keys;
  }
  [[nodiscard]] Keys parts() const {
    if (text_.empty()) return {};
    const auto keys = part_keys(text_);
    return {keys.begin(), keys.end()};
  }
  [[nodiscard]] Keys fields() const {
    Keys keys;
    for (std::size_t field = 0; field < records_.fields.size(); ++field) {
      for (const ValueId value : records_.fields[field].right.of(record_)) {
        keys.push_back(field_key(field, value));
      }
    }
    return keys;
  }

  const IndexedRecords& records_;
  std::uint32_t record_;
  const Identity& identity_;
  Keys names_, years_;
  std::string_view text_;
};

/// The distinct entries of a pass, in order.
std::vector<KeyEntry> entries_of(const IndexedRecords& records, Pass pass) {
  std::vector<KeyEntry> entries;
  for (std::uint32_t i = 0; i < records.right.size(); ++i) {
    for (const std::uint64_t key : KeysOfRecord(records, i).of(pass)) entries.push_back({key, i});
  }
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  return entries;
}

/// The index has these blocks, and no others.
void check(const KeyIndex& index, const std::vector<KeyEntry>& entries) {
  std::size_t num_keys = 0;
  std::vector<std::uint32_t> records;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    records.push_back(entries[i].record);
    if (i + 1 < entries.size() && entries[i + 1].key == entries[i].key) continue;
    ++num_keys;
    const auto block = index.block(entries[i].key);
    ASSERT_TRUE(std::ranges::equal(block, records));
    records.clear();
  }
  EXPECT_EQ(index.num_keys(), num_keys);
}

/// Random records with two fields.
struct Records {
  explicit Records(std::size_t count) : identities(random_identities(7, count)) {
    for (std::size_t field = 0; field < kNumFields; ++field) {
      FieldValues& values = fields.emplace_back().right;
      values.begins.push_back(0);
      for (std::size_t i = 0; i < count; ++i) {
        Random random(8, field, i);
        const auto first = static_cast<std::uint32_t>(random.below(300));
        const std::uint64_t num_values = random.below(3);
        for (std::uint32_t k = 0; k < num_values; ++k) values.values.push_back({first + 7 * k});
        values.begins.push_back(static_cast<std::uint32_t>(values.values.size()));
      }
    }
  }

  [[nodiscard]] IndexedRecords indexed() const { return {identities, &identifiers, fields}; }

  std::vector<Identity> identities;
  StringColumn identifiers = sample_identifiers();
  std::vector<Field> fields;
};

/// Indexed under each of the settings.
void check_all(std::size_t count, const std::vector<test::ParallelSetting>& settings) {
  SCOPED_TRACE(count);
  Records records(count);
  // Values that the last record alone has.
  if (count > 1) records.identities.back() = {{900}, {901}, {}, 19510203, {3}, {}};
  const IndexedRecords indexed = records.indexed();
  std::vector<std::vector<KeyEntry>> expected;
  for (std::size_t pass = 0; pass < kNumPasses; ++pass) {
    expected.push_back(entries_of(indexed, static_cast<Pass>(pass)));
  }
  for (const test::ParallelSetting& setting : settings) {
    SCOPED_TRACE(test::describe(setting));
    const test::ScopedParallelSetting scope(setting);
    const auto indexes = index_blocks(indexed);
    for (std::size_t pass = 0; pass < kNumPasses; ++pass) {
      SCOPED_TRACE(kPassNames[pass]);
      check(indexes[pass], expected[pass]);
    }
  }
}

TEST(IndexBlocks, EqualsOneRecordAfterAnother) {
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{1}, std::size_t{300}, kBlockSize, kBlockSize + 1}) {
    check_all(count, {{parallel_backend(), 2}});
  }
}

TEST(IndexBlocks, OfThreeBlocksOnAnyThreads) {
  std::vector<test::ParallelSetting> settings = test::all_parallel_settings();
  std::erase_if(settings, [](const test::ParallelSetting& setting) {
    return setting.threads == 2 || setting.threads == 8;
  });
  check_all(2 * kBlockSize + 700, settings);
}

TEST(IndexBlocks, EveryPassWithKeysOfItsOwnHasSome) {
  const Records records(300);
  const auto indexes = index_blocks(records.indexed());
  for (std::size_t pass = 0; pass < kNumPasses; ++pass) {
    const bool has_none = pass == kAllPairs || pass == kNamesExchanged || pass == kNearFullName;
    EXPECT_EQ(indexes[pass].num_keys() == 0, has_none) << kPassNames[pass];
  }
}

}  // namespace
}  // namespace fsu::blocking
