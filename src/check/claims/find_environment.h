// Which environments a document means by "dev", "Basic production" or "docker-compose.prod.yml".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"
#include "model/statement.h"

namespace portolan::check {

/// Indices into stack.environments, ascending; none when no environment answers to the phrase. A title, a name or a compose file means that environment
/// alone; a word for a kind ("production") means every environment of the kind, narrowed by the other words of the phrase where they fit ("full prod").
std::vector<std::size_t> find_environments(const Stack& stack, std::string_view phrase);

struct BoundScope {
  std::vector<std::size_t> environments;  ///< ascending
  bool spoken = false;                    ///< the document names environments; otherwise it speaks of all of them
  std::string problem;                    ///< why there are none: "no environment is called \"Staging\""
};

BoundScope bind_scope(const Stack& stack, const Scope& scope);

}  // namespace portolan::check
