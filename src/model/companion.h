// Files beside the compose files: Dockerfiles, proxy configuration, env templates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "model/service.h"

namespace portolan {

struct BuildStage {
  Spanned<std::string> base;  ///< as resolved with the defaults of ARG; the name of an earlier stage is possible
  std::string name;           ///< after AS, "" for none
  std::vector<Spanned<PortRange>> exposes;
  std::vector<std::string> copies_from;  ///< stages and images named by COPY --from
  std::optional<Spanned<std::string>> user;
  std::optional<Spanned<std::string>> workdir;
  std::optional<CommandLine> command;
  std::optional<CommandLine> entrypoint;
  std::optional<Spanned<std::string>> health_check;  ///< the command, or "NONE"
  HealthCheck health_options{};                      ///< --interval and its kin of that instruction; nothing else of it is set
  std::vector<Spanned<std::string>> installs;        ///< packages named in apt-get, apk, pip … lines, as far as the text shows
  std::vector<Variable> variables{};  ///< of ENV, in source order, names may repeat; those of the stages below it are not among them
  std::vector<Variable> arguments{};  ///< of ARG; without a value when only the build gives one
  Span span;
};

struct Dockerfile {
  FileId file = FileId::none;
  std::string path;  ///< as the reader takes it
  std::vector<BuildStage> stages;
  std::vector<Variable> arguments{};  ///< of ARG before the first FROM, which only FROM lines see
};

struct Upstream {
  Spanned<std::string> name;
  std::vector<Spanned<std::string>> servers;  ///< "backend:8000"
};

struct Route {
  Spanned<std::string> path;    ///< "/api", "= /health", "~ \.php$": as written after `location`
  std::string action;           ///< "proxy_pass", "root", "alias", "return"
  Spanned<std::string> target;  ///< "http://backend", "/usr/share/nginx/html", "301 https://…"
  std::optional<Span> upgrade{};  ///< where the header Upgrade is passed on, which WebSockets need
};

struct ProxyServer {
  std::vector<Spanned<PortRange>> listens;
  std::vector<Spanned<std::string>> names;
  std::vector<Route> routes;
  std::optional<Spanned<std::string>> answer{};  ///< of a `return` outside the locations, which no request gets past: "301 https://…"
  std::optional<Spanned<std::string>> root{};    ///< folder that files come from where no location says otherwise
  bool tls = false;
  Span span;
};

struct ProxyConfig {
  FileId file = FileId::none;
  std::string path;
  std::vector<Upstream> upstreams;
  std::vector<ProxyServer> servers;
};

/// `package.json`, as far as it says what `npm run NAME` starts.
struct PackageManifest {
  struct Script {
    Spanned<std::string> name;
    Spanned<std::string> command;
  };
  FileId file = FileId::none;
  std::string path;  ///< as the reader takes it
  std::vector<Script> scripts;
};

/// `.env.example` and its kin: names that are meant to be filled in.
struct EnvTemplate {
  FileId file = FileId::none;
  std::string path;
  std::vector<Variable> variables;
};

/// What stands on the disk below the stack's folder, so that rules can ask whether a path exists without a disk.
struct PathInventory {
  std::vector<std::string> files;    ///< sorted, relative to the folder of the stack
  std::vector<std::string> folders;  ///< sorted
  bool complete = true;              ///< false when the listing was cut at its limit: absence proves nothing then

  bool has_file(std::string_view path) const;
  bool has_folder(std::string_view path) const;
};

}  // namespace portolan
