// The way of a request through a reverse proxy: host port → proxy → routes → services → what those wait for.
#pragma once

#include <string>
#include <vector>

#include "model/stack.h"

namespace portolan::render {

struct RouteFact {
  std::string listens;               ///< "80", "443 (TLS)", "" when the configuration does not say
  std::string path;                  ///< as written: "/static/", "= /health"
  std::string outcome;               ///< "goes to web:8000", "answers with files in /app/media/", "answers 301 https://…"
  const Service* service = nullptr;  ///< that it goes to
  Span span;
};

struct RequestPath {
  const Service* proxy = nullptr;
  std::vector<RouteFact> routes;         ///< in the order of the configuration
  std::vector<const Service*> targets;   ///< services that routes go to, each once
  std::vector<const Service*> behind;    ///< services that those wait for, each once
};

/// One for each service of the environment that a proxy configuration of the stack is mounted into (or copied into its build).
std::vector<RequestPath> find_request_paths(const Stack& stack, const Environment& environment);

}  // namespace portolan::render
