#include "kernels/text/query_masks.hpp"

#include <algorithm>

namespace fsu::text {

QueryMasks make_query_masks(std::string_view name, const LetterCodes& codes) {
  QueryMasks query;
  query.length = std::min(name.size(), kMaxColumnLength);
  while (query.length > std::size_t{8} << query.num_tables_log2) ++query.num_tables_log2;
  for (std::size_t i = 0; i < query.length; ++i) {
    const std::size_t code = codes.code(name[i]);
    if (i < query.first_letters.size()) query.first_letters[i] = codes.stored(name[i]);
    if (code == 0) continue;
    query.masks[code] |= std::uint64_t{1} << i;
    std::uint8_t& byte = query.tables[i / 8][code];
    byte = static_cast<std::uint8_t>(byte | 1u << (i % 8));
  }
  return query;
}

}  // namespace fsu::text
