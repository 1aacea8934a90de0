#include "check/traefik_doors.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "check/knowledge/process.h"

namespace portolan::check {

static const Service* find_traefik(const Environment& environment) {
  for (const Service& service : environment.services) {
    if (!service.image_reference) continue;
    const std::string& name = service.image_reference->repository;
    if (name == "traefik" || name.ends_with("/traefik")) return &service;
  }
  return nullptr;
}

TraefikDoors::TraefikDoors(const Stack& stack, const Environment& environment) : service_(find_traefik(environment)) {
  if (!service_) return;
  for (const GivenConfig& given : configs_of(stack, environment, *service_)) {
    if (given.config->dialect != ProxyDialect::traefik) continue;
    files_.push_back(given);
    points_.insert(points_.end(), given.config->entry_points.begin(), given.config->entry_points.end());
  }
  for (const ProcessWord& word : process_of(stack, *service_).words) {
    if (!word.text.starts_with("--")) continue;
    const std::size_t equals = std::min(word.text.find('='), word.text.size());
    take_setting(to_lower(std::string_view(word.text).substr(2, equals - 2)), {word.text.substr(std::min(equals + 1, word.text.size())), word.line});
  }
  for (const Variable& variable : service_->environment) {
    std::string key = to_lower(variable.name.value);
    if (!key.starts_with("traefik_") || !variable.value) continue;
    std::replace(key.begin(), key.end(), '_', '.');
    take_setting(std::string_view(key).substr(8), *variable.value);
  }
}

/// "entrypoints.web.address", ":80".
void TraefikDoors::take_setting(std::string_view key, const Spanned<std::string>& value) {
  if (key == "providers.docker.exposedbydefault") exposed_by_default_ = value.value != "false";
  constexpr std::string_view start = "entrypoints.";
  if (!key.starts_with(start)) return;
  key.remove_prefix(start.size());
  const std::string_view name = key.substr(0, key.find('.'));
  key.remove_prefix(std::min(name.size() + 1, key.size()));
  if (key == "address") {
    std::string_view text = value.value;
    text = text.substr(0, text.find('/'));  // ":443/udp"
    const std::size_t colon = text.rfind(':');
    const auto number = parse_digits(text.substr(colon == std::string_view::npos ? 0 : colon + 1));
    if (number && *number >= 1 && *number <= 65535) point(name, value.span).port = {{static_cast<std::uint16_t>(*number), static_cast<std::uint16_t>(*number)}, value.span};
  } else if (key == "http.redirections.entrypoint.to") {
    point(name, value.span).redirects_to = {to_lower(value.value), value.span};
  } else if (key == "http.tls" || key.starts_with("http.tls.")) {
    point(name, value.span).tls = value.value != "false";
  }
}

EntryPoint& TraefikDoors::point(std::string_view name, const Span& span) {
  const auto found = std::find_if(points_.begin(), points_.end(), [&](const EntryPoint& each) { return equals_ignoring_case(each.name.value, name); });
  if (found != points_.end()) return *found;
  points_.push_back({.name = {std::string(name), span}});
  return points_.back();
}

const EntryPoint* TraefikDoors::find(std::string_view name) const {
  const auto found = std::find_if(points_.begin(), points_.end(), [&](const EntryPoint& each) { return equals_ignoring_case(each.name.value, name) && each.port.value.first > 0; });
  return found == points_.end() ? nullptr : &*found;
}

void TraefikDoors::open(ProxyServer& server) const {
  std::vector<Spanned<std::string>> names = std::exchange(server.open_listens, {});
  if (names.empty()) {
    for (const EntryPoint& each : points_) names.push_back({each.name.value, server.span});
  }
  const auto redirects = [&](const Spanned<std::string>& name) {
    const EntryPoint* known = find(name.value);
    return known && !known->redirects_to.value.empty();
  };
  if (!std::all_of(names.begin(), names.end(), redirects)) std::erase_if(names, redirects);
  for (Spanned<std::string>& name : names) {
    if (const EntryPoint* known = find(name.value)) {
      server.listens.push_back({known->port.value, name.span});
      server.tls = server.tls || known->tls;
    } else {
      server.open_listens.push_back(std::move(name));
    }
  }
}

std::vector<ProxyServer> TraefikDoors::redirections() const {
  std::vector<ProxyServer> servers;
  for (const EntryPoint& each : points_) {
    if (each.redirects_to.value.empty() || each.port.value.first == 0) continue;
    ProxyServer server;
    server.span = each.redirects_to.span;
    server.listens.push_back(each.port);
    const EntryPoint* to = find(each.redirects_to.value);
    const int port = to ? to->port.value.first : parse_digits(each.redirects_to.value.substr(each.redirects_to.value.starts_with(':') ? 1 : 0)).value_or(443);
    server.answer = Spanned<std::string>{port == 443 ? "301 https://$host$request_uri" : fmt::format("301 https://$host:{}$request_uri", port), each.redirects_to.span};
    servers.push_back(std::move(server));
  }
  return servers;
}

bool TraefikDoors::lets_through(const Service& service) const {
  for (const Label& label : service.labels) {
    if (equals_ignoring_case(label.key.value, "traefik.enable")) return !equals_ignoring_case(label.value.value, "false");
  }
  return exposed_by_default_;
}

}  // namespace portolan::check
