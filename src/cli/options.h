// The command line as values. The only user of CLI11.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "cli/config.h"
#include "cli/extract.h"

namespace portolan::cli {

enum class Colour { automatic, always, never };

/// What `--fail-on` names; `never` is an empty level.
using FailOn = std::optional<Severity>;

struct Verbosity {
  bool quiet = false;    ///< silent but for problems
  bool explain = false;  ///< -v: why stacks and environments are what they are
  bool timings = false;
};

struct BuildRequest {
  std::string root = ".";
  std::string out = "site";
  std::string title;
  std::string revision;
  std::string theme;
  unsigned jobs = 0;  ///< 0: as many as there are processors
  FailOn fail_on;
  Colour colour = Colour::automatic;
  Verbosity verbosity;
};

struct CheckRequest {
  std::string root = ".";
  std::string format = "text";
  unsigned jobs = 0;
  FailOn fail_on = Severity::error;
  Colour colour = Colour::automatic;
  Verbosity verbosity;
};

struct ClaimsRequest {
  std::string root = ".";  ///< a folder, or one Markdown document
  std::string format = "text";
  std::string stack;         ///< of these alone; "": all
  std::string plan;          ///< path of one document below ROOT; "": all
  bool unread_only = false;  ///< only what was not understood
  unsigned jobs = 0;
  Verbosity verbosity;
};

/// Nothing more to do: help or version were printed (code 0), or the command line is wrong (code 2).
struct Finished {
  int exit_code = 0;
  std::string out;    ///< for standard output
  std::string error;  ///< for standard error
};

using Request = std::variant<Finished, BuildRequest, CheckRequest, ConfigRequest, ClaimsRequest, ExtractRequest>;

/// Never throws. A mistyped command or option is answered with the nearest that exists.
Request parse_command_line(const std::vector<std::string>& arguments);

}  // namespace portolan::cli
