// The program behind `main`: options in, exit code out.
#pragma once

namespace portolan::cli {

/// Runs one command. Prints to standard output and standard error; returns the exit code of the contract (0, 1, 2, 3). Never throws.
int run(int argc, const char* const* argv);

}  // namespace portolan::cli
