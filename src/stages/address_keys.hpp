// One key for each address, from whatever the source gives: an id, else a text, else a policing
// area.
//
// Keys are dense ids in byte order; an address with an id and one without are never equal. Texts
// are compared with letters in upper case (ASCII) and everything that is not a letter or digit as
// one blank. Of coded columns each distinct text is looked at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernels/core/string_column.hpp"
#include "kernels/usage/home_area.hpp"
#include "src/stages/shared_values.hpp"

namespace fsu::stages {

[[nodiscard]] std::string normalised_address(std::string_view text);

/// Adds two columns to be ranked: the ids of addresses, and the texts of rows without an id.
void add_addresses(const StringColumn& ids, const StringColumn& texts,
                   std::vector<ComparedTexts>& columns);

/// The columns of one kind of address (home or location), all of one length.
struct AddressColumns {
  const StringColumn& address_id;
  const StringColumn& address;
  const StringColumn& lpa;
};

/// The key of each row; none where all three are blank.
[[nodiscard]] std::vector<usage::AddressKey> address_keys(const AddressColumns& columns);

}  // namespace fsu::stages
