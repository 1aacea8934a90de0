// Measures commands: CPU time (user + system, median of the runs, children included) and peak memory. Prints one table row; judges nothing.
// usage: portolan_measure LABEL BUDGET RUNS COMMAND…
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

struct Usage {
  double milliseconds = 0;
  long kilobytes = 0;
};

/// Runs the command in a child whose own children it has waited for, so that their usage counts. Exits when the command fails.
Usage run_once(char** command) {
  const pid_t child = fork();
  if (child == 0) {
    const int null = open("/dev/null", O_RDWR);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    execvp(command[0], command);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
    std::fprintf(stderr, "%s failed with status %d\n", command[0], status);
    std::exit(2);
  }
  const auto milliseconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3; };
  return {milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), usage.ru_maxrss};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  std::vector<double> times;
  long peak = 0;
  for (int i = 0; i < std::atoi(argv[3]); ++i) {
    const Usage usage = run_once(argv + 4);
    times.push_back(usage.milliseconds);
    peak = std::max(peak, usage.kilobytes);
  }
  std::sort(times.begin(), times.end());
  std::printf("| %-44s | %9.1f ms | %7.1f MB | %-22s |\n", argv[1], times[times.size() / 2], static_cast<double>(peak) / 1024.0, argv[2]);
  return 0;
}
