#include "kernels/blocking/block_index.hpp"

#include <optional>
#include <vector>

#include "kernels/blocking/record_keys.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::blocking {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 16;

/// Collects the entries of all indexes.
class IndexBuilder {
 public:
  explicit IndexBuilder(const IndexedRecords& input) : input_(input) {}

  void add(std::uint32_t record) {
    const Identity& identity = input_.right[record];
    add_identifier(record, identity);
    add_names(record, identity);
    add_date(record, identity);
    add_fields(record, identity);
  }

  [[nodiscard]] const std::vector<KeyEntry>& entries(Pass pass) const { return entries_[pass]; }
  void clear(Pass pass) { entries_[pass] = {}; }

 private:
  void put(Pass pass, std::uint64_t key, std::uint32_t record) {
    if (input_.wanted != nullptr && !input_.wanted->may_have(pass, key)) return;
    entries_[pass].push_back({key, record});
  }

  template <class Function>
  static void for_names(const Identity& identity, const Function& function) {
    if (!identity.forename.is_none()) function(identity.forename);
    if (!identity.surname.is_none() && identity.surname != identity.forename) {
      function(identity.surname);
    }
  }

  void add_identifier(std::uint32_t record, const Identity& identity) {
    if (!identity.identifier.is_none()) {
      put(kIdentifier, key_of(identity.identifier.value), record);
    }
    const IdentifierId any = identity.any_identifier();
    if (any.is_none()) return;
    const std::string_view text = (*input_.identifiers)[any.index()];
    if (text.size() < kMinIdentifierLength) return;
    keys_.clear();
    append_deletion_keys(text, keys_);
    for (const std::uint64_t key : keys_) put(kIdentifierOneEdit, key, record);
    for (const std::uint64_t key : part_keys(text)) {
      put(kIdentifierPart, key, record);
      for_names(identity,
                [&](NameId name) { put(kIdentifierPartAndName, key_of(key, name.value), record); });
    }
  }

  void add_names(std::uint32_t record, const Identity& identity) {
    for_names(identity, [&](NameId name) { put(kName, key_of(name.value), record); });
    if (!identity.has_full_name()) return;
    const std::uint64_t key = full_name_key(identity.forename, identity.surname);
    put(kFullName, key, record);
    if (const int year = year_of(identity.date_of_birth); year != 0) {
      put(kFullNameAndYear, key_of(key, static_cast<std::uint64_t>(year)), record);
    }
  }

  void add_date(std::uint32_t record, const Identity& identity) {
    if (identity.has_whole_date()) {
      put(kDateOfBirth, key_of(static_cast<std::uint64_t>(identity.date_of_birth)), record);
    }
    for (const std::uint32_t part : date_parts(identity.date_of_birth)) {
      if (part == 0) continue;
      put(kDatePart, key_of(part), record);
      for_names(identity,
                [&](NameId name) { put(kNameAndDatePart, key_of(part, name.value), record); });
    }
    if (const int year = year_of(identity.date_of_birth); year != 0) {
      for_names(identity, [&](NameId name) {
        put(kNameAndYear, key_of(static_cast<std::uint64_t>(year), name.value), record);
      });
    }
  }

  void add_fields(std::uint32_t record, const Identity& identity) {
    for (std::size_t field = 0; field < input_.fields.size(); ++field) {
      for (const ValueId value : input_.fields[field].right.of(record)) {
        const std::uint64_t key = field_key(field, value);
        put(kField, key, record);
        for_names(identity,
                  [&](NameId name) { put(kFieldAndName, key_of(key, name.value), record); });
        if (const int year = year_of(identity.date_of_birth); year != 0) {
          put(kFieldAndYear, key_of(key, static_cast<std::uint64_t>(year)), record);
        }
      }
    }
  }

  const IndexedRecords& input_;
  std::array<std::vector<KeyEntry>, kNumPasses> entries_;
  std::vector<std::uint64_t> keys_;
};

/// The entries of a pass from all blocks of records, which they leave.
std::vector<KeyEntry> take_entries(std::span<std::optional<IndexBuilder>> builders, Pass pass) {
  std::vector<KeyEntry> entries;
  std::size_t num_entries = 0;
  for (const auto& builder : builders) num_entries += builder->entries(pass).size();
  entries.reserve(num_entries);
  for (auto& builder : builders) {
    const std::vector<KeyEntry>& of_block = builder->entries(pass);
    entries.insert(entries.end(), of_block.begin(), of_block.end());
    builder->clear(pass);
  }
  return entries;
}

}  // namespace

std::array<KeyIndex, kNumPasses> index_blocks(const IndexedRecords& records) {
  std::vector<std::optional<IndexBuilder>> builders(num_blocks(records.right.size(), kBlockSize));
  for_blocks(records.right.size(), kBlockSize, [&](const Block& block) {
    IndexBuilder& builder = builders[block.index].emplace(records);
    for (std::size_t i = block.begin; i < block.end; ++i) {
      builder.add(checked_cast<std::uint32_t>(i));
    }
  });
  std::array<KeyIndex, kNumPasses> indexes;
  for (std::size_t pass = 0; pass < kNumPasses; ++pass) {
    indexes[pass] = KeyIndex(take_entries(builders, static_cast<Pass>(pass)));
  }
  return indexes;
}

}  // namespace fsu::blocking
