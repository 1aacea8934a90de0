#include "load/caddy/caddy.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "load/caddy/caddyfile.h"

namespace portolan::load {

namespace {

using Words = std::vector<Spanned<std::string>>;

/// "/api/*" → "/api/", "/x" → "= /x", "*.php" → "~ \.php$": as nginx writes them. Nothing for what is no path.
std::optional<std::string> path_of(std::string_view pattern) {
  if (pattern == "*" || pattern == "/*") return "/";
  const std::size_t star = pattern.find('*');
  if (pattern.starts_with('/') && star == std::string_view::npos) return fmt::format("= {}", pattern);
  if (pattern.starts_with('/') && star + 1 == pattern.size()) return std::string(pattern.substr(0, star));
  if (!pattern.starts_with('/') && !pattern.starts_with('*')) return std::nullopt;
  std::string expression = pattern.starts_with('/') ? "~ ^" : "~ ";
  for (const char c : pattern.substr(pattern.starts_with('*') ? 1 : 0)) {
    if (c == '*') expression += ".*";
    if (c == '.') expression += '\\';
    if (c != '*') expression += c;
  }
  return expression + "$";
}

/// A site, as its address says: "example.org", "http://x", ":8080", "https://x:8443/path".
/// Source: https://caddyserver.com/docs/caddyfile/concepts#addresses
struct Address {
  std::string name;
  int port = 443;
  bool tls = true;
};

std::optional<Address> read_address(std::string_view text) {
  Address address;
  const bool plain = text.starts_with("http://");
  if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find('/'));
  const std::size_t bracket = text.rfind(']'), brace = text.rfind('}'), colon = text.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket) && (brace == std::string_view::npos || colon > brace);
  const auto port = has_port ? parse_digits(text.substr(colon + 1)) : std::nullopt;
  if (has_port && (!port || *port < 1 || *port > 65535)) return std::nullopt;
  address.name = text.substr(0, has_port ? colon : text.size());
  address.port = port.value_or(plain ? 80 : 443);
  address.tls = !plain && address.port != 80 && !address.name.empty();  // without a name there is nothing to certify
  return address;
}

class Site {
 public:
  Site(ProxyConfig& config, ProxyServer& server) : config_(config), server_(server) {}

  void read(const std::vector<Directive>& lines) {
    for (const Directive& line : lines) {
      if (line.name.value.starts_with('@')) name_matcher(line);
      if (line.name.value == "tls" && !(line.arguments.size() == 1 && line.arguments[0].value == "off")) server_.tls = true;
    }
    read_lines(lines, {{Spanned<std::string>{"/", server_.span}}, {}, false});
  }

 private:
  /// What the blocks around a line have settled.
  struct Around {
    Words paths;               ///< as nginx writes them
    Spanned<std::string> root;
    bool strips = false;       ///< the part that was matched does not reach the server behind
  };

  void name_matcher(const Directive& line) {
    std::optional<Words> paths;
    const auto take = [&](const Words& words) {
      paths.emplace();
      for (const Spanned<std::string>& word : words) {
        if (const auto path = path_of(word.value)) paths->push_back({*path, word.span});
      }
    };
    if (!line.arguments.empty() && line.arguments[0].value == "path") take({line.arguments.begin() + 1, line.arguments.end()});
    if (line.block && line.children.size() == 1 && line.children[0].name.value == "path") take(line.children[0].arguments);
    if (paths) named_[line.name.value] = std::move(*paths);
  }

  /// Cuts the matcher from the front of a directive's words. Nothing when it asks for more than a path: nobody can say then what gets through.
  std::optional<Words> cut_matcher(Words& words, const Words& outer) const {
    if (words.empty()) return outer;
    const std::string& first = words[0].value;
    std::optional<Words> paths;
    if (first.starts_with('@')) {
      const auto named = named_.find(first);
      if (named != named_.end()) paths = named->second;
    } else if (first.starts_with('/') || first == "*") {
      paths.emplace();
      if (const auto path = path_of(first)) paths->push_back({first == "*" ? outer[0].value : *path, words[0].span});
    } else {
      return outer;
    }
    words.erase(words.begin());
    return paths;
  }

  void read_lines(const std::vector<Directive>& lines, Around around) {
    for (const Directive& line : lines) {
      if (line.name.value == "root" && !line.arguments.empty()) around.root = line.arguments.back();
    }
    for (const Directive& line : lines) read_line(line, around);
  }

