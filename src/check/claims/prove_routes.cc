#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/find_service.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/running_proxies.h"

namespace portolan::check {
namespace {

/// A server block, and the proxy that it belongs to.
struct Server {
  const ProxyServer* server;
  const RunningProxy* proxy;
};

/// The proxies that this environment runs. A configuration that no service of it reads vouches for nothing.
std::vector<Server> servers_of(const std::vector<RunningProxy>& proxies) {
  std::vector<Server> servers;
  for (const RunningProxy& proxy : proxies) {
    for (const ProxyServer& server : proxy.servers) {
      if (!server.answer && !server.stream) servers.push_back({&server, &proxy});  // what answers everything itself has no use for its routes
    }
  }
  return servers;
}

std::string normal_route(std::string_view path) {
  std::string text = unquoted(path);
  for (const std::string_view modifier : {"= ", "^~ "}) {
    if (text.starts_with(modifier)) text = std::string(trim(std::string_view(text).substr(modifier.size())));
  }
  while (text.ends_with('*')) text.pop_back();
  while (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

/// The route that answers for a path: an exact one, else the longest prefix, as nginx chooses. Regular expressions are not tried.
/// Source: https://nginx.org/en/docs/http/ngx_http_core_module.html#location
const Route* find_route(const ProxyServer& server, std::string_view written) {
  const std::string path = normal_route(written);
  const Route* best = nullptr;
  std::size_t longest = 0;
  for (const Route& route : server.routes) {
    if (route.path.value.starts_with("~") || route.path.value.starts_with('@') || !route.rule.value.empty()) continue;
    const std::string prefix = normal_route(route.path.value);
    if (prefix == path) return &route;
    const bool exact_only = route.path.value.starts_with("= ");
    if (exact_only || !path.starts_with(prefix) || prefix.size() < longest) continue;
    best = &route;
    longest = prefix.size();
  }
  return best;
}

/// "web:8000" or "web" of a proxied address; the names of upstreams are replaced by their servers.
std::vector<std::string> backends_of(const Server& server, const Route& route) {
  std::vector<std::string> backends;
  for (const Spanned<std::string>& backend : backends_of(*server.proxy, route.target)) backends.push_back(backend.value);
  return backends;
}

bool is_handed_on(const Route& route) { return route.action.ends_with("_pass"); }

std::string host_of(std::string_view backend) { return std::string(backend.substr(0, backend.find(':'))); }

enum class Fit { fits, differs, unknown };

/// "`web:8000`", "web", "http://web:8000", "the backend".
Fit fits_backend(const Scene& scene, const std::string& backend, std::string_view written) {
  const std::string text = unquoted(written);
  for (std::string word : plain_words(text)) {
    if (const std::size_t scheme = word.find("://"); scheme != std::string::npos) word = word.substr(scheme + 3);
    while (word.ends_with('/')) word.pop_back();
    const std::size_t colon = word.find(':');
    if (colon == std::string::npos || !parse_digits(std::string_view(word).substr(colon + 1))) continue;
    return word == to_lower(backend) ? Fit::fits : Fit::differs;
  }
  if (const Service* service = find_service_by_words(scene.stack, scene.environment, text).service) {
    const std::string host = host_of(backend);
    const bool same = service->name.value == host || (service->container_name && service->container_name->value == host) ||
                      std::any_of(service->networks.begin(), service->networks.end(), [&](const NetworkAttachment& attachment) {
                        return std::find(attachment.aliases.begin(), attachment.aliases.end(), host) != attachment.aliases.end();
                      });
    return same ? Fit::fits : Fit::differs;
  }
  return to_lower(text) == to_lower(host_of(backend)) ? Fit::fits : Fit::unknown;
}

/// "files in `/app/staticfiles/`": the folder that the document names.
std::optional<std::string> folder_in(std::string_view written) {
  for (const std::string& word : plain_words(written)) {
    if (word.size() > 1 && word.front() == '/') return normal_route(word);
  }
  return std::nullopt;
}

Fit fits_route(const Scene& scene, const Server& server, const Route& route, std::string_view written);

/// "try_files $uri @app", "try_files $uri /index.php": what a request without a file comes to. Differs when there is no such thing.
Fit fits_otherwise(const Scene& scene, const Server& server, const Route& route, std::string_view written) {
  if (!route.otherwise || route.otherwise->value.starts_with('=')) return Fit::differs;
  const std::string& target = route.otherwise->value;
  const auto named = std::find_if(server.server->routes.begin(), server.server->routes.end(), [&](const Route& other) { return other.path.value == target; });
  if (target.starts_with('@')) return named != server.server->routes.end() && is_handed_on(*named) && fits_route(scene, server, *named, written) == Fit::fits ? Fit::fits : Fit::unknown;
  const bool page = target.ends_with(".html") || target.find("$uri") != std::string::npos;
  return page ? Fit::differs : Fit::unknown;
}

Fit fits_route(const Scene& scene, const Server& server, const Route& route, std::string_view written) {
  if (is_handed_on(route)) {
    Fit best = Fit::unknown;
    for (const std::string& backend : backends_of(server, route)) {
      const Fit fit = fits_backend(scene, backend, written);
      if (fit == Fit::fits) return fit;
      if (fit == Fit::differs) best = fit;
    }
    return best == Fit::unknown && folder_in(written) ? Fit::differs : best;
  }
  if (route.action == "alias" || route.action == "root" || route.action.empty()) {
    const Fit otherwise = fits_otherwise(scene, server, route, written);
    if (otherwise != Fit::differs) return otherwise;
    const std::optional<std::string> folder = folder_in(written);
    if (folder && route.target.value.empty()) return Fit::unknown;
    if (folder) return *folder == to_lower(normal_route(route.target.value)) ? Fit::fits : Fit::differs;
    const bool names_service = find_service_by_words(scene.stack, scene.environment, written).service != nullptr;
    return names_service ? Fit::differs : Fit::unknown;
  }
  for (const std::string& word : plain_words(written)) {
    if (parse_digits(word)) return split_words(route.target.value).front() == word ? Fit::fits : Fit::differs;
  }
  return find_service_by_words(scene.stack, scene.environment, written).service ? Fit::differs : Fit::unknown;
}

std::string words_of(const Server& server, const Route& route) {
  if (is_handed_on(route)) return fmt::format("hands it to {}", quoted(join(backends_of(server, route), ", ")));
  if (route.action == "return") return fmt::format("answers {}", quoted(route.target.value));
  if (route.action == "internal") return "answers itself";
  if (route.target.value.empty()) return "serves files";
  return fmt::format("serves files from {}", quoted(route.target.value));
}

}  // namespace

Judgement prove(const RoutesPath& fact, const Scene& scene) {
  const std::vector<RunningProxy> proxies = running_proxies(scene.stack, scene.environment);
  const std::vector<Server> servers = servers_of(proxies);
  if (servers.empty()) return absent("no proxy configuration was found", {});
  Judgement result = absent(fmt::format("no proxy has a route for {}", quoted(unquoted(fact.path.value))), fact.path.span);
  for (const Server& server : servers) {
    const Route* route = find_route(*server.server, fact.path.value);
    if (!route) continue;
    const Span place = route->target.span.known() ? route->target.span : route->path.span;
    const std::string reason = fmt::format("the proxy {}", words_of(server, *route));
    const Fit fit = fits_route(scene, server, *route, fact.target.value);
    if (fit == Fit::fits) return holds(reason, {route->path.span, place});
    if (fit == Fit::unknown && result.proof == Proof::absent) result = open(reason);
    if (fit == Fit::differs && result.proof != Proof::refuted) result = refuted(reason, fact.target.span, {place});
  }
  return result;
}

}  // namespace portolan::check
