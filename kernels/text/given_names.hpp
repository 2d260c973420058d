// Given names and their short forms: which two names one person may well use for one another.
//
// A small table of the project's own (given_names.cpp, to be edited there): one formal name a line
// with its short forms behind it. A line is a group. Two names are related when they share a group:
// one is a short form of the other, or both are short forms of one formal name. It does not chain:
// ALEX is related to ALEXANDER and to ALEXANDRA, those two are not related to each other by it.
// Names are capitals A to Z as the normaliser leaves them; a look-up is one step in a hash table,
// built at first use, after which all functions may be called from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fsu::text {

/// Number of formal names in the table.
[[nodiscard]] std::size_t num_given_name_groups();

/// The names of a group, the formal name first.
[[nodiscard]] std::span<const std::string_view> given_name_group(std::uint32_t group);

/// Numbers of the groups that a name belongs to, ascending; none for most names.
[[nodiscard]] std::span<const std::uint32_t> given_name_groups(std::string_view name);

/// True where two different names share a group.
[[nodiscard]] bool are_related_given_names(std::string_view a, std::string_view b);

/// All names related to one, in byte order, without the name itself.
[[nodiscard]] std::vector<std::string_view> related_given_names(std::string_view name);

}  // namespace fsu::text
