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

/// The names and identifiers of one block of records, or of all.
struct Interners {
  NameInterner names;
  NameInterner identifiers;
};

/// Encodes records one by one; ids are those of the block's own interners.
class RecordEncoder {
 public:
  RecordEncoder(const RecordColumns& columns, Interners& interners)
      : columns_(columns), interners_(interners) {}

  void encode(std::size_t row, Identity& identity, std::uint8_t& flags) {
    const std::string_view forenames = (*columns_.forenames)[row];
    const std::string_view surname = (*columns_.surnames)[row];
    const bool has_written_name = is_filled(forenames) || is_filled(surname);
    encode_date(row, identity, flags);
    encode_identifier((*columns_.identifiers)[row], identity, flags);
    note(!has_written_name && columns_.dates_of_birth[row] == kMissingDate &&
             !is_filled((*columns_.identifiers)[row]),
         kBlankRecord, flags);
    if (!has_written_name) return;
    const NormalisedName& name = normaliser_.normalise(
        forenames, surname,
        identity.date_of_birth == kMissingDate && identity.identifier.is_none());
    note(name.is_junk, kJunkName, flags);
    note(name.is_organisation, kOrganisation, flags);
    identity.forename = intern_part(name.forename, interners_.names);
    identity.surname = intern_part(name.surname, interners_.names);
    identity.other_forenames = intern_part(name.other_forenames, interners_.names);
  }

 private:
  void encode_date(std::size_t row, Identity& identity, std::uint8_t& flags) const {
    const std::int32_t date = columns_.dates_of_birth[row];
    note(is_placeholder_date(date), kPlaceholderDate, flags);
    if (!has_flag(flags, kPlaceholderDate)) identity.date_of_birth = date;
    note(date != kMissingDate && !is_whole_date(date), kPartialDate, flags);
  }

  void encode_identifier(std::string_view written, Identity& identity, std::uint8_t& flags) {
    if (!is_filled(written)) return;
    if (columns_.identifier_kind == IdentifierKind::kOpaque) {
      identity.identifier = intern_identifier(opaque_identifier(written));
      return;
    }
    const std::uint64_t pnc = parse_pnc(written);
    note(pnc == 0, kInvalidPnc, flags);
    if (pnc != 0) {
      identity.identifier = intern_identifier(format_pnc(pnc));
    } else if (const std::string mistyped = mistyped_pnc(written); !mistyped.empty()) {
      identity.mistyped_identifier = intern_identifier(mistyped);
    }
  }

  IdentifierId intern_identifier(std::string_view identifier) {
    return identifier.empty() ? IdentifierId{}
                              : IdentifierId{interners_.identifiers.intern(identifier)};
  }

  const RecordColumns& columns_;
  Interners& interners_;
  NameNormaliser normaliser_;
};

void verify(const RecordColumns& columns) {
  FSU_CHECK(columns.forenames->size() == columns.size());
  FSU_CHECK(columns.surnames->size() == columns.size());
  FSU_CHECK(columns.identifiers->size() == columns.size());
}

/// Encodes one source; returns the interners of each block.
std::vector<Interners> encode_source(const RecordColumns& columns, std::size_t block_size,
                                     EncodedRecords& records) {
  verify(columns);
  records.identities.resize(columns.size());
  records.flags.resize(columns.size());
  std::vector<Interners> interners(num_blocks(columns.size(), block_size));
  for_blocks(columns.size(), block_size, [&](const Block& block) {
    RecordEncoder encoder(columns, interners[block.index]);
    for (std::size_t row = block.begin; row < block.end; ++row) {
      encoder.encode(row, records.identities[row], records.flags[row]);
    }
  });
  return interners;
}

/// Provisional ids over all sources of the names and identifiers of one block.
struct BlockIds {
  std::vector<std::uint32_t> names;
  std::vector<std::uint32_t> identifiers;
};

std::vector<std::uint32_t> join_interner(const NameInterner& block, NameInterner& joined) {
  std::vector<std::uint32_t> ids(block.names().size());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = joined.intern(block.names()[i]);
  return ids;
}

std::vector<BlockIds> join_interners(const std::vector<Interners>& blocks, Interners& joined) {
  std::vector<BlockIds> ids;
  for (const Interners& block : blocks) {
    ids.push_back({join_interner(block.names, joined.names),
                   join_interner(block.identifiers, joined.identifiers)});
  }
  return ids;
}

template <class IdType>
void to_rank(std::span<const std::uint32_t> joined_ids, std::span<const std::uint32_t> ranks,
             IdType& id) {
  if (!id.is_none()) id.value = ranks[joined_ids[id.index()]];
}

void rank_source(const std::vector<BlockIds>& block_ids, const RankedNames& names,
                 const RankedNames& identifiers, std::size_t block_size, EncodedRecords& records) {
  for_blocks(records.identities.size(), block_size, [&](const Block& block) {
    const BlockIds& ids = block_ids[block.index];
    for (std::size_t row = block.begin; row < block.end; ++row) {
      Identity& identity = records.identities[row];
      to_rank(ids.names, names.rank, identity.forename);
      to_rank(ids.names, names.rank, identity.surname);
      to_rank(ids.names, names.rank, identity.other_forenames);
      to_rank(ids.identifiers, identifiers.rank, identity.identifier);
      to_rank(ids.identifiers, identifiers.rank, identity.mistyped_identifier);
    }
  });
}

}  // namespace

EncodedSources encode_identities(std::span<const RecordColumns> sources, std::size_t block_size) {
  EncodedSources encoded;
  Interners joined;
  std::vector<std::vector<BlockIds>> block_ids;
  for (const RecordColumns& columns : sources) {
    EncodedRecords& records = encoded.sources.emplace_back();
    block_ids.push_back(join_interners(encode_source(columns, block_size, records), joined));
  }
  RankedNames names = rank_names(joined.names.names());
  RankedNames identifiers = rank_names(joined.identifiers.names());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    rank_source(block_ids[i], names, identifiers, block_size, encoded.sources[i]);
  }
  encoded.names = std::move(names.names);
  encoded.identifiers = std::move(identifiers.names);
  return encoded;
}

}  // namespace fsu::text
