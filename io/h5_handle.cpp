#include "io/h5_handle.hpp"

#include <hdf5.h>

#include <string>
#include <type_traits>
#include <utility>

namespace fsu::io {
namespace {

static_assert(std::is_same_v<hid_t, H5Id>, "H5Id stands for hid_t in headers");

/// Keeps the description of the innermost call that failed: the last one of a downward walk.
herr_t keep_description(unsigned /*depth*/, const H5E_error2_t* error, void* text) {
  if (error->desc != nullptr) *static_cast<std::string*>(text) = error->desc;
  return 0;
}

/// The system's words within the library's, where it gives them; the rest are addresses and times.
std::string shortened(const std::string& description) {
  constexpr std::string_view kBefore = "error message = '";
  const std::size_t found = description.find(kBefore);
  if (found == std::string::npos) return description;
  const std::size_t begin = found + kBefore.size();
  return description.substr(begin, description.find('\'', begin) - begin);
}

}  // namespace

void prepare_h5() {
  static const bool is_set_up =
      H5dont_atexit() >= 0 && H5open() >= 0 && H5PLset_loading_state(0) >= 0;
  static_cast<void>(is_set_up);
  // The printing of errors is a setting of each thread.
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

void throw_h5_error(ErrorKind kind, std::string_view operation) {
  std::string description;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_description, &description);
  H5Eclear2(H5E_DEFAULT);
  std::string message = "cannot " + std::string(operation);
  if (!description.empty()) message += ": " + shortened(description);
  throw Error(kind, message);
}

H5Handle::H5Handle(H5Handle&& other) noexcept
    : id_(std::exchange(other.id_, -1)), close_(std::exchange(other.close_, nullptr)) {}

H5Handle& H5Handle::operator=(H5Handle&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(close_, other.close_);
  return *this;
}

H5Handle::~H5Handle() {
  if (id_ >= 0 && close_ != nullptr) close_(id_);
}

void H5Handle::close(ErrorKind kind, std::string_view operation) {
  const H5Id id = std::exchange(id_, -1);
  if (id >= 0) h5_checked(close_(id), kind, operation);
}

}  // namespace fsu::io
