// Runs one command; the only place that catches errors and turns them into exit codes.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <new>

#include "io/publish.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/error.hpp"
#include "src/cli/program.hpp"

namespace {

/// A stopped run leaves nothing behind: what was not published is removed.
extern "C" void stop_on_signal(int signal) {
  fsu::io::remove_unpublished_files_in_signal_handler();
  _exit(128 + signal);
}

/// Personal data stays with its owner: files 0600, no core dumps.
void protect_process() {
  umask(077);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, stop_on_signal);
  std::signal(SIGXFSZ, SIG_IGN);  // a write beyond the size limit fails with an error instead
}

int execute(const fsu::cli::Call& call) {
  fsu::report::Reporter reporter(call.log);
  try {
    call.command->execute(call.options, reporter, std::cout);
    std::cout.flush();
    return 0;
  } catch (const fsu::Error& error) {
    reporter.error(error.what());
    return static_cast<int>(error.kind());
  } catch (const std::bad_alloc&) {
    reporter.error("out of memory: run on a machine with more, or on fewer years");
  } catch (const std::exception& error) {
    reporter.error(
        fmt::format("internal error: {}; please report it with the command line", error.what()));
  }
  return static_cast<int>(fsu::ErrorKind::kInternal);
}

}  // namespace

int main(int argc, char** argv) {
  protect_process();
  int code = 0;
  try {
    const fsu::cli::Call call = fsu::cli::read_call({argv + 1, argv + argc}, std::cout);
    if (call.command != nullptr) code = execute(call);
  } catch (const fsu::Error& error) {
    fmt::print(stderr, "fsu: error: {}\n", error.what());
    code = static_cast<int>(error.kind());
  } catch (const std::exception& error) {
    fmt::print(stderr, "fsu: error: internal error: {}\n", error.what());
    code = static_cast<int>(fsu::ErrorKind::kInternal);
  }
  std::cout.flush();
  std::fflush(stderr);
  // After a failed close HDF5 1.10 can crash in its exit handler; everything of ours is closed by
  // now.
  _exit(code);
}
