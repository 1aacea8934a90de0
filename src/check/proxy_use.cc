#include "check/proxy_use.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/file_reader.h"
#include "base/path_pattern.h"
#include "base/text.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"
#include "model/landing.h"

namespace portolan::check {

namespace {

/// What the main files of those images include, below their folders.
constexpr std::array<std::string_view, 6> usual_includes = {"conf.d/*.conf", "http.d/*.conf", "sites-enabled/*", "sites-available/*", "server_blocks/*.conf", "site-confs/*.conf"};

constexpr std::string_view template_folder = "/etc/nginx/templates/";
constexpr std::string_view template_ending = ".template";

/// The folder in which the server of this dialect looks for its configuration, when the file lies below it; else "".
/// Source: https://caddyserver.com/docs/conventions#file-locations, https://frankenphp.dev/docs/config/, https://doc.traefik.io/traefik/getting-started/configuration-overview/
std::string home_of(const ProxyConfig& config, std::string_view path) {
  if (config.dialect == ProxyDialect::nginx) return std::string(nginx_folder_of(path));
  if (config.dialect == ProxyDialect::traefik) return path.starts_with("/etc/traefik/") ? "/etc/traefik" : "";
  for (const std::string_view folder : {"/etc/caddy", "/etc/frankenphp"}) {
    if (path.starts_with(folder) && path.substr(folder.size()).starts_with('/')) return std::string(folder);
  }
  return {};
}

bool is_exactly(std::string_view path, std::string_view pattern) {
  if (path.starts_with('/') != pattern.starts_with('/')) return false;
  const auto rest = below_pattern(path.substr(path.starts_with('/') ? 1 : 0), pattern.substr(pattern.starts_with('/') ? 1 : 0));
  return rest && rest->empty();
}

/// The official image fills in templates when it starts, and writes them into conf.d.
std::string path_when_running(const std::string& path) {
  if (!path.starts_with(template_folder) || !path.ends_with(template_ending)) return path;
  const std::string name = path.substr(template_folder.size(), path.size() - template_folder.size() - template_ending.size());
  return "/etc/nginx/conf.d/" + name;
}

class Choice {
 public:
  Choice(const Stack& stack, const Environment& environment, const Service& service) : stack_(stack), environment_(environment), service_(service) {
    const Process process = process_of(stack, service);
    for (const ProcessWord& word : process.words) words_.push_back(word.text);
    starts_otherwise_ = process.entrypoint_replaced || process.command_replaced;
  }

  std::vector<GivenConfig> choose() {
    collect();
    for (const GivenConfig& given : found_) {
      if (given.config->dialect == ProxyDialect::traefik) live_.push_back(&given);
    }
    if (const GivenConfig* main = find_main()) {
      follow(*main);
    } else {
      for (const GivenConfig& given : found_) {
        const std::string folder = home_of(*given.config, given.path);
        const auto fits = [&](std::string_view pattern) { return is_exactly(given.path, join_path(folder, pattern)); };
        if (!folder.empty() && std::any_of(usual_includes.begin(), usual_includes.end(), fits)) follow(given);
      }
    }
    if (live_.empty()) return std::move(found_);  // a layout that nobody told us of
    std::vector<GivenConfig> chosen;
    for (const GivenConfig& given : found_) {
      if (std::find(live_.begin(), live_.end(), &given) != live_.end()) chosen.push_back(given);
    }
    return chosen;
  }

 private:
  void collect() {
    const ImageFacts* facts = find_service_facts(stack_, service_);
    const bool moves = starts_otherwise_ && facts && facts->role == ServiceRole::proxy;
    for (const ProxyConfig& config : stack_.proxies) {
      for (const Landing& landing : landings_of(stack_, environment_, service_, config.path)) {
        // Traefik is told of its files in ways too many to follow. Outside of the folders that the server knows a file counts when the command names it, or when a script of a proxy may bring it to its place.
        const bool named = std::any_of(words_.begin(), words_.end(), [&](const std::string& word) { return word.find(landing.path) != std::string::npos; });
        const bool given = config.dialect == ProxyDialect::traefik && service_.image_reference && service_.image_reference->repository.ends_with("traefik");
        if (home_of(config, landing.path).empty() && !named && !moves && !given) continue;
        found_.push_back({&config, path_when_running(landing.path), landing.span});
        break;
      }
    }
  }

  const GivenConfig* find_at(std::string_view path) const {
    const auto found = std::find_if(found_.begin(), found_.end(), [&](const GivenConfig& given) { return given.path == path; });
    return found == found_.end() ? nullptr : &*found;
  }

  const GivenConfig* find_main() const {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      if (words_[i] != "-c" && words_[i] != "--config") continue;
      if (const GivenConfig* main = find_at(words_[i + 1])) return main;
    }
    const auto main = std::find_if(found_.begin(), found_.end(), [](const GivenConfig& given) {
      const std::string folder = home_of(*given.config, given.path);
      return !folder.empty() && given.path == join_path(folder, given.config->dialect == ProxyDialect::caddy ? "Caddyfile" : "nginx.conf");
    });
    return main == found_.end() ? nullptr : &*main;
  }

  void follow(const GivenConfig& given) {
    if (std::find(live_.begin(), live_.end(), &given) != live_.end()) return;
    live_.push_back(&given);
    for (const std::string& pattern : all_includes(*given.config)) {
      for (const GivenConfig* other : included(found_, given, pattern)) follow(*other);
    }
  }

  /// Those of the file, of its servers and of their locations.
  static std::vector<std::string> all_includes(const ProxyConfig& config) {
    std::vector<std::string> patterns;
    const auto add = [&](const std::vector<Spanned<std::string>>& includes) {
      for (const Spanned<std::string>& include : includes) {
        if (std::find(patterns.begin(), patterns.end(), include.value) == patterns.end()) patterns.push_back(include.value);
      }
    };
    const auto add_server = [&](const ProxyServer& server) {
      add(server.includes);
      for (const Route& route : server.routes) add(route.includes);
    };
    add(config.includes);
    for (const ProxyServer& server : config.servers) add_server(server);
    if (config.part) add_server(*config.part);
    return patterns;
  }

  const Stack& stack_;
  const Environment& environment_;
  const Service& service_;
  std::vector<std::string> words_;  // of the process
  bool starts_otherwise_ = false;   // than its image does
  std::vector<GivenConfig> found_;
  std::vector<const GivenConfig*> live_;
};

}  // namespace

/// Patterns are seen from the folder of nginx's main file, whatever file they stand in; those of Caddy from the file itself.
std::vector<const GivenConfig*> included(const std::vector<GivenConfig>& configs, const GivenConfig& from, std::string_view pattern) {
  const std::string folder = from.config->dialect == ProxyDialect::caddy ? folder_of(from.path) : home_of(*from.config, from.path);
  const std::string whole = join_path(folder, pattern);
  std::vector<const GivenConfig*> named;
  for (const GivenConfig& other : configs) {
    if (is_exactly(other.path, whole)) named.push_back(&other);
  }
  return named;
}

std::vector<GivenConfig> configs_of(const Stack& stack, const Environment& environment, const Service& service) {
  return Choice(stack, environment, service).choose();
}

}  // namespace portolan::check