  void read_line(const Directive& line, const Around& around) {
    const std::string& name = line.name.value;
    constexpr std::array known = {"handle", "handle_path", "route", "reverse_proxy", "php_fastcgi", "file_server", "redir", "respond"};
    if (std::find(known.begin(), known.end(), name) == known.end()) return;
    Words words = line.arguments;
    const bool matchable = name != "redir" || words.size() > 1;  // its only word is where it leads to
    const std::optional<Words> paths = matchable ? cut_matcher(words, around.paths) : around.paths;
    if (!paths || paths->empty()) return;
    if (name == "handle" || name == "handle_path" || name == "route") {
      read_lines(line.children, {*paths, around.root, around.strips || name == "handle_path"});
    } else if (name == "reverse_proxy") {
      proxy(line, words, *paths, around.strips);
    } else if (name == "php_fastcgi" && !words.empty()) {
      add(*paths, "fastcgi_pass", words[0]);
    } else if (name == "file_server" && !around.root.value.empty()) {
      add(*paths, around.strips ? "alias" : "root", around.root);
    } else if (name == "redir" && !words.empty()) {
      const std::string code = words.size() > 1 ? words[1].value : "302";
      add(*paths, "return", {fmt::format("{} {}", code == "permanent" ? "301" : code == "temporary" || code == "html" ? "302" : code, words[0].value), words[0].span});
    } else if (name == "respond" && !words.empty()) {
      const bool only_status = words.size() == 1 && parse_digits(words[0].value);
      add(*paths, "return", {only_status ? words[0].value : words.size() > 1 ? words[1].value : "200", words[0].span});
    }
  }

  void proxy(const Directive& line, Words servers, const Words& paths, bool strips) {
    for (const Directive& child : line.children) {
      if (child.name.value == "to") servers.insert(servers.end(), child.arguments.begin(), child.arguments.end());
    }
    if (servers.empty()) return;
    Spanned<std::string> target = servers[0];
    if (servers.size() > 1) {
      Upstream upstream;
      for (Spanned<std::string>& server : servers) {
        if (const std::size_t scheme = server.value.find("://"); scheme != std::string::npos) server.value.erase(0, scheme + 3);
        upstream.name.value += (upstream.name.value.empty() ? "" : ",") + server.value;
        upstream.servers.push_back(server);
      }
      upstream.name.span = target.span;
      target.value = upstream.name.value;
      config_.upstreams.push_back(std::move(upstream));
    }
    if (target.value.find("://") == std::string::npos) target.value = "http://" + target.value;
    if (target.value.starts_with("h2c://")) target.value.replace(0, 3, "http");
    if (strips) target.value += '/';
    add(paths, "proxy_pass", target);
  }

  void add(const Words& paths, std::string action, const Spanned<std::string>& target) {
    for (const Spanned<std::string>& path : paths) {
      Route route;
      route.path = path;
      route.action = action;
      route.target = target;
      server_.routes.push_back(std::move(route));
    }
  }

  ProxyConfig& config_;
  ProxyServer& server_;
  std::map<std::string, Words, std::less<>> named_;
};

void add_site(const Directive& block, const std::vector<Directive>& lines, ProxyConfig& config) {
  ProxyServer server;
  server.span = block.span;
  Words addresses{block.name};
  addresses.insert(addresses.end(), block.arguments.begin(), block.arguments.end());
  for (Spanned<std::string>& word : addresses) {
    while (word.value.ends_with(',')) word.value.pop_back();
    const auto address = word.value.empty() ? std::nullopt : read_address(word.value);
    if (!address) continue;
    const auto port = static_cast<std::uint16_t>(address->port);
    server.listens.push_back({{port, port}, word.span});
    server.tls = server.tls || address->tls;
    if (!address->name.empty()) server.names.push_back({address->name, word.span});
  }
  Site(config, server).read(lines);
  config.servers.push_back(std::move(server));
}

}  // namespace

ProxyConfig read_caddy(const SourceMap& sources, FileId file, Diagnostics& problems) {
  ProxyConfig config;
  config.file = file;
  config.path = sources.path(file);
  config.dialect = ProxyDialect::caddy;
  const std::string_view text = sources.text(file);
  if (const auto invalid = find_invalid_utf8(text)) {
    const auto at = static_cast<std::uint32_t>(*invalid);
    problems.push_back({.rule = "not-utf8", .span = {file, at, at + 1}, .message = "the Caddyfile is not valid UTF-8", .help = "save the file as UTF-8"});
    return config;
  }
  const std::vector<Directive> lines = read_caddyfile(file, text, problems);
  const bool bare = !lines.empty() && !lines[0].block && lines[0].name.value != "import" &&
                    std::none_of(lines.begin(), lines.end(), [](const Directive& line) { return line.block && line.name.value.find_first_of(".:/") != std::string::npos; });
  if (bare) {  // one site without braces: its addresses are the first line
    add_site(lines[0], {lines.begin() + 1, lines.end()}, config);
    return config;
  }
  for (const Directive& line : lines) {
    const std::string& name = line.name.value;
    if (name == "import" && !line.arguments.empty()) config.includes.push_back(line.arguments[0]);
    if (line.block && !name.empty() && !name.starts_with('(')) add_site(line, line.children, config);
  }
  return config;
}

}  // namespace portolan::load
