#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"

namespace portolan::check {
namespace {

/// Whether host port `host` leads to container port `container`. Ranges of one length run in step; a range in front of a single port is a choice.
bool leads_to(const PortMapping& mapping, int host, int container) {
  if (!mapping.published || !mapping.published->contains(host) || !mapping.target.contains(container)) return false;
  const bool in_step = mapping.published->last - mapping.published->first == mapping.target.last - mapping.target.first;
  return !in_step || host - mapping.published->first == container - mapping.target.first;
}

std::string words_of(const PortMapping& mapping) {
  if (!mapping.published) return "a free port that Docker picks";
  return mapping.loopback() ? fmt::format("{} on {}", to_string(*mapping.published), mapping.host_ip) : to_string(*mapping.published);
}

std::string published_words(const std::vector<PortMapping>& mappings) {
  std::vector<std::string> words;
  for (const PortMapping& mapping : mappings) {
    // The same port for tcp and udp is one number to a reader.
    if (std::string text = words_of(mapping); std::find(words.begin(), words.end(), text) == words.end()) words.push_back(std::move(text));
  }
  return join_naturally(words);
}

std::vector<Span> places_of(const std::vector<PortMapping>& mappings) {
  std::vector<Span> places;
  for (const PortMapping& mapping : mappings) places.push_back(mapping.span);
  return places;
}

bool on_host_network(const Service& service) { return service.network_mode && service.network_mode->value == "host"; }

/// A number that stands alone in a text: "0.0.0.0:8000" has 8000, "18000" has not.
bool has_number(std::string_view text, int number) {
  const std::string digits = std::to_string(number);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = text.find(digits); at != std::string_view::npos; at = text.find(digits, at + 1)) {
    const std::size_t end = at + digits.size();
    if ((at == 0 || !is_digit(text[at - 1])) && (end == text.size() || !is_digit(text[end]))) return true;
  }
  return false;
}

/// Where the command or a variable names the port: a server can listen on ports that no `ports:` or EXPOSE tells of.
std::optional<Span> find_mention(const Stack& stack, const Service& service, int port) {
  for (const ProcessWord& word : process_of(stack, service).words) {
    if (has_number(word.text, port)) return word.line;
  }
  for (const Variable& variable : service.environment) {
    if (variable.value && !variable.secret && has_number(variable.value->value, port)) return variable.name.span;
  }
  return std::nullopt;
}

/// What says that the service listens on `port`.
std::optional<Span> find_listener(const Stack& stack, const Service& service, int port) {
  for (const PortMapping& mapping : service.ports) {
    if (mapping.target.contains(port)) return mapping.span;
  }
  for (const Spanned<PortRange>& range : service.expose) {
    if (range.value.contains(port)) return range.span;
  }
  for (const BuildStage* stage : stages_of(stack, service)) {
    for (const Spanned<PortRange>& range : stage->exposes) {
      if (range.value.contains(port)) return range.span;
    }
  }
  const std::vector<std::uint16_t> ports = listening_ports(stack, service);
  if (std::find(ports.begin(), ports.end(), port) != ports.end()) return service.image ? service.image->span : place_of(service);
  return find_mention(stack, service, port);
}

Judgement judge_container_port(const Scene& scene, const Service& service, const Spanned<int>& port) {
  const std::string name = quoted(service.name.value);
  if (const std::optional<Span> place = find_listener(scene.stack, service, port.value)) {
    return holds(fmt::format("{} listens on {}", name, port.value), {*place});
  }
  const std::vector<std::uint16_t> known = listening_ports(scene.stack, service);
  if (known.empty()) return open(fmt::format("nothing in the files says on which port {} listens", name));
  const bool stated = !service.ports.empty() || !service.expose.empty();
  // A data store has one port; other images may listen on more than their table row knows.
  const ServiceRole role = role_of(scene.stack, service);
  if (!stated && role != ServiceRole::database && role != ServiceRole::cache) {
    return open(fmt::format("nothing in the files says that {} listens on {}", name, port.value));
  }
  // The files need not name every port of a server: its image's own one is no contradiction.
  const ImageFacts* facts = find_service_facts(scene.stack, service);
  if (facts && facts->port == port.value && role != ServiceRole::database && role != ServiceRole::cache) {
    return open(fmt::format("the files name {} as ports of {}, its image would listen on {}", fmt::join(known, ", "), name, port.value));
  }
  return refuted(fmt::format("{} listens on {}", name, fmt::join(known, ", ")), port.span,
                 {!service.ports.empty() ? service.ports.front().span : !service.expose.empty() ? service.expose.front().span : place_of(service)});
}

/// The cell of a table row that denies: "-". Nothing is known of it when the statement is no row, or says it in other words.
Span denial_in(const SourceMap& sources, const Span& row) {
  // Sorted by bytes.
  constexpr std::string_view denials[] = {"-", "internal", "n/a", "no", "none", "not exposed", "not published", "–", "—"};
  std::uint32_t at = row.begin;
  for (const std::string_view cell : split(sources.text(row), '|')) {
    const std::string_view words = trim(cell);
    const auto lead = static_cast<std::uint32_t>(words.empty() ? 0 : words.data() - cell.data());
    const std::string text = to_lower(unquoted(words));
    if (std::find(std::begin(denials), std::end(denials), text) != std::end(denials)) {
      return {row.file, at + lead, at + lead + static_cast<std::uint32_t>(words.size())};
    }
    at += static_cast<std::uint32_t>(cell.size()) + 1;
  }
  return {};
}

Judgement judge_unpublished(const Scene& scene, const Service& service, const PublishesPort& fact) {
  for (const PortMapping& mapping : service.ports) {
    if (fact.container_port && !mapping.target.contains(fact.container_port->value)) continue;
    return refuted(fmt::format("compose publishes it on {}", words_of(mapping)), fact.host_port ? fact.host_port->span : denial_in(scene.sources, scene.statement.span),
                   {mapping.span});
  }
  if (on_host_network(service)) return refuted("compose runs it on the host's network", {}, {service.network_mode->span});
  if (fact.container_port) {
    Judgement listening = judge_container_port(scene, service, *fact.container_port);
    if (listening.proof != Proof::holds) return listening;
    return holds(fmt::format("compose publishes no port of {}", quoted(service.name.value)), std::move(listening.evidence));
  }
  return holds(fmt::format("compose publishes no port of {}", quoted(service.name.value)), {place_of(service)});
}

Judgement judge_published(const Scene& scene, const Service& service, const PublishesPort& fact) {
  const int host = fact.host_port->value;
  const std::string name = quoted(service.name.value);
  if (on_host_network(service)) {
    const Spanned<int> inside{host, fact.host_port->span};
    return judge_container_port(scene, service, inside);
  }
  const PortMapping* same_target = nullptr;
  const PortMapping* same_host = nullptr;
  for (const PortMapping& mapping : service.ports) {
    const bool host_fits = mapping.published && mapping.published->contains(host);
    const bool target_fits = fact.container_port && mapping.target.contains(fact.container_port->value);
    const bool both_fit = host_fits && (!fact.container_port || leads_to(mapping, host, fact.container_port->value));
    if (both_fit) return holds(fmt::format("compose publishes {}", words_of(mapping)), {mapping.span});
    if (target_fits && !same_target) same_target = &mapping;
    if (host_fits && !same_host) same_host = &mapping;
  }
  if (same_host) {
    return refuted(fmt::format("compose sends host port {} to container port {}", host, to_string(same_host->target)),
                   fact.container_port->span, {same_host->span});
  }
  if (same_target) return refuted(fmt::format("compose publishes {}", words_of(*same_target)), fact.host_port->span, {same_target->span});
  if (service.ports.empty()) return refuted(fmt::format("compose does not publish {}", name), fact.host_port->span, {place_of(service)});
  return refuted(fmt::format("compose publishes {}", published_words(service.ports)), fact.host_port->span, places_of(service.ports));
}

Judgement judge_port(const Scene& scene, const Service& service, const PublishesPort& fact) {
  const bool denied = fact.published && !*fact.published;
  if (denied) return judge_unpublished(scene, service, fact);
  if (fact.host_port) return judge_published(scene, service, fact);
  if (fact.published && service.ports.empty() && !on_host_network(service)) {
    return refuted(fmt::format("compose does not publish {}", quoted(service.name.value)), {}, {place_of(service)});
  }
  if (fact.published && !fact.container_port) return holds(fmt::format("compose publishes {}", published_words(service.ports)), places_of(service.ports));
  if (!fact.container_port) return open("the document names no port");
  // "Port: 5433" may mean either side; a document that gives one number only is right with both.
  for (const PortMapping& mapping : service.ports) {
    if (mapping.published && mapping.published->contains(fact.container_port->value)) {
      return holds(fmt::format("compose publishes {}", words_of(mapping)), {mapping.span});
    }
  }
  return judge_container_port(scene, service, *fact.container_port);
}

}  // namespace

Judgement prove(const PublishesPort& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  const bool denied = fact.published && !*fact.published;
  const auto judge = [&](const Service& service) { return judge_port(scene, service, fact); };
  // "no port is published" is about all, "port 8080" about some service.
  return denied ? judge_all(subjects, judge) : judge_any(subjects, judge);
}

}  // namespace portolan::check
