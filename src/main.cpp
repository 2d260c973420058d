// Runs one command; the only place that catches errors and turns them into exit codes.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <new>
#include <string_view>

#include "io/publish.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/error.hpp"
#include "src/cli/program.hpp"
#include "src/report/reporter.hpp"

namespace {

/// A stopped run leaves nothing behind: what was not published is removed.
extern "C" void stop_on_signal(int signal) {
  fsu::io::remove_unpublished_files_in_signal_handler();
  _exit(128 + signal);
}

/// Where the caller closed a standard descriptor, the next file would get its number and messages
/// would go into that file. The stand-in of standard output is open for reading only, so that a
/// write still fails.
void occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) != -1) continue;
    // The lowest free number is given, which is this one.
    static_cast<void>(open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR));
  }
}

/// Personal data stays with its owner: files 0600, no core dumps, no other process looks in.
void protect_process() {
  umask(077);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  prctl(PR_SET_DUMPABLE, 0);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU}) {
    std::signal(signal, stop_on_signal);
  }
  // A write beyond the size limit or to a closed pipe fails with an error instead.
  for (const int signal : {SIGXFSZ, SIGPIPE}) std::signal(signal, SIG_IGN);
}

void print_error(std::string_view message) {
  fsu::report::write_to_log(fmt::format("fsu: error: {}\n", message));
}

/// True where nobody reads standard output any more, as in `fsu show results.h5 | head -1`.
bool is_output_abandoned() {
  pollfd output{STDOUT_FILENO, 0, 0};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

/// The exit code of a command that did its work: output that did not arrive is an error.
int finish_output(fsu::report::Reporter& reporter) {
  if (std::cout.flush()) return 0;
  if (is_output_abandoned()) return 128 + SIGPIPE;
  reporter.error("cannot write to standard output");
  return static_cast<int>(fsu::ErrorKind::kIo);
}

int execute(const fsu::cli::Call& call) {
  fsu::report::Reporter reporter(call.log);
  try {
    if (call.command != nullptr) call.command->execute(call.options, reporter, std::cout);
    return finish_output(reporter);
  } catch (const fsu::Error& error) {
    if (error.kind() == fsu::ErrorKind::kIo && !std::cout) return finish_output(reporter);
    reporter.error(error.what());
    return static_cast<int>(error.kind());
  } catch (const std::bad_alloc&) {
    reporter.error("out of memory: run on a machine with more, or on fewer years");
  } catch (const std::exception& error) {
    reporter.error(
        fmt::format("internal error: {}; please report it with the command line", error.what()));
  } catch (...) {
    reporter.error("internal error of an unknown kind; please report it with the command line");
  }
  return static_cast<int>(fsu::ErrorKind::kInternal);
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_descriptors();
  protect_process();
  int code = 0;
  try {
    code = execute(fsu::cli::read_call({argv + 1, argv + argc}, std::cout));
  } catch (const fsu::Error& error) {
    print_error(error.what());
    code = static_cast<int>(error.kind());
  } catch (const std::exception& error) {
    print_error(fmt::format("internal error: {}", error.what()));
    code = static_cast<int>(fsu::ErrorKind::kInternal);
  } catch (...) {
    print_error("internal error of an unknown kind");
    code = static_cast<int>(fsu::ErrorKind::kInternal);
  }
  std::cout.flush();
  // After a failed close HDF5 1.10 can crash in its exit handler; everything of ours is closed by
  // now.
  _exit(code);
}
