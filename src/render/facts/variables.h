// The variables that the containers of an environment see: where each comes from, what it is for, and how other environments set it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/claims.h"
#include "render/facts/masking.h"

namespace portolan::render {

enum class ValueFrom {
  compose,         ///< under `environment:`, as typed or made from ${VARIABLES}
  env_file,        ///< a file of `env_file:`
  env_template,    ///< the template of an env file that is not in the repository
  shell,           ///< passed on from where compose runs
  build_argument,  ///< under `build: args:`; the container does not see it
  image,           ///< ENV of the Dockerfile
};

/// "compose file", "env file", …
std::string_view words_of(ValueFrom from);

/// A variable of one service.
struct VariableCell {
  const Service* service = nullptr;
  ValueFrom from = ValueFrom::compose;
  std::string value;        ///< as it may be shown
  bool secret = false;      ///< its value is hidden
  std::string note;         ///< "default", "set in .env", "not set here"; "" when typed in full
  std::string granted;      ///< the secret or config whose file it names, "" for none
  Span span;
};

/// How another environment sets it; "" is: in the same way.
struct VariableElsewhere {
  std::size_t environment = 0;
  std::string words;        ///< "not set", "also set, hidden"
  std::string value;        ///< its value there instead
};

struct VariableRow {
  std::string name;                 ///< for output
  std::vector<VariableCell> cells;  ///< in the order of the services
  std::string meaning;              ///< the plan's words, "" when it has none
  std::optional<ClaimView> claim;   ///< the plan's statement about it; a contradicted one before others
  std::vector<std::string> read_by; ///< "health check of db", "program settings.py (line 3)": commands and programs that name it
  std::vector<VariableElsewhere> elsewhere;

  bool secret() const;
};

/// By first appearance.
std::vector<VariableRow> list_environment_variables(const Stack& stack, const StackReport& report, std::size_t environment, const SourceMap& sources);

Verdicts judge_variables(const Stack& stack, const StackReport& report, std::size_t environment);

}  // namespace portolan::render
