// Owned identifiers of the HDF5 library, and the check that every call of it goes through.
//
// The library prints nothing: what it has to say about a failed call goes into the Error. It also
// leaves no handler for the program's end, because it crashes there when a file could not be
// closed on a full disk; handles are closed by their owners. Headers name identifiers by H5Id, so
// that hdf5.h is included in io/h5_*.cpp only.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/core/error.hpp"

namespace fsu::io {

/// An identifier of the library (its hid_t); negative for none.
using H5Id = std::int64_t;

/// Sets the library up for this thread; to be called before it is used. Filters are not loaded from
/// outside: a results file needs none.
void prepare_h5();

/// Throws an Error of the kind: `operation`, and the library's words for the call that failed.
[[noreturn]] void throw_h5_error(ErrorKind kind, std::string_view operation);

/// The result of a call of the library; throws where it is negative.
template <class Result>
Result h5_checked(Result result, ErrorKind kind, std::string_view operation) {
  if (result < 0) throw_h5_error(kind, operation);
  return result;
}

/// An identifier that closes itself; move-only.
class H5Handle {
 public:
  using CloseFunction = int (*)(H5Id);

  H5Handle() = default;
  H5Handle(H5Id id, CloseFunction close_function) : id_(id), close_(close_function) {}
  H5Handle(H5Handle&& other) noexcept;
  H5Handle& operator=(H5Handle&& other) noexcept;
  H5Handle(const H5Handle&) = delete;
  H5Handle& operator=(const H5Handle&) = delete;
  ~H5Handle();

  [[nodiscard]] H5Id get() const { return id_; }

  /// Closes now; throws where the library says that this failed.
  void close(ErrorKind kind, std::string_view operation);

 private:
  H5Id id_ = -1;
  CloseFunction close_ = nullptr;
};

}  // namespace fsu::io
