// Runs a program on one instruction-set path, for the tests that run once a path.
//
//     on_isa portable|avx2|avx512 PROGRAM [ARGUMENT...]
//
// The program gets the path by FSU_ISA, which would be lowered in silence on a machine that lacks
// it. So where the machine does, nothing is run: this says so and exits with 77, which CTest counts
// as skipped.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "kernels/core/isa.hpp"

int main(int argc, char** argv) {
  const auto wanted = argc < 3 ? std::nullopt : fsu::parse_isa(argv[1]);
  if (!wanted) {
    std::fputs("usage: on_isa portable|avx2|avx512 PROGRAM [ARGUMENT...]\n", stderr);
    return 64;
  }
  if (*wanted > fsu::best_isa()) {
    std::printf("skipped: this machine has no %s\n", argv[1]);
    return 77;
  }
  setenv("FSU_ISA", argv[1], 1);
  execv(argv[2], argv + 2);
  std::perror(argv[2]);
  return 66;
}
