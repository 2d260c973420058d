// A key that the spellings of one name share: MOHAMMED and MUHAMMAD, CHAUDHRY and CHOWDHURY.
//
// Name in capitals -> key; blanks do not count. Three steps. (1) At each letter the first rule of a
// small table (spelling_key.cpp, to be edited there) that fits is applied, left to right: one sign
// for each consonant whatever letters write it (PH and F, CK and K, SZ and SH), silent letters, and
// beginnings of well-known names. (2) Vowels: the first one is told apart by its sound (AI and AY,
// EE and EA, OO and OU are pairs); of later ones only the place counts, and before R, where they
// come and go (CATHERINE, CATHRINE), not even that; at the end A, O or U, and E, I or Y are three
// classes, but a silent E is none. (3) Doubled signs count once. Meant for South Asian, Arabic,
// East European, African, British and Irish names. Equal keys are a hint, not a proof: among common
// names about one in fifty shares its key with a different name.
#pragma once

#include <string>
#include <string_view>

namespace fsu::text {

/// The spelling key of a name; empty only for a name without letters.
[[nodiscard]] std::string spelling_key(std::string_view name);

}  // namespace fsu::text
