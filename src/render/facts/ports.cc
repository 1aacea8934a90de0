#include "render/facts/ports.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "check/knowledge/images.h"

namespace portolan::render {

std::string_view words_of(Audience audience) {
  switch (audience) {
    case Audience::everyone: return "all interfaces";
    case Audience::this_machine: return "this machine";
    case Audience::its_networks: return "its networks";
    case Audience::nobody: return "nobody";
  }
  return "nobody";
}

std::string host_text(const PortFact& port) {
  if (!port.open()) return {};
  const std::string number = port.host ? to_string(*port.host) : "any free port";
  if (!port.host_ip.empty()) return fmt::format("{}:{}", port.host_ip, number);
  return port.host ? ":" + number : number;
}

std::string container_text(const PortFact& port) {
  const std::string number = to_string(port.container);
  return port.protocol == "tcp" ? number : fmt::format("{}/{}", number, port.protocol);
}

static Audience audience_of_unpublished(const Service& service) {
  if (!service.network_mode) return service.networks.empty() ? Audience::nobody : Audience::its_networks;
  const std::string& mode = service.network_mode->value;
  if (mode == "host") return Audience::everyone;
  return mode == "none" ? Audience::nobody : Audience::its_networks;
}

static void add_published(const Service& service, std::vector<PortFact>& ports) {
  for (const PortMapping& mapping : service.ports) {
    PortFact& port = ports.emplace_back();
    port.service = &service;
    port.host = mapping.published;
    port.picked = !mapping.published;
    port.host_ip = mapping.host_ip == "0.0.0.0" || mapping.host_ip == "::" ? "" : mapping.host_ip;
    port.container = mapping.target;
    port.protocol = mapping.protocol;
    port.audience = mapping.loopback() ? Audience::this_machine : Audience::everyone;
    port.span = mapping.span;
  }
}

/// Where the files speak of a port that is not published: its `expose:` entry, else the service itself.
static Span place_of(const Service& service, std::uint16_t number) {
  for (const auto& exposed : service.expose) {
    if (exposed.value.contains(number)) return exposed.span;
  }
  return service.name.span;
}

static void add_internal(const Stack& stack, const Service& service, std::vector<PortFact>& ports) {
  for (const std::uint16_t number : check::listening_ports(stack, service)) {
    const bool published = std::any_of(service.ports.begin(), service.ports.end(),
                                       [&](const PortMapping& mapping) { return mapping.target.contains(number); });
    if (published) continue;
    PortFact& port = ports.emplace_back();
    port.service = &service;
    port.container = {number, number};
    port.protocol = "tcp";
    port.audience = audience_of_unpublished(service);
    port.span = place_of(service, number);
  }
}

/// Whether a statement about a service's ports is about this row, rather than about another port of the service.
static bool is_about(const PublishesPort& said, const PortFact& port, std::size_t rows_of_service) {
  if (said.container_port) return port.container.contains(said.container_port->value);
  if (said.host_port && port.host && port.host->contains(said.host_port->value)) return true;
  return rows_of_service == 1;
}

static void attach_claims(const std::vector<ClaimView>& views, std::vector<PortFact>& ports, std::size_t first, const Masking& masking) {
  const std::size_t rows = ports.size() - first;
  for (std::size_t i = first; i < ports.size(); ++i) {
    PortFact& port = ports[i];
    for (const ClaimView& view : views) {
      const auto* said = std::get_if<PublishesPort>(&view.statement->fact);
      if (!said || !is_about(*said, port, rows)) continue;
      if (port.purpose.empty()) port.purpose = shown(masking, said->purpose, view.statement->span);
      if (!port.claim || rank_of(view.claim->outcome) < rank_of(port.claim->claim->outcome)) port.claim = view;
    }
  }
}

/// What the service's own command and health check say: an HTTP server is started, or asked.
static bool serves_http(const Service& service, const PortRange& port) {
  constexpr std::array servers{"gunicorn", "uvicorn", "hypercorn", "daphne", "waitress", "runserver", "http.server", "puma", "unicorn", "granian"};
  const std::string command = service.command ? service.command->line() : service.entrypoint ? service.entrypoint->line() : std::string();
  const bool started = std::any_of(servers.begin(), servers.end(), [&](const char* server) { return command.find(server) != std::string::npos; });
  const bool only_one = service.ports.size() + service.expose.size() <= 1;
  const std::string probe = service.has_health_check() ? service.health_check->command() : std::string();
  const bool asked = probe.find("http://") != std::string::npos && probe.find(":" + std::to_string(port.first)) != std::string::npos;
  return asked || (started && only_one);
}

std::vector<PortFact> list_ports(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking) {
  std::vector<PortFact> ports;
  for (const Service& service : stack.environments[environment].services) {
    const std::size_t first = ports.size();
    add_published(service, ports);
    add_internal(stack, service, ports);
    const check::ImageFacts* facts = check::find_service_facts(stack, service);
    for (std::size_t i = first; facts && i < ports.size(); ++i) {
      if (facts->port != 0 && ports[i].container.contains(facts->port)) ports[i].speaks = facts->protocol_name;
    }
    for (std::size_t i = first; i < ports.size(); ++i) {
      if (ports[i].speaks.empty() && serves_http(service, ports[i].container)) ports[i].speaks = "HTTP";
    }
    attach_claims(claims_about(stack, report, environment, service.name.value), ports, first, masking);
  }
  return ports;
}

Verdicts judge_ports(const Stack& stack, const StackReport& report, std::size_t environment) {
  return judge_claims(stack, report, environment, [](const Fact& fact) { return std::holds_alternative<PublishesPort>(fact); });
}

}  // namespace portolan::render
