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

NameId intern_part(std::string_view part, NameInterner& names) {
  return part.empty() ? NameId{} : NameId{names.intern(part)};
}

/// Encodes records one by one; name ids are those of the block's own interner.
class RecordEncoder {
 public:
  RecordEncoder(const RecordColumns& columns, NameInterner& names)
      : columns_(columns), names_(names) {}

  void encode(std::size_t row, Identity& identity, std::uint8_t& flags) {
    const std::string_view forenames = (*columns_.forenames)[row];
    const std::string_view surname = (*columns_.surnames)[row];
    const bool has_written_name = is_filled(forenames) || is_filled(surname);
    encode_date_and_pnc(row, identity, flags);
    note(!has_written_name && columns_.dates_of_birth[row] == kMissingDate &&
             !is_filled((*columns_.pnc_ids)[row]),
         kBlankRecord, flags);
    if (!has_written_name) return;
    const NormalisedName& name = normaliser_.normalise(
        forenames, surname, identity.date_of_birth == kMissingDate && identity.pnc == 0);
    note(name.is_junk, kJunkName, flags);
    note(name.is_organisation, kOrganisation, flags);
    identity.forename = intern_part(name.forename, names_);
    identity.surname = intern_part(name.surname, names_);
    identity.other_forenames = intern_part(name.other_forenames, names_);
  }

 private:
  void encode_date_and_pnc(std::size_t row, Identity& identity, std::uint8_t& flags) const {
    const std::int32_t date = columns_.dates_of_birth[row];
    note(is_placeholder_date(date), kPlaceholderDate, flags);
    if (!has_flag(flags, kPlaceholderDate)) identity.date_of_birth = date;
    note(date != kMissingDate && !is_whole_date(date), kPartialDate, flags);
    const std::string_view pnc_id = (*columns_.pnc_ids)[row];
    identity.pnc = parse_pnc(pnc_id);
    note(identity.pnc == 0 && is_filled(pnc_id), kInvalidPnc, flags);
  }

  const RecordColumns& columns_;
  NameInterner& names_;
  NameNormaliser normaliser_;
};

void verify(const RecordColumns& columns) {
  FSU_CHECK(columns.forenames->size() == columns.size());
  FSU_CHECK(columns.surnames->size() == columns.size());
  FSU_CHECK(columns.pnc_ids->size() == columns.size());
}

/// Encodes one source; returns the interner of each block.
std::vector<NameInterner> encode_source(const RecordColumns& columns, std::size_t block_size,
                                        EncodedRecords& records) {
  verify(columns);
  records.identities.resize(columns.size());
  records.flags.resize(columns.size());
  std::vector<NameInterner> interners(num_blocks(columns.size(), block_size));
  for_blocks(columns.size(), block_size, [&](const Block& block) {
    RecordEncoder encoder(columns, interners[block.index]);
    for (std::size_t row = block.begin; row < block.end; ++row) {
      encoder.encode(row, records.identities[row], records.flags[row]);
    }
  });
  return interners;
}

/// Provisional ids over all sources of the names of each block of one source.
using BlockIds = std::vector<std::vector<std::uint32_t>>;

BlockIds join_interners(const std::vector<NameInterner>& blocks, NameInterner& joined) {
  BlockIds ids(blocks.size());
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    const StringColumn& names = blocks[block].names();
    ids[block].resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) ids[block][i] = joined.intern(names[i]);
  }
  return ids;
}

void rank_source(const BlockIds& block_ids, const std::vector<std::uint32_t>& rank,
                 std::size_t block_size, EncodedRecords& records) {
  for_blocks(records.identities.size(), block_size, [&](const Block& block) {
    const std::vector<std::uint32_t>& ids = block_ids[block.index];
    const auto to_rank = [&](NameId& name) {
      if (!name.is_none()) name.value = rank[ids[name.index()]];
    };
    for (std::size_t row = block.begin; row < block.end; ++row) {
      to_rank(records.identities[row].forename);
      to_rank(records.identities[row].surname);
      to_rank(records.identities[row].other_forenames);
    }
  });
}

}  // namespace

EncodedSources encode_identities(std::span<const RecordColumns> sources, std::size_t block_size) {
  EncodedSources encoded;
  NameInterner joined;
  std::vector<BlockIds> block_ids;
  for (const RecordColumns& columns : sources) {
    EncodedRecords& records = encoded.sources.emplace_back();
    block_ids.push_back(join_interners(encode_source(columns, block_size, records), joined));
  }
  RankedNames ranked = rank_names(joined.names());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    rank_source(block_ids[i], ranked.rank, block_size, encoded.sources[i]);
  }
  encoded.names = std::move(ranked.names);
  return encoded;
}

}  // namespace fsu::text
