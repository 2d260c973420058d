#include "kernels/core/isa.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>

namespace fsu {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"portable", "avx2", "avx512"};

#if FSU_HAS_X86_PATHS
bool has_avx2() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("pclmul") &&
         __builtin_cpu_supports("popcnt");
}

bool has_avx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
         __builtin_cpu_supports("avx512bitalg") && __builtin_cpu_supports("avx512vpopcntdq");
}
#endif

Isa detect() {
#if FSU_HAS_X86_PATHS
  __builtin_cpu_init();
  if (has_avx2()) return has_avx512() ? Isa::kAvx512 : Isa::kAvx2;
#endif
  return Isa::kPortable;
}

Isa start_value() {
  const char* const word = std::getenv("FSU_ISA");
  const std::optional<Isa> wanted = word == nullptr ? std::nullopt : parse_isa(word);
  return std::min(wanted.value_or(best_isa()), best_isa());
}

std::atomic<Isa>& chosen() {
  static std::atomic<Isa> value = start_value();
  return value;
}

}  // namespace

Isa best_isa() {
  static const Isa best = detect();
  return best;
}

Isa isa() { return chosen().load(std::memory_order_relaxed); }

void set_isa(Isa isa) { chosen().store(std::min(isa, best_isa()), std::memory_order_relaxed); }

std::optional<Isa> parse_isa(std::string_view word) {
  const auto found = std::find(kNames.begin(), kNames.end(), word);
  if (found == kNames.end()) return {};
  return static_cast<Isa>(found - kNames.begin());
}

std::string_view isa_name(Isa isa) { return kNames[static_cast<std::size_t>(isa)]; }

}  // namespace fsu
