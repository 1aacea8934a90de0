// Which path of which address leads to which service: proxy configuration resolved against the environment that runs it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source_map.h"
#include "model/stack.h"

namespace portolan::render {

/// One server that a request is handed to.
struct RouteHop {
  std::string address;                ///< "web:8000"
  const Service* service = nullptr;   ///< nullptr: broken, or outside of the environment
  std::vector<std::string> networks;  ///< over which the proxy reaches it
  std::string fault;                  ///< why it cannot work: "no service is called \"api\""; "" when nothing speaks against it
  std::string remark;                 ///< "another host", "the files know only of port 8000 there"; "" for none
  Span span;
};

struct ProxyRoute {
  enum class Match { prefix, exact, pattern, internal, everything } match = Match::prefix;
  std::string rule;              ///< the whole condition, when there is more to it than name and path
  std::string path;              ///< without the sign that says how it is matched: "/api/", "\.php$"
  std::vector<RouteHop> hops;    ///< none for what the proxy answers itself
  std::string upstream;          ///< name of the group that the hops come from, "" for none
  std::string passed_as;         ///< what the matched part of the path is replaced with, "" when the path stays as it is
  std::string outcome;           ///< of a route without hops: "files in /app/media/", "redirects to https://… (301)"
  bool unreached = false;        ///< the server answers before it gets here
  std::optional<Span> upgrade;   ///< where WebSockets are let through
  std::string url;               ///< what one types to get here, "" when no host port leads here or no one address does
  Span span;                     ///< of the path
  Span target;                   ///< of what it does; unknown when nothing says so
};

/// Routes that share ports and names.
struct RouteBlock {
  std::string listens;             ///< ports, or names of entry points whose ports are not known: "80", "443 (TLS)", "websecure"
  std::vector<std::string> names;  ///< as written; none: every name
  std::vector<std::string> ways;   ///< host ports that lead here: ":80", "127.0.0.1:8443"
  std::vector<ProxyRoute> routes;  ///< in the order of the file
  Span span;
};

/// One configuration in one service.
struct ProxyFact {
  const Service* proxy = nullptr;  ///< nullptr: it runs outside of this environment
  std::string kind;                ///< "nginx", "Traefik"
  Span configuration;              ///< the file, or the first label
  Span given;                      ///< the mount, grant or build that brings the file into the service; unknown for labels
  std::vector<RouteBlock> blocks;
};

/// Services in source order. Configurations that no service of the environment gets are not among them. What a secret was found in, a password in
/// an address, a token in a path, is masked already.
std::vector<ProxyFact> list_routes(const Stack& stack, const Environment& environment, const SourceMap& sources);

/// The page of an environment shows so many routes; what it leaves out has no anchor there.
inline constexpr std::size_t most_routes_of_page = 120;

/// "goes to web:8000", "answers with files in /app/media/": one route in words.
std::string words_of(const ProxyRoute& route);

}  // namespace portolan::render
