// SHA-256 (FIPS 180-4) of whole blocks by the processor's SHA instructions, of one stream or of two
// side by side.
//
// A round waits for the one before, so one stream leaves the unit idle half of the time: two that
// have nothing to do with each other take little longer than one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fsu::io {

inline constexpr std::size_t kSha256BlockBytes = 64;

using Sha256State = std::array<std::uint32_t, 8>;

/// True where the processor has the instructions and isa() is not portable. The functions below
/// need the instructions.
[[nodiscard]] bool has_sha256_instructions();

/// Where a stream stands, and its next bytes: as many blocks as the call says.
struct Sha256Stream {
  Sha256State& state;
  const unsigned char* bytes = nullptr;
};

void hash_blocks(const Sha256Stream& stream, std::size_t num_blocks);
void hash_blocks_of_two(const Sha256Stream& first, const Sha256Stream& second,
                        std::size_t num_blocks);

}  // namespace fsu::io
