#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/attachments.h"
#include "check/claims/find_service.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

using Indices = std::vector<std::size_t>;

/// The services that a list of words means, or why one of them could not be told.
struct Group {
  Indices members;
  std::optional<Judgement> problem;

  bool has(std::size_t index) const { return std::find(members.begin(), members.end(), index) != members.end(); }
};

Group find_group(const Scene& scene, const std::vector<Spanned<std::string>>& names) {
  Group group;
  for (const Spanned<std::string>& name : names) {
    const Subjects subjects = find_subjects(scene, name);
    if (subjects.every) {
      for (const Service* service : subjects.services) group.members.push_back(index_of(scene.environment, *service));
      if (subjects) continue;
    }
    if (!subjects || !subjects.named) {
      group.problem = subjects ? open("the document does not say of which service") : subjects.problem;
      return group;
    }
    group.members.push_back(index_of(scene.environment, *subjects.services.front()));
  }
  return group;
}

const Service& service_at(const Scene& scene, std::size_t index) { return scene.environment.services[index]; }

std::string name_at(const Scene& scene, std::size_t index) { return quoted(service_at(scene, index).name.value); }

/// Where the document names the member `i` of the group; "all services" stands for all of them.
Span place_of_subject(const Exposure& fact, std::size_t i) { return fact.subjects[std::min(i, fact.subjects.size() - 1)].span; }

/// Where a service opens itself to the outside: its published ports that other machines reach, or its place on the host's network.
std::vector<Span> ways_in(const Service& service) {
  std::vector<Span> places;
  for (const PortMapping& mapping : service.ports) {
    if (!mapping.loopback()) places.push_back(mapping.span);
  }
  if (places.empty()) places.push_back(service.network_mode ? service.network_mode->span : place_of(service));
  return places;
}

/// Where a service opens itself to this machine, other machines or not.
std::vector<Span> published_places(const Service& service) {
  std::vector<Span> places;
  for (const PortMapping& mapping : service.ports) places.push_back(mapping.span);
  if (places.empty()) places.push_back(service.network_mode ? service.network_mode->span : place_of(service));
  return places;
}

/// Who looks: another machine, or this one, which reaches the loopback address as well.
enum class Seen { from_outside, from_this_machine };

bool is_reached(const Scene& scene, std::size_t index, Seen seen) {
  return scene.reach.from_outside[index] || (seen == Seen::from_this_machine && scene.reach.from_host[index]);
}

Judgement judge_exposed(const Scene& scene, const Group& group, const Exposure& fact, Seen seen) {
  std::vector<Span> evidence;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    const std::size_t index = group.members[i];
    const Service& service = service_at(scene, index);
    if (!is_reached(scene, index, seen)) {
      const bool loopback = scene.reach.from_host[index];
      return refuted(loopback ? fmt::format("compose publishes {} to this machine only", name_at(scene, index))
                              : fmt::format("compose publishes no port of {}", name_at(scene, index)),
                     place_of_subject(fact, i), loopback ? published_places(service) : std::vector<Span>{place_of(service)});
    }
    const std::vector<Span> places = scene.reach.from_outside[index] ? ways_in(service) : published_places(service);
    evidence.insert(evidence.end(), places.begin(), places.end());
  }
  return holds("compose publishes it", std::move(evidence));
}

Judgement judge_only_exposed(const Scene& scene, const Group& group, const Exposure& fact) {
  for (std::size_t i = 0; i < scene.environment.services.size(); ++i) {
    if (group.has(i) || !scene.reach.from_outside[i]) continue;
    return refuted(fmt::format("compose publishes {}, too", name_at(scene, i)), {}, ways_in(service_at(scene, i)));
  }
  // "Only nginx is exposed to the host" is right of an nginx on the loopback address, too.
  Judgement exposed = judge_exposed(scene, group, fact, Seen::from_this_machine);
  if (exposed.proof == Proof::holds) exposed.reason = "no other service publishes a port to other machines";
  return exposed;
}

