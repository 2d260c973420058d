#include "kernels/text/encode_identities.hpp"

#include "kernels/core/check.hpp"
#include "kernels/core/first_touch.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/text_ranks.hpp"
#include "kernels/text/date_of_birth.hpp"
#include "kernels/text/name_dictionary.hpp"
#include "kernels/text/normalise_name.hpp"
#include "kernels/text/pnc.hpp"

namespace fsu::text {
namespace {

constexpr bool has_flag(std::uint8_t flags, RecordFlag flag) { return (flags & flag) != 0; }

/// Sets the flag where the condition holds.
void note(bool condition, RecordFlag flag, std::uint8_t& flags) {
  if (condition) flags = static_cast<std::uint8_t>(flags | flag);
}

bool is_filled(std::string_view field) {
  return field.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

/// Letters as capitals, blanks and signs left out.
std::string opaque_identifier(std::string_view written) {
  std::string identifier;
  for (const char c : written) {
    if (c >= 'a' && c <= 'z')
      identifier += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
      identifier += c;
  }
  return identifier;
}

NameId intern_part(std::string_view part, NameInterner& names) {
  return part.empty() ? NameId{} : NameId{names.intern(part)};
}

/// The names and identifiers of one block of values.
struct Interners {
  NameInterner names;
  NameInterner identifiers;
};

/// One distinct value of a column of forenames or of surnames.
struct NameValue {
  NameId name;             ///< the first forename, or the surname
  NameId other_forenames;  ///< none for surnames
  bool is_filled = false;
  bool is_organisation = false;  ///< by itself
  bool has_pairs = false;        ///< of words that may name an organisation
};

/// One distinct value of a column of identifiers.
struct IdentifierValue {
  IdentifierId identifier;
  IdentifierId mistyped;
  bool is_filled = false;
};

enum class NameField : std::uint8_t { kForenames, kSurname };

/// `pairs` becomes the pairs of words that name an organisation: begun by the last word of a
/// forename, ended by the first of a surname.
NameValue make_name(std::string_view text, NameField field, NameNormaliser& normaliser,
                    NameInterner& names, std::uint64_t& pairs) {
  NameValue value;
  value.is_filled = is_filled(text);
  if (!value.is_filled) return value;
  const bool is_forename = field == NameField::kForenames;
  const std::string_view forenames = is_forename ? text : std::string_view();
  const std::string_view surname = is_forename ? std::string_view() : text;
  value.is_organisation = normaliser.normalise(forenames, surname, true).is_organisation;
  const NormalisedName& name = normaliser.normalise(forenames, surname, false);
  pairs =
      is_forename ? normaliser.organisation_pairs_begun() : normaliser.organisation_pairs_ended();
  value.has_pairs = pairs != 0;
  value.name = intern_part(is_forename ? name.forename : name.surname, names);
  value.other_forenames = intern_part(name.other_forenames, names);
  return value;
}

IdentifierValue make_identifier(std::string_view text, IdentifierKind kind,
                                NameInterner& identifiers) {
  const auto intern = [&](std::string_view identifier) {
    return identifier.empty() ? IdentifierId{} : IdentifierId{identifiers.intern(identifier)};
  };
  IdentifierValue value;
  value.is_filled = is_filled(text);
  if (!value.is_filled) return value;
  if (kind == IdentifierKind::kOpaque) {
    value.identifier = intern(opaque_identifier(text));
  } else if (const std::uint64_t pnc = parse_pnc(text); pnc != 0) {
    value.identifier = intern(format_pnc(pnc));
  } else {
    value.mistyped = intern(mistyped_pnc(text));
  }
  return value;
}

/// The distinct values of a column: those of its dictionary, or its own strings one by one.
const StringColumn& values_of(const StringColumn& column) {
  return column.is_coded() ? column.dictionary() : column;
}

/// The values of one column in blocks, whose ids are those of the block's dictionaries until they
/// are ranked.
template <class Value>
struct ColumnValues {
  std::vector<Value> values;
  UnsetVector<std::uint64_t> pairs;  ///< by value; of names only
  std::vector<StringColumn> names;   ///< by block
  std::vector<StringColumn> identifiers;
};

/// The values of the fields of one source.
struct SourceValues {
  ColumnValues<NameValue> forenames;
  ColumnValues<NameValue> surnames;
  ColumnValues<IdentifierValue> identifiers;

  /// Calls `function(column)` for each of them.
  template <class Function>
  void for_each(const Function& function) {
    function(forenames);
    function(surnames);
    function(identifiers);
  }
};

std::size_t place_of(const StringColumn& column, std::size_t row) {
  return column.is_coded() ? column.codes()[row] : row;
}

template <class IdType>
void renumber(std::span<const std::uint32_t> numbers, IdType& id) {
  if (!id.is_none()) id.value = numbers[id.index()];
}

void renumber(std::span<const std::uint32_t> names, std::span<const std::uint32_t> /*identifiers*/,
              NameValue& value) {
  renumber(names, value.name);
  renumber(names, value.other_forenames);
}

void renumber(std::span<const std::uint32_t> /*names*/, std::span<const std::uint32_t> identifiers,
              IdentifierValue& value) {
  renumber(identifiers, value.identifier);
  renumber(identifiers, value.mistyped);
}

/// Makes the values of a column in parallel. `make(i, text, normaliser, interners)` makes one.
template <class Value, class Function>
void make_values(const StringColumn& column, std::size_t block_size, const Function& make,
                 ColumnValues<Value>& of) {
  const StringColumn& texts = values_of(column);
  of.values.resize(texts.size());
  of.names.resize(num_blocks(texts.size(), block_size));
  of.identifiers.resize(of.names.size());
  for_blocks(texts.size(), block_size, [&](const Block& block) {
    NameNormaliser normaliser;
    Interners interners;
    for (std::size_t i = block.begin; i < block.end; ++i) {
      of.values[i] = make(i, texts[i], normaliser, interners);
    }
    of.names[block.index] = interners.names.take();
    of.identifiers[block.index] = interners.identifiers.take();
  });
}

SourceValues make_source_values(const RecordColumns& columns, std::size_t block_size) {
  SourceValues values;
  const auto make_names = [&](const StringColumn& column, NameField field,
                              ColumnValues<NameValue>& of) {
    of.pairs.resize(values_of(column).size());
    make_values(
        column, block_size,
        [&](std::size_t i, std::string_view text, NameNormaliser& normaliser,
            Interners& interners) {
          of.pairs[i] = 0;
          return make_name(text, field, normaliser, interners.names, of.pairs[i]);
        },
        of);
  };
  make_names(*columns.forenames, NameField::kForenames, values.forenames);
  make_names(*columns.surnames, NameField::kSurname, values.surnames);
  make_values(
      *columns.identifiers, block_size,
      [&](std::size_t /*i*/, std::string_view text, NameNormaliser& /*normaliser*/,
          Interners& interners) {
        return make_identifier(text, columns.identifier_kind, interners.identifiers);
      },
      values.identifiers);
  return values;
}

/// The dictionaries of all blocks of all columns of all sources as one.
StringRanks rank_all(std::span<SourceValues> sources, bool of_names) {
  std::vector<const StringColumn*> of_blocks;
  for (SourceValues& source : sources) {
    source.for_each([&](auto& column) {
      for (const StringColumn& block : of_names ? column.names : column.identifiers) {
        of_blocks.push_back(&block);
      }
    });
  }
  return rank_strings(of_blocks);
}

/// Makes the ids of all values ranks; the blocks of all columns have been ranked in this order.
void renumber_all(const StringRanks& names, const StringRanks& identifiers, std::size_t block_size,
                  std::span<SourceValues> sources) {
  std::size_t first_block = 0;
  const auto renumber_column = [&](auto& column) {
    for_blocks(column.values.size(), block_size, [&](const Block& block) {
      for (std::size_t i = block.begin; i < block.end; ++i) {
        renumber(names.columns[first_block + block.index],
                 identifiers.columns[first_block + block.index], column.values[i]);
      }
    });
    first_block += column.names.size();
    column.names.clear();
    column.identifiers.clear();
  };
  for (SourceValues& source : sources) source.for_each(renumber_column);
}

/// Puts the values of one record together.
void put_together(const RecordColumns& columns, const SourceValues& values, std::size_t row,
                  Identity& identity, std::uint8_t& flags) {
  const std::size_t forenames_at = place_of(*columns.forenames, row);
  const std::size_t surname_at = place_of(*columns.surnames, row);
  const NameValue& forenames = values.forenames.values[forenames_at];
  const NameValue& surname = values.surnames.values[surname_at];
  const IdentifierValue& identifier =
      values.identifiers.values[place_of(*columns.identifiers, row)];
  const std::int32_t date = columns.dates_of_birth[row];
  note(is_placeholder_date(date), kPlaceholderDate, flags);
  if (!has_flag(flags, kPlaceholderDate)) identity.date_of_birth = date;
  note(date != kMissingDate && !is_whole_date(date), kPartialDate, flags);
  identity.identifier = identifier.identifier;
  identity.mistyped_identifier = identifier.mistyped;
  note(columns.identifier_kind == IdentifierKind::kPnc && identifier.is_filled &&
           identifier.identifier.is_none(),
       kInvalidPnc, flags);
  const bool has_written_name = forenames.is_filled || surname.is_filled;
  note(!has_written_name && date == kMissingDate && !identifier.is_filled, kBlankRecord, flags);
  if (!has_written_name) return;
  // Who has a date of birth or a PNC ID is a person whatever the name.
  const bool may_be_organisation =
      identity.date_of_birth == kMissingDate && identity.identifier.is_none();
  const auto share_pair = [&] {
    return forenames.has_pairs && surname.has_pairs &&
           (values.forenames.pairs[forenames_at] & values.surnames.pairs[surname_at]) != 0;
  };
  if (may_be_organisation &&
      (forenames.is_organisation || surname.is_organisation || share_pair())) {
    note(true, kOrganisation, flags);
    return;
  }
  note((forenames.is_filled && forenames.name.is_none()) ||
           (surname.is_filled && surname.name.is_none()),
       kJunkName, flags);
  identity.forename = forenames.name;
  identity.other_forenames = forenames.other_forenames;
  identity.surname = surname.name;
}

EncodedRecords encode_source(const RecordColumns& columns, const SourceValues& values,
                             std::size_t block_size) {
  EncodedRecords records;
  resize_touched(records.identities, columns.size());
  resize_touched(records.flags, columns.size());
  for_blocks(columns.size(), block_size, [&](const Block& block) {
    for (std::size_t row = block.begin; row < block.end; ++row) {
      put_together(columns, values, row, records.identities[row], records.flags[row]);
    }
  });
  return records;
}

void verify(const RecordColumns& columns) {
  FSU_CHECK(columns.forenames->size() == columns.size());
  FSU_CHECK(columns.surnames->size() == columns.size());
  FSU_CHECK(columns.identifiers->size() == columns.size());
}

}  // namespace

EncodedSources encode_identities(std::span<const RecordColumns> sources, std::size_t block_size) {
  std::vector<SourceValues> values;
  for (const RecordColumns& columns : sources) {
    verify(columns);
    values.push_back(make_source_values(columns, block_size));
  }
  StringRanks names = rank_all(values, true);
  StringRanks identifiers = rank_all(values, false);
  renumber_all(names, identifiers, block_size, values);
  EncodedSources encoded;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    encoded.sources.push_back(encode_source(sources[i], values[i], block_size));
    values[i] = {};
  }
  encoded.names = std::move(names.distinct);
  encoded.identifiers = std::move(identifiers.distinct);
  return encoded;
}

}  // namespace fsu::text
