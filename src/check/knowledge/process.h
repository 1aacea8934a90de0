// What a container starts: entrypoint and command, from the compose file or from the stage that it builds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/service.h"
#include "model/stack.h"

namespace portolan::check {

/// The stages that a service builds on, its target first, then the stage that one is based on, and so on. Empty when the Dockerfile was not read.
std::vector<const BuildStage*> stages_of(const Stack& stack, const Service& service);
/// What the last of those stages is FROM; nullptr when that is not known.
const Spanned<std::string>* base_image_of(const Stack& stack, const Service& service);

/// One word of a command line, and the whole line that it stands in.
struct ProcessWord {
  std::string text;
  Span line;
};

struct Process {
  std::vector<ProcessWord> words;    ///< entrypoint, then command, then the script that `npm run` calls; shell lines are cut into their words
  bool entrypoint_replaced = false;  ///< by the compose file or the Dockerfile: the image's own server is not what starts
  bool command_replaced = false;

  bool empty() const { return words.empty(); }
};

/// Docker's order: what compose says replaces what the Dockerfile says; an entrypoint in the compose file drops the Dockerfile's CMD.
/// Empty when neither says anything: then the base image decides.
/// Source: Compose Specification, services, command and entrypoint; Dockerfile reference, "Understand how CMD and ENTRYPOINT interact".
Process process_of(const Stack& stack, const Service& service);

/// "/usr/bin/gunicorn" → "gunicorn"; quotes around the word are dropped.
std::string_view program_name(std::string_view word);

/// A word of the process that runs `program`, "gunicorn" or "gunicorn:"; nullptr for none.
const ProcessWord* find_program(const Process& process, std::string_view program);

/// How many processes a server starts to answer requests.
struct Workers {
  std::optional<int> count;           ///< nothing: the files do not tell, or give a range
  std::optional<int> least{}, most{}; ///< of a range: Celery's --autoscale
  std::string_view kind = "process";  ///< "thread" for pools of threads
  Span place;
  bool unreadable = false;            ///< a number is given, but as a text that is none
  bool by_default = false;            ///< nothing gives a number, so the server starts one
  std::string_view says = "the command";
};

/// By its command line (for Celery's worker -c, --concurrency, --autoscale and the pool); else by WEB_CONCURRENCY, which Gunicorn and Uvicorn read, and both take 1 when it is not set either.
/// Source: https://docs.gunicorn.org/en/stable/settings.html#workers, https://www.uvicorn.org/settings/#production,
///         https://docs.celeryq.dev/en/stable/reference/cli.html#celery-worker
Workers workers_of(const Stack& stack, const Service& service);

}  // namespace portolan::check