Judgement judge_hidden(const Scene& scene, const Group& group, const Exposure& fact, Seen seen) {
  std::vector<Span> evidence;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    const std::size_t index = group.members[i];
    const Service& service = service_at(scene, index);
    if (is_reached(scene, index, seen)) {
      return refuted(fmt::format("compose publishes {}", name_at(scene, index)), place_of_subject(fact, i),
                     scene.reach.from_outside[index] ? ways_in(service) : published_places(service));
    }
    evidence.push_back(place_of(service));
  }
  return holds(fmt::format("compose publishes no port of it{}", seen == Seen::from_outside ? " to other machines" : ""), std::move(evidence));
}

/// "the host" among the peers: then ports on the loopback address are meant.
bool speaks_of_host(const std::string& word) {
  const std::string text = to_lower(unquoted(word));
  return text == "host" || text == "localhost" || text == "the host" || text == "this machine";
}

/// `allowed`: who may reach the subject; `seen`: who may not see its ports.
Judgement judge_access(const Scene& scene, std::size_t subject, const Group& allowed, Seen seen) {
  const Reachability& reach = scene.reach;
  const Service& service = service_at(scene, subject);
  if (is_reached(scene, subject, seen)) {
    return refuted(fmt::format("compose publishes {}", name_at(scene, subject)), {},
                   reach.from_outside[subject] ? ways_in(service) : published_places(service));
  }
  std::vector<Span> evidence;
  for (std::size_t i = 0; i < scene.environment.services.size(); ++i) {
    if (reach.between[i][subject] != Reach::direct) continue;
    const std::vector<std::string>& networks = reach.shared_networks(i, subject);
    evidence.push_back(attachment_to(service_at(scene, i), networks));
    if (allowed.has(i)) continue;
    const std::string through = networks.empty() ? std::string() : fmt::format(" through network {}", quoted(networks.front()));
    return refuted(fmt::format("{} reaches {}{}, too", name_at(scene, i), name_at(scene, subject), through), {},
                   {evidence.back(), attachment_to(service, networks)});
  }
  if (evidence.empty()) evidence.push_back(place_of(service));
  return holds("no other service shares a network with it, and no port of it is published", std::move(evidence));
}

/// The peers of "only accessible by" can really reach it.
Judgement judge_peers(const Scene& scene, std::size_t subject, const Group& peers, const Exposure& fact) {
  for (std::size_t i = 0; i < peers.members.size(); ++i) {
    const std::size_t peer = peers.members[i];
    if (scene.reach.between[peer][subject] != Reach::none) continue;
    std::vector<Span> places = attachments(service_at(scene, peer));
    const std::vector<Span> others = attachments(service_at(scene, subject));
    places.insert(places.end(), others.begin(), others.end());
    return refuted(fmt::format("{} shares no network with {}", name_at(scene, peer), name_at(scene, subject)), fact.peers[i].span, std::move(places));
  }
  return holds({}, {});
}

Judgement judge_only_accessible(const Scene& scene, const Group& group, const Exposure& fact) {
  Exposure named = fact;
  const auto host = std::remove_if(named.peers.begin(), named.peers.end(), [](const auto& peer) { return speaks_of_host(peer.value); });
  const Seen seen = host != named.peers.end() ? Seen::from_outside : Seen::from_this_machine;
  named.peers.erase(host, named.peers.end());
  const Group peers = find_group(scene, named.peers);
  if (peers.problem) return *peers.problem;
  // Subjects may speak to each other: "postgres and redis are only accessible by backend" is about everybody else.
  Group allowed = peers;
  allowed.members.insert(allowed.members.end(), group.members.begin(), group.members.end());
  Judgement result = holds({}, {});
  for (const std::size_t subject : group.members) {
    Judgement access = judge_access(scene, subject, allowed, seen);
    if (access.proof != Proof::holds) return access;
    Judgement reached = judge_peers(scene, subject, peers, named);
    if (reached.proof != Proof::holds) return reached;
    result.reason = std::move(access.reason);
    result.evidence.insert(result.evidence.end(), access.evidence.begin(), access.evidence.end());
  }
  return result;
}

