#include "src/commands/identity_values.hpp"

#include <fmt/format.h>

#include "kernels/core/date.hpp"

namespace fsu::commands {
namespace {

std::string_view text_of(NameId name, const StringColumn& names) {
  return name.is_none() ? std::string_view{} : names[name.index()];
}

}  // namespace

std::vector<std::string> identity_values(const Identity& identity, const StringColumn& names,
                                         const StringColumn& identifiers) {
  const IdentifierId identifier = identity.any_identifier();
  return {fmt::format("{} {}", text_of(identity.forename, names), text_of(identity.surname, names)),
          std::string(text_of(identity.other_forenames, names)),
          format_date(identity.date_of_birth),
          identifier.is_none() ? std::string() : std::string(identifiers[identifier.index()])};
}

}  // namespace fsu::commands
