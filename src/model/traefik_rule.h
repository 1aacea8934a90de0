// What rules of Traefik's routers let through.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/companion.h"

namespace portolan {

/// Requests for one of the names, any name when there is none, to one of the paths, any path when there is none.
struct TraefikTerm {
  std::vector<std::string> names{};
  struct Path {
    std::string path;
    bool exact = false;

    bool operator==(const Path&) const = default;
  };
  std::vector<Path> paths{};
  bool plain = true;  ///< nothing but names and paths decides

  bool operator==(const TraefikTerm&) const = default;
};

/// What the rule lets through, as terms of which one must hold. What it cannot say so (a header, a method, "not", a pattern) makes its term no plain one.
/// Shape:  Host(`a`, `b`) && (PathPrefix(`/x`) || Path(`/y`)); quotes may be backticks or double quotes. At most 64 terms, 32 levels and 4 KiB;
/// what is longer is one term that is no plain one.
/// Source: https://doc.traefik.io/traefik/routing/routers/#rule
std::vector<TraefikTerm> read_traefik_rule(std::string_view text);

/// What of a middleware changes where a request goes.
struct TraefikMiddleware {
  bool strips = false;      ///< the path that the rule names
  std::string scheme{};     ///< of a redirection to another one
  std::string replacement{};  ///< of a redirection by a pattern
  bool permanent = false;
};

/// What is left to do for a route behind the middleware: nothing more when it has become an answer, false then.
bool go_through(const TraefikMiddleware& middleware, Route& route);

/// A server for each term of the rule, made from `door`, which has its ports, and `route`, which says what is done.
std::vector<ProxyServer> servers_behind(const Spanned<std::string>& rule, const ProxyServer& door, const Route& route);

}  // namespace portolan
