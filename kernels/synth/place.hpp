// Addresses: id, text, postcode and local policing area, all drawn from the address number.
//
// Numbers: a household's home bears the number of its first member; the former homes of people who
// moved and the public places follow behind. One in a hundred people has no fixed abode.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernels/synth/world.hpp"

namespace fsu::synth {

/// The number of an address; see the head of this file.
using AddressNumber = std::uint64_t;

[[nodiscard]] std::string address_id(AddressNumber address);
[[nodiscard]] std::string address_text(const World& world, AddressNumber address);
[[nodiscard]] std::string postcode_of(const World& world, AddressNumber address);
/// One of the seven local policing areas.
[[nodiscard]] std::string_view lpa_of(const World& world, AddressNumber address);
/// A short name of the area for call signs: its first two letters.
[[nodiscard]] std::string_view area_code_of(const World& world, AddressNumber address);

/// A person's home on a day; nothing where there is no fixed abode.
[[nodiscard]] std::optional<AddressNumber> home_of(const World& world, std::uint64_t person,
                                                   std::int64_t day);

/// A street, station, shop or hospital, some far busier than others.
[[nodiscard]] AddressNumber draw_public_place(const World& world, Random& random);

}  // namespace fsu::synth
