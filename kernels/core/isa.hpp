// The instruction-set path that the kernels take: one choice for the whole program, at run time.
//
// A kernel with more than one path asks `isa()` once a batch and branches. All paths give the same
// bits, so the choice never changes a result; tests run every path that the machine has. Portable
// code is what the compiler makes for any x86-64 (or other) processor; kAvx2 needs AVX2, BMI1 and 2
// and PCLMUL; kAvx512 needs F, BW, DQ, VL, VBMI, VBMI2, BITALG and VPOPCNTDQ too (Intel from Ice
// Lake, AMD from Zen 4). The start value is the best one of the machine, or less where the
// environment variable FSU_ISA says portable, avx2 or avx512; `fsu --isa` sets another.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fsu {

enum class Isa : std::uint8_t { kPortable, kAvx2, kAvx512 };

/// The best path of this machine.
[[nodiscard]] Isa best_isa();

/// The path in use.
[[nodiscard]] Isa isa();

/// Chooses a path for all kernels; one that the machine does not have becomes its best. Not while
/// kernels run.
void set_isa(Isa isa);

/// portable, avx2, avx512; nothing for other words.
[[nodiscard]] std::optional<Isa> parse_isa(std::string_view word);
[[nodiscard]] std::string_view isa_name(Isa isa);

}  // namespace fsu

/// Compiles one function for a path. A function of a path may only be called where isa() allows it,
/// and is not inlined into others.
#if defined(__x86_64__) && defined(__GNUC__)
#define FSU_HAS_X86_PATHS 1
#define FSU_TARGET_AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul")))
#define FSU_TARGET_AVX512                                                            \
  __attribute__((                                                                    \
      target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul,avx512f,avx512bw,avx512dq,avx512vl," \
             "avx512vbmi,avx512vbmi2,avx512bitalg,avx512vpopcntdq")))
#else
#define FSU_HAS_X86_PATHS 0
#endif
