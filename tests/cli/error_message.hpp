// Catches what a call throws, for tests of messages and exit codes.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "kernels/core/error.hpp"

namespace fsu::test {

/// The message of the Error that `work` throws; its kind, which is the exit code, must be `kind`.
template <class Work>
[[nodiscard]] std::string message_of(ErrorKind kind, const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(kind)) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "no Error was thrown";
  return {};
}

inline void expect_has(const std::string& message, std::string_view part) {
  EXPECT_NE(message.find(part), std::string::npos) << message << "\nlacks: " << part;
}

}  // namespace fsu::test
