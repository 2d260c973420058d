#include "kernels/text/encode_identities.hpp"

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
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

/// The names and identifiers of one block of values, or of all.
struct Interners {
  NameInterner names;
  NameInterner identifiers;
};

/// One distinct value of a column of forenames or of surnames.
struct NameValue {
  NameId name;              ///< the first forename, or the surname
  NameId other_forenames;   ///< none for surnames
  std::uint64_t pairs = 0;  ///< pairs of words that name an organisation: begun by the last word of
                            ///< a forename, ended by the first of a surname
  bool is_filled = false;
  bool is_organisation = false;  ///< by itself
};

/// One distinct value of a column of identifiers.
struct IdentifierValue {
  IdentifierId identifier;
  IdentifierId mistyped;
  bool is_filled = false;
};

enum class NameField : std::uint8_t { kForenames, kSurname };

NameValue make_name(std::string_view text, NameField field, NameNormaliser& normaliser,
                    NameInterner& names) {
  NameValue value;
  value.is_filled = is_filled(text);
  if (!value.is_filled) return value;
  const bool is_forename = field == NameField::kForenames;
  const std::string_view forenames = is_forename ? text : std::string_view();
  const std::string_view surname = is_forename ? std::string_view() : text;
  value.is_organisation = normaliser.normalise(forenames, surname, true).is_organisation;
  const NormalisedName& name = normaliser.normalise(forenames, surname, false);
  value.pairs =
      is_forename ? normaliser.organisation_pairs_begun() : normaliser.organisation_pairs_ended();
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

/// The values of the fields of one source.
struct SourceValues {
  std::vector<NameValue> forenames;
  std::vector<NameValue> surnames;
  std::vector<IdentifierValue> identifiers;
};

template <class Value>
const Value& value_of(const StringColumn& column, std::span<const Value> values, std::size_t row) {
  return values[column.is_coded() ? column.codes()[row] : row];
}

/// Ranks of a block's ids over all sources.
std::vector<std::uint32_t> join_interner(const NameInterner& block, NameInterner& joined) {
  std::vector<std::uint32_t> ids(block.names().size());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = joined.intern(block.names()[i]);
  return ids;
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

/// Makes the values of a column in parallel and gives them provisional ids over all columns: those
/// of the joined interners, in block order.
template <class Value, class Function>
std::vector<Value> make_values(const StringColumn& column, std::size_t block_size,
                               Interners& joined, const Function& make) {
  const StringColumn& texts = values_of(column);
  std::vector<Value> values(texts.size());
  std::vector<Interners> interners(num_blocks(texts.size(), block_size));
  for_blocks(texts.size(), block_size, [&](const Block& block) {
    NameNormaliser normaliser;
    for (std::size_t i = block.begin; i < block.end; ++i) {
      values[i] = make(texts[i], normaliser, interners[block.index]);
    }
  });
  std::vector<std::vector<std::uint32_t>> names;
  std::vector<std::vector<std::uint32_t>> identifiers;
  for (const Interners& of_block : interners) {
    names.push_back(join_interner(of_block.names, joined.names));
    identifiers.push_back(join_interner(of_block.identifiers, joined.identifiers));
  }
  for_blocks(values.size(), block_size, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      renumber(names[block.index], identifiers[block.index], values[i]);
    }
  });
  return values;
}

SourceValues make_source_values(const RecordColumns& columns, std::size_t block_size,
                                Interners& joined) {
  const auto make_names = [&](const StringColumn& column, NameField field) {
    return make_values<NameValue>(
        column, block_size, joined,
        [&](std::string_view text, NameNormaliser& normaliser, Interners& interners) {
          return make_name(text, field, normaliser, interners.names);
        });
  };
  return {make_names(*columns.forenames, NameField::kForenames),
          make_names(*columns.surnames, NameField::kSurname),
          make_values<IdentifierValue>(
              *columns.identifiers, block_size, joined,
              [&](std::string_view text, NameNormaliser& /*normaliser*/, Interners& interners) {
                return make_identifier(text, columns.identifier_kind, interners.identifiers);
              })};
}

template <class Value>
void rank_values(std::span<const std::uint32_t> names, std::span<const std::uint32_t> identifiers,
                 std::size_t block_size, std::vector<Value>& values) {
  for_blocks(values.size(), block_size, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) renumber(names, identifiers, values[i]);
  });
}

/// Puts the values of one record together.
void put_together(const RecordColumns& columns, const SourceValues& values, std::size_t row,
                  Identity& identity, std::uint8_t& flags) {
  const NameValue& forenames = value_of<NameValue>(*columns.forenames, values.forenames, row);
  const NameValue& surname = value_of<NameValue>(*columns.surnames, values.surnames, row);
  const IdentifierValue& identifier =
      value_of<IdentifierValue>(*columns.identifiers, values.identifiers, row);
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
  if (may_be_organisation && (forenames.is_organisation || surname.is_organisation ||
                              (forenames.pairs & surname.pairs) != 0)) {
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
  records.identities.resize(columns.size());
  records.flags.resize(columns.size());
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
  Interners joined;
  std::vector<SourceValues> values;
  for (const RecordColumns& columns : sources) {
    verify(columns);
    values.push_back(make_source_values(columns, block_size, joined));
  }
  RankedNames names = rank_names(joined.names.names());
  RankedNames identifiers = rank_names(joined.identifiers.names());
  EncodedSources encoded;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    rank_values(names.rank, identifiers.rank, block_size, values[i].forenames);
    rank_values(names.rank, identifiers.rank, block_size, values[i].surnames);
    rank_values(names.rank, identifiers.rank, block_size, values[i].identifiers);
    encoded.sources.push_back(encode_source(sources[i], values[i], block_size));
    values[i] = {};
  }
  encoded.names = std::move(names.names);
  encoded.identifiers = std::move(identifiers.names);
  return encoded;
}

}  // namespace fsu::text
