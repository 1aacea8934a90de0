#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/listening.h"
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
