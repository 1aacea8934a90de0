// Files beside the compose files: Dockerfiles, proxy configuration, env templates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "model/service.h"

namespace portolan {

/// COPY or ADD of a stage, as far as it takes files from the build context or from another stage.
struct StageCopy {
  std::string from{};                            ///< name or number of a stage, or an image; "" for the build context
  std::vector<Spanned<std::string>> sources{};   ///< paths or patterns; in the context, or in `from`
  Spanned<std::string> target{};                 ///< absolute, seen from the WORKDIR of its place; ends with "/" when it must be a folder
  Span span{};
};

/// One instruction as written, on one line.
struct StageStep {
  std::string instruction{};     ///< upper case
  Spanned<std::string> value{};  ///< the place is that of the whole instruction
};

struct BuildStage {
  Spanned<std::string> base;  ///< as resolved with the defaults of ARG; the name of an earlier stage is possible
  std::string name;           ///< after AS, "" for none
  std::vector<Spanned<PortRange>> exposes;
  std::vector<std::string> copies_from;  ///< stages and images named by COPY --from
  std::vector<StageCopy> copies{};       ///< in source order; those of the stages below it are not among them
  std::optional<Spanned<std::string>> user;
  std::optional<Spanned<std::string>> workdir;
  std::optional<CommandLine> command;
  std::optional<CommandLine> entrypoint;
  std::optional<Spanned<std::string>> health_check;  ///< the command, or "NONE"
  HealthCheck health_options{};                      ///< --interval and its kin of that instruction; nothing else of it is set
  std::vector<Spanned<std::string>> installs;        ///< packages named in apt-get, apk, pip … lines, as far as the text shows
  std::vector<Spanned<std::string>> volumes{};  ///< of VOLUME
  std::vector<Variable> variables{};  ///< of ENV, in source order, names may repeat; those of the stages below it are not among them
  std::vector<Variable> arguments{};  ///< of ARG; without a value when only the build gives one
  std::vector<StageStep> steps{};     ///< all of it but FROM, in source order; those of the stages below it are not among them
  Span span;
};

struct Dockerfile {
  FileId file = FileId::none;
  std::string path;  ///< as the reader takes it
  std::vector<BuildStage> stages;
  std::vector<Variable> arguments{};  ///< of ARG before the first FROM, which only FROM lines see

  /// By name in any case, or by number from 0, among the first `before` stages; their number when there is none.
  std::size_t find_stage(std::string_view name, std::size_t before) const;
  /// What a build with this target makes, "" for the last stage; nothing when there is no such stage.
  const BuildStage* find_target(std::string_view target) const;
  /// The stage and those that it is based on, nearest first. `stage` must be one of this Dockerfile.
  std::vector<const BuildStage*> chain_of(const BuildStage& stage) const;
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
  std::optional<Spanned<std::string>> otherwise{};  ///< what stands last in try_files: "@app", "/index.html", "=404"
  Spanned<std::string> rule{};                      ///< the whole condition, when more than names and a path decide; "" for none
  std::vector<Spanned<std::string>> includes{};     ///< patterns of files that are read in the place of the line, as written
};

struct ProxyServer {
  std::vector<Spanned<PortRange>> listens;
  std::vector<Spanned<std::string>> names;
  std::vector<Route> routes;
  std::optional<Spanned<std::string>> answer{};  ///< of a `return` outside the locations, which no request gets past: "301 https://…"
  std::optional<Spanned<std::string>> root{};    ///< folder that files come from where no location says otherwise
  bool tls = false;
  Span span;
  std::vector<Spanned<std::string>> open_listens{};  ///< whose ports stand elsewhere: "${PORT}", "websecure"
  std::vector<Spanned<std::string>> includes{};      ///< patterns of files whose locations belong to this server, as written
  std::optional<Route> direct{};  ///< what is done outside of locations: proxy_pass of a stream; in a part also its headers for the server behind
  bool stream = false;            ///< hands on connections, whatever is asked in them
};

/// A door of Traefik: `entryPoints.NAME`.
struct EntryPoint {
  Spanned<std::string> name{};
  Spanned<PortRange> port{};
  Spanned<std::string> redirects_to{};  ///< another entry point, "" for none
  bool tls = false;                     ///< for all routers that listen there
};

/// A line of nginx configuration that is no block: "client_max_body_size 20m".
struct ProxyDirective {
  Spanned<std::string> name{};
  Spanned<std::string> value{};  ///< its arguments with single blanks
  std::string route{};           ///< path of the location around it as written, "" outside of locations
};

enum class ProxyDialect { nginx, caddy, traefik };

struct ProxyConfig {
  FileId file = FileId::none;
  std::string path;
  ProxyDialect dialect = ProxyDialect::nginx;
  std::vector<Upstream> upstreams;
  std::vector<ProxyServer> servers;
  std::vector<Spanned<std::string>> includes{};  ///< patterns of files that are read in the place of the line, as written; those within servers are not among them
  std::optional<ProxyServer> part{};    ///< what stands outside of any server, in a file that is included within one
  std::vector<EntryPoint> entry_points{};
  std::vector<ProxyDirective> directives{};      ///< of nginx, in source order
};

/// A place where a script or a program of the stack asks for a variable of its environment.
struct VariableRead {
  Spanned<std::string> name;
  std::string path{};        ///< of the file, as the reader takes it
  bool has_default = false;  ///< the program has a value of its own for it

  bool operator==(const VariableRead&) const = default;
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
