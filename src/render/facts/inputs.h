// What an environment asks of whoever starts it: ${VARIABLES} of its compose files, what is passed on from the shell, secrets made from variables.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/masking.h"

namespace portolan::render {

enum class Need {
  required,   ///< without it compose does not start
  expected,   ///< without it empty text takes its place
  passed_on,  ///< goes to a service when it is set, and nothing otherwise
  optional,   ///< has a default
};

/// "required", "empty when not set", …
std::string_view words_of(Need need);

struct InputFact {
  std::string name;                      ///< as in the files
  Need need = Need::optional;
  std::vector<std::string> defaults;     ///< each once, as they may be shown
  bool secret = false;
  Span definition;                       ///< where a file of the repository sets it (.env)
  const Variable* documented = nullptr;  ///< its line in a template (.env.example)
  std::vector<const Service*> services;  ///< whose values are made from it
  std::vector<std::string> parts;        ///< other parts of the files that are: "networks", "secret \"token\""
  std::string meaning;                   ///< the plan's words, "" when it has none
  Span span;                             ///< where it is asked for first
};

/// Those that are required first, then by first appearance.
std::vector<InputFact> list_inputs(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking);

/// A line of a template of `.env` (or of a file for --env-file) that this environment does not ask for.
struct SpareInput {
  const Variable* line = nullptr;
  std::vector<std::size_t> environments;  ///< those that ask for it
};
std::vector<SpareInput> list_spare_inputs(const Stack& stack, std::size_t environment);

/// Whether the stack has such a template at all.
bool has_env_template(const Stack& stack);

}  // namespace portolan::render
