// Lines of nginx configuration that stand in documents: does the proxy say the same?
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/find_service.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/proxy_use.h"

namespace portolan::check {
namespace {

/// What the services of this environment read; of one service when it is given.
std::vector<const ProxyConfig*> configs_in(const Scene& scene, const Service* named) {
  std::vector<const ProxyConfig*> configs;
  for (const Service& service : scene.environment.services) {
    if (named && named != &service) continue;
    for (const GivenConfig& given : configs_of(scene.stack, scene.environment, service)) {
      if (given.config->dialect == ProxyDialect::nginx) configs.push_back(given.config);
    }
  }
  return configs;
}

/// Directives whose first argument says what is set: "proxy_set_header Host $host".
bool is_keyed(std::string_view name) {
  constexpr auto keyed = std::to_array<std::string_view>({"add_header", "error_page", "fastcgi_param", "map", "proxy_set_header", "set", "uwsgi_param"});
  return std::find(keyed.begin(), keyed.end(), name) != keyed.end();
}

/// Directives that stand there several times, each for itself.
bool is_repeated(std::string_view name) {
  constexpr auto repeated = std::to_array<std::string_view>({"access_log", "allow", "deny", "limit_req", "limit_req_zone", "listen", "proxy_hide_header", "return", "rewrite", "server"});
  return std::find(repeated.begin(), repeated.end(), name) != repeated.end();
}

std::string key_of(std::string_view value) { return to_lower(value.substr(0, value.find(' '))); }

/// "/api/" and "/api".
std::string plain_route(std::string_view route) {
  while (route.size() > 1 && route.ends_with('/')) route.remove_suffix(1);
  return std::string(route);
}

/// A line outside of locations holds for those that do not say otherwise.
bool may_hold_for(const ProxyDirective& directive, const std::string& route) { return directive.route.empty() || plain_route(directive.route) == plain_route(route); }

bool has_route(const std::vector<const ProxyConfig*>& configs, const std::string& route) {
  return std::any_of(configs.begin(), configs.end(), [&](const ProxyConfig* config) {
    return std::any_of(config->servers.begin(), config->servers.end(), [&](const ProxyServer& server) {
      return std::any_of(server.routes.begin(), server.routes.end(), [&](const Route& own) { return plain_route(own.path.value) == plain_route(route); });
    });
  });
}

std::string say(const SetsDirective& fact) { return is_keyed(fact.name.value) ? fmt::format("{} {}", fact.name.value, fact.value.value.substr(0, fact.value.value.find(' '))) : fact.name.value; }

const ProxyDirective* find_same(const ProxyConfig& config, const SetsDirective& fact) {
  const auto found = std::find_if(config.directives.begin(), config.directives.end(), [&](const ProxyDirective& directive) {
    return directive.name.value == fact.name.value && equals_ignoring_case(directive.value.value, fact.value.value) && (fact.route.empty() || may_hold_for(directive, fact.route));
  });
  return found == config.directives.end() ? nullptr : &*found;
}

}  // namespace

Judgement prove(const SetsDirective& fact, const Scene& scene) {
  const Service* named = fact.service.value.empty() ? nullptr : find_service_by_words(scene.stack, scene.environment, fact.service.value).service;
  // A heading about the proxy may stand above a line of the web server behind it.
  for (const ProxyConfig* config : configs_in(scene, nullptr)) {
    if (const ProxyDirective* same = find_same(*config, fact)) return holds(fmt::format("nginx sets {} so", quoted(say(fact))), {same->name.span});
  }
  const std::vector<const ProxyConfig*> configs = configs_in(scene, named);
  if (configs.empty()) return open("no service of it reads nginx configuration that is known");
  const ProxyDirective* other = nullptr;   // sets it to something else, for the same route
  const ProxyDirective* beside = nullptr;  // sets it for another route
  for (const ProxyConfig* config : configs) {
    for (const ProxyDirective& directive : config->directives) {
      if (directive.name.value != fact.name.value) continue;
      if (is_keyed(fact.name.value) && key_of(directive.value.value) != key_of(fact.value.value)) continue;
      const bool here = fact.route.empty() || may_hold_for(directive, fact.route);
      if (here && !other) other = &directive;
      if (!here && !beside) beside = &directive;
    }
  }
  const bool includes = std::any_of(configs.begin(), configs.end(), [](const ProxyConfig* config) { return !config->includes.empty(); });
  if (other && !is_repeated(fact.name.value)) return refuted(fmt::format("nginx sets {} to {}", quoted(say(fact)), quoted(scene.sources.shown(other->value.span))), fact.value.span, {other->value.span});
  if (!fact.route.empty() && !has_route(configs, fact.route)) return open(fmt::format("no proxy has a route for {}", quoted(fact.route)));
  if (beside) return open(fmt::format("nginx sets {} for {}", quoted(say(fact)), quoted(beside->route)));
  if (includes || is_repeated(fact.name.value)) return open(fmt::format("the files that were read do not set {} so", quoted(say(fact))));
  return refuted(fmt::format("nginx does not set {}", quoted(say(fact))), fact.name.span, {Span{configs.front()->file, 0, 0}});
}

}  // namespace portolan::check
