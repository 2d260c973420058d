// Turns records as written into comparable identities.
//
// Any number of sources (the index of people, originators, subjects, reports) -> one identity a
// record over dictionaries of names and of identifiers that all sources share, and what was set
// aside on the way. Identifiers are PNC IDs, or opaque: any text, letters as capitals.
// Not records are normalised but the distinct values of each column (of a coded column those of its
// dictionary), in parallel blocks with interners of their own; what these hold is ranked together
// in byte order, so neither the order of the records nor the block size changes any identity. A
// record is then put together from its values; only that a name is an organisation may need both.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu::text {

enum class IdentifierKind : std::uint8_t { kPnc, kOpaque };

/// Columns of one source, of equal length.
struct RecordColumns {
  const StringColumn* forenames = nullptr;
  const StringColumn* surnames = nullptr;
  std::span<const std::int32_t> dates_of_birth;
  const StringColumn* identifiers = nullptr;
  IdentifierKind identifier_kind = IdentifierKind::kPnc;

  [[nodiscard]] std::size_t size() const { return dates_of_birth.size(); }
};

/// What was noticed while a record was normalised, as bits.
enum RecordFlag : std::uint8_t {
  kBlankRecord = 1,      ///< no name, date or identifier was given
  kJunkName = 2,         ///< a name field holds no name
  kOrganisation = 4,     ///< an organisation: neither date nor valid PNC ID; its identity is empty
  kPlaceholderDate = 8,  ///< the date was one that stands for unknown
  kPartialDate = 16,
  kInvalidPnc = 32,
};

struct EncodedRecords {
  std::vector<Identity> identities;
  std::vector<std::uint8_t> flags;  ///< RecordFlag bits
};

struct EncodedSources {
  StringColumn names;                   ///< the dictionary of names, in byte order
  StringColumn identifiers;             ///< the dictionary of identifiers, in byte order
  std::vector<EncodedRecords> sources;  ///< in the order given
};

inline constexpr std::size_t kEncodeBlockSize = std::size_t{1} << 16;

/// Identities of all records of all sources.
[[nodiscard]] EncodedSources encode_identities(std::span<const RecordColumns> sources,
                                               std::size_t block_size = kEncodeBlockSize);

}  // namespace fsu::text
