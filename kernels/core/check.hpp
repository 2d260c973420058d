// Assertions in three levels, and narrowing casts that check.
//
// FSU_CHECK is always compiled in: use it where a wrong value would give a wrong result and the
// cost does not show. FSU_DCHECK is on in debug builds. FSU_EXPENSIVE_CHECK is on in the `checked`
// preset and may cost more than the code it guards. All of them report a fault of the program,
// never of the data.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace fsu {

/// Thrown when the program itself is wrong (exit code 70); bad data and bad settings have errors of
/// their own.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void fail_check(const char* condition, const char* file, int line) {
  throw InternalError(std::string("internal check failed: ") + condition + " at " + file + ":" +
                      std::to_string(line));
}

/// Converts between integer types; an out-of-range value is an InternalError.
template <class To, class From>
[[nodiscard]] constexpr To checked_cast(From value) {
  if (!std::in_range<To>(value))
    fail_check("integer in range of its narrower type", __FILE__, __LINE__);
  return static_cast<To>(value);
}

}  // namespace fsu

#define FSU_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::fsu::fail_check(#condition, __FILE__, __LINE__))

#if !defined(NDEBUG) || defined(FSU_EXPENSIVE_CHECKS)
#define FSU_DCHECK(condition) FSU_CHECK(condition)
#else
#define FSU_DCHECK(condition) static_cast<void>(0)
#endif

#ifdef FSU_EXPENSIVE_CHECKS
#define FSU_EXPENSIVE_CHECK(condition) FSU_CHECK(condition)
#else
#define FSU_EXPENSIVE_CHECK(condition) static_cast<void>(0)
#endif
