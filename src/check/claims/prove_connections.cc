// Arrows: who can open a connection to whom, and on which port.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/attachments.h"
#include "check/claims/find_service.h"
#include "check/claims/listening.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "model/outside.h"

namespace portolan::check {

namespace {

/// One end of an arrow.
struct End {
  const Service* service = nullptr;
  Outside outside = Outside::none;
  std::string problem{};
  bool elsewhere = false;  ///< another environment has the service
};

/// A service that is called "client" is that service.
End find_end(const Scene& scene, const Spanned<std::string>& words) {
  const std::string name = to_lower(unquoted(words.value));
  for (const Service& service : scene.environment.services) {
    if (to_lower(service.name.value) == name) return {.service = &service};
  }
  if (const Outside outside = outside_of(name); outside != Outside::none) return {.outside = outside};
  const ServiceAnswer answer = find_service_by_words(scene.stack, scene.environment, words.value);
  if (answer.service) return {.service = answer.service};
  End end{.problem = answer.problem};
  end.elsewhere = !answer.ambiguous && std::any_of(scene.stack.environments.begin(), scene.stack.environments.end(),
                                                   [&](const Environment& other) { return find_service_by_words(scene.stack, other, words.value).service; });
  return end;
}

std::string name_of(const Service& service) { return quoted(service.name.value); }

bool on_host_network(const Service& service) { return service.network_mode && service.network_mode->value == "host"; }

/// Ports that the caller can reach: all published ones from this machine, those on no loopback address from others.
bool is_open_to(const PortMapping& mapping, Outside caller) { return caller == Outside::caller || !mapping.loopback(); }

std::string published_words(const Service& service) {
  std::vector<std::string> words;
  for (const PortMapping& mapping : service.ports) {
    std::string text = mapping.published ? to_string(*mapping.published) : "a free port";
    if (std::find(words.begin(), words.end(), text) == words.end()) words.push_back(std::move(text));
  }
  return join_naturally(words);
}

Judgement judge_from_outside(const Scene& scene, const Connects& fact, const Service& to, Outside caller) {
  if (on_host_network(to)) return fact.port ? judge_container_port(scene, to, *fact.port) : holds(fmt::format("{} is on the host's network", name_of(to)), {to.network_mode->span});
  std::vector<Span> open_places, all_places;
  for (const PortMapping& mapping : to.ports) {
    all_places.push_back(mapping.span);
    if (!is_open_to(mapping, caller)) continue;
    open_places.push_back(mapping.span);
    const bool fits = fact.port && mapping.published && mapping.published->contains(fact.port->value);
    if (fits) return holds(fmt::format("compose publishes {}", to_string(*mapping.published)), {mapping.span});
  }
  const bool reached = caller == Outside::internet ? scene.reach.from_outside[index_of(scene.environment, to)] : scene.reach.from_host[index_of(scene.environment, to)];
  if (!reached && !to.ports.empty()) return refuted(fmt::format("compose publishes {} to this machine only", name_of(to)), fact.to.span, std::move(all_places));
  if (!reached) return refuted(fmt::format("compose publishes no port of {}", name_of(to)), fact.to.span, {place_of(to)});
  if (open_places.empty()) return holds(fmt::format("{} is reachable from outside", name_of(to)), {place_of(to)});  // through a namespace that it shares
  if (fact.port) return refuted(fmt::format("compose publishes {}", published_words(to)), fact.port->span, std::move(all_places));
  return holds(fmt::format("compose publishes {}", published_words(to)), std::move(open_places));
}

/// The port belongs to whoever listens on it: dependencies are drawn in both directions.
Judgement judge_port(const Scene& scene, const Connects& fact, const Service& from, const Service& to) {
  Judgement listening = judge_container_port(scene, to, *fact.port);
  if (listening.proof == Proof::holds) return listening;
  if (const auto place = find_listener(scene.stack, from, fact.port->value)) return holds(fmt::format("{} listens on {}", name_of(from), fact.port->value), {*place});
  return listening;
}

Judgement judge_between(const Scene& scene, const Connects& fact, const Service& from, const Service& to) {
  const std::size_t a = index_of(scene.environment, from), b = index_of(scene.environment, to);
  if (a == b) return open(fmt::format("both ends are {}", name_of(from)));
  if (scene.reach.between[a][b] == Reach::none && scene.reach.between[b][a] == Reach::none) {
    std::vector<Span> places = attachments(from);
    const std::vector<Span> others = attachments(to);
    places.insert(places.end(), others.begin(), others.end());
    return refuted(fmt::format("no network joins {} and {}", name_of(from), name_of(to)), fact.to.span, std::move(places));
  }
  const std::vector<std::string>& networks = scene.reach.shared_networks(a, b);
  std::string reason = networks.empty() ? fmt::format("{} reaches {}", name_of(from), name_of(to)) : fmt::format("network {} joins {} and {}", quoted(networks.front()), name_of(from), name_of(to));
  std::vector<Span> evidence{attachment_to(from, networks), attachment_to(to, networks)};
  if (!fact.port) return holds(std::move(reason), std::move(evidence));
  Judgement listening = judge_port(scene, fact, from, to);
  if (listening.proof != Proof::holds) return listening;
  evidence.insert(evidence.end(), listening.evidence.begin(), listening.evidence.end());
  return holds(fmt::format("{}, and {}", reason, listening.reason), std::move(evidence));
}

}  // namespace

Judgement prove(const Connects& fact, const Scene& scene) {
  const End from = find_end(scene, fact.from), to = find_end(scene, fact.to);
  for (const auto& [end, words] : {std::pair(&from, &fact.from), std::pair(&to, &fact.to)}) {
    if (end->service || end->outside != Outside::none) continue;
    // Whether there is such a service is a statement of its own; here it only matters that another environment has it.
    return end->elsewhere ? absent(end->problem, words->span) : open(end->problem);
  }
  if (from.service && to.service) return judge_between(scene, fact, *from.service, *to.service);
  if (to.service) return judge_from_outside(scene, fact, *to.service, from.outside);
  if (!from.service) return open("both ends are outside of the stack");
  const std::size_t index = index_of(scene.environment, *from.service);
  if (scene.reach.to_internet[index]) return holds(fmt::format("{} is on a network that is not internal", name_of(*from.service)), attachments(*from.service));
  return open(fmt::format("the files do not tell whether {} answers there", name_of(*from.service)));
}

}  // namespace portolan::check
