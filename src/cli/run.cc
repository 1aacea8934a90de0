#include "cli/run.h"

#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include "base/fatal.h"
#include "cli/claims.h"
#include "cli/options.h"
#include "cli/pipeline.h"
#include "render/diagrams/layout_workers.h"

extern char** environ;

namespace portolan::cli {

namespace {

std::map<std::string, std::string> process_environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

struct Runner {
  Streams streams;

  int operator()(const Finished& finished) const {
    streams.out << finished.out;
    streams.err << finished.error;
    return finished.exit_code;
  }

  int operator()(const BuildRequest& request) const {
    render::LayoutWorkers workers(request.jobs);  // first of all: it forks, and no thread may run by then
    const auto reader = make_disk_reader(request.root);
    const auto theme = request.theme.empty() ? nullptr : make_disk_reader(request.theme);
    const auto writer = write::make_disk_writer(request.out);
    return run_build(request, *reader, theme.get(), *writer, [&](const render::LayoutInput& input) { return workers.layout(input); }, streams);
  }

  int operator()(const CheckRequest& request) const {
    const auto reader = make_disk_reader(request.root);
    return run_check(request, *reader, streams);
  }

  int operator()(const ClaimsRequest& typed) const {
    const ClaimsRequest request = at_folder(typed);
    const auto reader = make_disk_reader(request.root);
    return run_claims(request, *reader, streams);
  }

  int operator()(const ExtractRequest& request) const {
    const auto reader = make_disk_reader(".");
    return run_extract(request, *reader, streams.out, streams.err);
  }

  int operator()(ConfigRequest request) const {
    request.process = process_environment();
    const auto reader = make_disk_reader(".");
    return run_config(request, *reader, streams.out, streams.err);
  }
};

}  // namespace

int run(int argc, const char* const* argv) {
  std::ios::sync_with_stdio(false);
  try {
    const Request request = parse_command_line({argv + 1, argv + argc});
    const Runner runner{{std::cout, std::cerr, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1}};
    const int code = std::visit(runner, request);
    std::cout.flush();
    if (!std::cout) throw Fatal("cannot write to standard output");
    return code;
  } catch (const Fatal& fatal) {
    std::cerr << "portolan: error: " << fatal.what() << "\n";
  } catch (const std::bad_alloc&) {
    std::cerr << "portolan: error: not enough memory\n";
  } catch (const std::exception& failure) {
    std::cerr << "portolan: error: internal fault: " << failure.what() << "\n";
  }
  return 2;
}

}  // namespace portolan::cli
