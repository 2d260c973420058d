// Attributes of a file, group or data set: texts (fixed UTF-8 strings) and whole numbers (int64).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "io/h5_handle.hpp"

namespace fsu::io {

using AttributeValue = std::variant<std::string, std::int64_t>;

/// Writes an attribute that is not there yet; kIo where that fails.
void write_attribute(H5Id object, const std::string& name, std::string_view text);
void write_attribute(H5Id object, const std::string& name, std::int64_t value);

/// One attribute; nothing where it is absent or neither a text nor a whole number.
[[nodiscard]] std::optional<AttributeValue> read_attribute(H5Id object, const std::string& name);

/// An attribute's text; empty where it is absent or no text.
[[nodiscard]] std::string read_text_attribute(H5Id object, const std::string& name);

/// All texts and whole numbers of an object, by name.
[[nodiscard]] std::map<std::string, AttributeValue> read_attributes(H5Id object);

}  // namespace fsu::io
