#include "cli/run.h"

#include <cstdio>

#include <fmt/format.h>

namespace portolan::cli {

int run(int argc, const char* const* argv) {
  (void)argc;
  (void)argv;
  fmt::print(stderr, "portolan: no command\n");
  return 2;
}

}  // namespace portolan::cli