/// "backend-network is isolated": a network that leads nowhere.
Judgement judge_network_isolated(const Network& network) {
  const std::string name = quoted(network.name.value);
  if (network.internal) return holds(fmt::format("network {} is internal", name), {network.span});
  return refuted(fmt::format("network {} is not internal", name), {}, {network.span});
}

Judgement judge_isolated(const Scene& scene, const Group& group, const Exposure& fact) {
  std::vector<Span> evidence;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    const std::size_t index = group.members[i];
    const Service& service = service_at(scene, index);
    if (scene.reach.from_outside[index]) {
      return refuted(fmt::format("compose publishes {}", name_at(scene, index)), place_of_subject(fact, i), ways_in(service));
    }
    if (scene.reach.to_internet[index]) {
      return refuted(fmt::format("{} is on a network that is not internal", name_at(scene, index)), place_of_subject(fact, i), attachments(service));
    }
    const std::vector<Span> places = attachments(service);
    evidence.insert(evidence.end(), places.begin(), places.end());
  }
  return holds("all its networks are internal, and no port of it is published", std::move(evidence));
}

/// "All traffic enters through port 80": what other machines reach is that port, on the subjects if the document names some.
Judgement judge_single_entry(const Scene& scene, const Group& group, const Exposure& fact) {
  std::vector<Span> evidence;
  for (std::size_t i = 0; i < scene.environment.services.size(); ++i) {
    if (!scene.reach.from_outside[i]) continue;
    const Service& service = service_at(scene, i);
    if (!group.members.empty() && !group.has(i)) return refuted(fmt::format("compose publishes {}, too", name_at(scene, i)), {}, ways_in(service));
    for (const PortMapping& mapping : service.ports) {
      if (mapping.loopback()) continue;
      const bool fits = !fact.port || (mapping.published && mapping.published->single() && mapping.published->first == fact.port->value);
      if (!fits) {
        return refuted(fmt::format("compose publishes {} of {}", mapping.published ? "port " + to_string(*mapping.published) : "a free port", name_at(scene, i)),
                       fact.port->span, {mapping.span});
      }
      evidence.push_back(mapping.span);
    }
  }
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    if (scene.reach.from_outside[group.members[i]]) continue;
    return refuted(fmt::format("compose publishes no port of {}", name_at(scene, group.members[i])), place_of_subject(fact, i),
                   {place_of(service_at(scene, group.members[i]))});
  }
  if (evidence.empty()) return open("compose publishes no port at all");
  return holds("no other port is published to other machines", std::move(evidence));
}

}  // namespace

Judgement prove(const Exposure& fact, const Scene& scene) {
  if (fact.kind == ExposureKind::isolated && fact.subjects.size() == 1) {
    const Network* network = find_network_by_words(scene.environment, fact.subjects.front().value);
    if (network && !find_service_by_words(scene.stack, scene.environment, fact.subjects.front().value).service) return judge_network_isolated(*network);
  }
  const Group group = find_group(scene, fact.subjects);
  if (group.problem) {
    // What does not exist is exposed to nobody, but nobody proved a thing by that.
    const bool denies = fact.kind == ExposureKind::not_exposed || fact.kind == ExposureKind::not_published;
    return denies && group.problem->proof == Proof::absent ? open(group.problem->reason) : *group.problem;
  }
  if (group.members.empty() && fact.kind != ExposureKind::single_entry_point) return open("the document does not say of which service");
  switch (fact.kind) {
    case ExposureKind::only_exposed: return judge_only_exposed(scene, group, fact);
    case ExposureKind::exposed: return judge_exposed(scene, group, fact, Seen::from_outside);
    case ExposureKind::not_exposed: return judge_hidden(scene, group, fact, Seen::from_outside);
    case ExposureKind::not_published: return judge_hidden(scene, group, fact, Seen::from_this_machine);
    case ExposureKind::only_accessible_by: return judge_only_accessible(scene, group, fact);
    case ExposureKind::isolated: return judge_isolated(scene, group, fact);
    case ExposureKind::single_entry_point: return judge_single_entry(scene, group, fact);
  }
  return open("nothing in the files can prove this");
}

}  // namespace portolan::check
