// What can go wrong outside the program, by who has to mend it.
//
// io throws these on bad files, src on bad settings; only main catches them and turns the kind into
// an exit code (sysexits). A message says what happened, where, and how to mend it, and never holds
// a person's data.
#pragma once

#include <stdexcept>
#include <string>

namespace fsu {

/// The kinds of failure; the value is the exit code of the program.
enum class ErrorKind : int {
  kUsage = 64,
  kData = 65,
  kNoInput = 66,
  kInternal = 70,
  kCannotCreate = 73,
  kIo = 74,
  kPermission = 77,
  kConfiguration = 78,
};

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

  [[nodiscard]] ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

}  // namespace fsu
