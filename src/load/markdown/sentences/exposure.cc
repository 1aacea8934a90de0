#include <utility>

#include "load/markdown/sentences/families.h"

namespace portolan::load {

namespace {

bool add_exposure(const Said& said, const Subject& subject, ExposureKind kind) { return said.add(Exposure{.kind = kind, .subjects = subject.services}); }

void eat_host(Clause& clause) { clause.eat_any({"on the host", "to the host", "to host", "on the host machine", "to the host machine", "to the outside", "to the internet", "at all"}); }

/// "publishes no port", "does not expose any ports": whether ports are published; nothing when no verb of publishing follows.
std::optional<bool> eat_publishing(Clause& clause) {
  const std::size_t start = clause.at();
  constexpr auto nouns = std::to_array<std::string_view>({"no port on the host", "no ports on the host", "no host port", "no host ports", "no port", "no ports", "any port", "any ports", "a host port", "host ports",
                                                          "a port", "ports", "its port", "its ports", "their ports"});
  const bool verb = eat_do(clause);
  if (clause.eat_any({"publishes", "publish", "exposes", "expose", "opens", "open"})) {
    const std::size_t noun = clause.at();
    for (const std::string_view words : nouns) {
      clause.go_to(noun);
      if (clause.eat(words)) return verb != words.starts_with("no ");
    }
  }
  clause.go_to(start);
  const auto has = eat_have(clause);
  if (has) {
    if (clause.eat_any({"a published port", "published ports", "published port", "exposed ports", "exposed port", "an exposed port", "open ports", "an open port", "public ports", "a public port",
                        "public port"})) {
      return has;
    }
    if (clause.eat_any({"port on the host", "ports on the host", "host port", "host ports", "a port on the host", "a host port", "any published ports", "any exposed ports"})) return has;
  }
  clause.go_to(start);
  return std::nullopt;
}

}  // namespace

bool read_only_peers(const Said& said) {
  Clause& clause = said.clause;
  if (!clause.eat("only")) return false;
  Services peers = clause.services();
  if (peers.empty() || !clause.eat_any({"can reach", "can access", "reaches", "accesses", "can connect to", "connects to", "may reach", "may access", "talks to", "can talk to", "has access to",
                                        "have access to", "reach", "access", "connect to", "talk to", "is allowed to reach", "is allowed to access"})) {
    return false;
  }
  Services subjects = clause.services();
  return !subjects.empty() && said.add(Exposure{.kind = ExposureKind::only_accessible_by, .subjects = std::move(subjects), .peers = std::move(peers)});
}

bool read_all_traffic(const Said& said) {
  Clause& clause = said.clause;
  clause.eat_any({"single entry point", "single point of entry"});
  const std::size_t first = clause.at() > said.start ? clause.at() : said.start;
  if (!clause.eat_any({"all traffic", "every request", "all requests", "all external traffic", "all incoming traffic", "all external requests", "all public traffic", "all http traffic",
                       "everything from outside", "external traffic", "incoming traffic"})) {
    return false;
  }
  if (clause.next() == "to" || clause.next() == "for") return false;  // "all traffic to the API" is not all
  clause.eat_any({"must", "should"});
  clause.eat_any({"enters", "goes", "passes", "comes", "runs", "flows", "is routed", "comes in", "arrives", "enter", "go", "pass", "come in", "arrive", "are routed", "is handled", "are handled"});
  clause.eat("only");
  if (!clause.eat_any({"through", "via", "over", "on", "at"})) return false;
  Exposure fact{.kind = ExposureKind::single_entry_point};
  if (clause.eat("port")) {
    fact.port = clause.number();
    if (!fact.port) return false;
    if (clause.eat("of")) fact.subjects = clause.services();
  } else {
    fact.subjects = clause.services();
    if (fact.subjects.empty()) return false;
    const std::size_t before = clause.at();
    if (clause.eat("on port")) fact.port = clause.number();
    if (!fact.port) clause.go_to(before);
  }
  return said.add_from(first, std::move(fact));
}

bool read_no_port(const Said& said) {
  Clause& clause = said.clause;
  if (!clause.eat_any({"no exposed", "no published", "no public", "no open"})) return false;
  Services services;
  if (clause.eat_any({"port of", "ports of", "port for", "ports for"})) {
    services = clause.services();
  } else {
    services = clause.services();
    if (!clause.eat_any({"port", "ports"})) return false;
  }
  if (services.empty()) return false;
  eat_host(clause);
  return clause.ends() && said.add(Exposure{.kind = ExposureKind::not_published, .subjects = std::move(services)});
}

bool read_peers(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these) return false;
  clause.eat_any({"is", "are", "can", "may", "should", "must"});
  const bool only_first = clause.eat("only");
  clause.eat("be");
  const bool only_second = !only_first && clause.eat("only");
  eat_adverbs(clause);
  if (!clause.eat_any({"accessible", "reachable", "accessed", "reached", "available", "visible", "exposed"})) return false;
  const bool only_last = !only_first && !only_second && clause.eat_any({"only", "exclusively"});
  if ((!only_first && !only_second && !only_last) || !clause.eat_any({"by", "from", "to", "for"})) return false;
  Services peers = clause.services();
  return !peers.empty() && said.add(Exposure{.kind = ExposureKind::only_accessible_by, .subjects = subject.services, .peers = std::move(peers)});
}

bool read_publishing(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  const auto verb = eat_publishing(clause);
  if (!verb) return false;
  eat_host(clause);
  clause.eat("by default");
  if (!clause.closes() || clause.next() == "of") return false;
  const bool published = subject.affirms(*verb);
  if (subject.kind == Subject::Kind::only) return published && add_exposure(said, subject, ExposureKind::only_exposed);
  if (!published) return add_exposure(said, subject, ExposureKind::not_published);
  if (subject.bare) return false;
  for (const Spanned<std::string>& service : subject.services) said.add(PublishesPort{.service = service, .published = true});
  return true;
}

bool read_exposure(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.bare) return false;
  const std::optional<bool> be = eat_be(clause);
  const bool short_form = subject.kind == Subject::Kind::only;  // "only nginx exposed"
  if (!be && !short_form) return false;
  const bool verb = be.value_or(true);
  eat_adverbs(clause);
  if (clause.eat("hidden")) return verb && eat_side(clause) == Side::outside && subject.kind == Subject::Kind::these && add_exposure(said, subject, ExposureKind::not_exposed);
  const bool published = clause.eat_any({"published", "mapped", "publicly exposed"});
  if (!published && !clause.eat_one_of(reaching)) return false;
  eat_adverbs(clause);
  const Side side = eat_side(clause);
  if (side == Side::elsewhere) return false;
  if (side == Side::unsaid && published) clause.eat_any({"on a host port", "to other machines", "on any host port", "on the host"});
  if (!clause.closes()) return false;
  const bool exposed = subject.affirms(verb);
  if (subject.kind == Subject::Kind::only) return exposed && add_exposure(said, subject, ExposureKind::only_exposed);
  if (exposed) {
    if (subject.kind == Subject::Kind::all && side == Side::host) {
      return said.add(PublishesPort{.service = subject.services.front(), .published = true});
    }
    return (side == Side::host || side == Side::outside) && add_exposure(said, subject, ExposureKind::exposed);
  }
  if (side == Side::unsaid && !published && !clause.ends()) return false;  // "not exposed by mistake"
  if (side == Side::unsaid && published && !clause.ends()) return false;
  return add_exposure(said, subject, side == Side::host || published ? ExposureKind::not_published : ExposureKind::not_exposed);
}

bool read_internal(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind == Subject::Kind::only || subject.kind == Subject::Kind::none || subject.bare) return false;
  const auto be = eat_be(clause);
  if (!be || !*be) return false;
  eat_adverbs(clause);
  bool only = clause.eat("only");
  const bool reach = clause.eat_one_of(reaching);
  only = clause.eat("only") || only;
  if (!reach && (clause.eat("internal only") || (only && clause.eat_any({"internal", "internally"})) || clause.eat_any({"internal-only", "strictly internal", "purely internal"}))) {
    return clause.closes() && clause.next() != "to" && add_exposure(said, subject, ExposureKind::not_published);
  }
  if (!reach) return false;
  const bool inside = clause.eat_any({"internally", "inside docker", "within docker", "inside the container network", "within the container network", "inside the docker network", "within the docker network",
                                      "inside the network", "within the network", "on the internal network", "inside the internal network", "within the internal network",
                                      "inside the compose network", "within the compose network", "from other containers", "from inside the network", "from within the network",
                                      "from inside the docker network", "from within the docker network", "on the docker network", "by other containers", "to other containers"});
  only = clause.eat("only") || only;
  return only && inside && clause.closes() && add_exposure(said, subject, ExposureKind::not_published);
}

bool read_isolation(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these) return false;
  if (!clause.eat_any({"is isolated", "are isolated", "is fully isolated", "is completely isolated", "are fully isolated", "are completely isolated"})) return false;
  const std::size_t end = clause.at();
  clause.eat_any({"on", "in", "inside", "within"});
  clause.eat("the");
  const auto network = clause.code();
  if (!network) {
    clause.go_to(end);
    const Side side = eat_side(clause);
    if (side == Side::elsewhere || side == Side::host || !clause.closes()) return false;
  }
  add_exposure(said, subject, ExposureKind::isolated);
  for (const Spanned<std::string>& service : subject.services) {
    if (network && looks_like_service(network->value)) said.add(JoinsNetwork{.service = service, .network = *network});
  }
  return true;
}

bool read_entry_point(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these || !clause.eat_any({"is", "acts as", "serves as"})) return false;
  clause.eat_any({"the", "our"});
  if (clause.eat_any({"only public service", "only public-facing service", "only exposed service", "only published service", "only public container", "only exposed container"})) {
    return clause.closes() && add_exposure(said, subject, ExposureKind::only_exposed);
  }
  if (!clause.eat_any({"single entry point", "single public entry point", "single point of entry", "only entry point", "only way in", "only public entry point", "only entrance", "single way in",
                       "only door"})) {
    return false;
  }
  if (clause.next() == "for" || clause.next() == "of") return false;  // for some of the traffic
  return add_exposure(said, subject, ExposureKind::single_entry_point);
}

}  // namespace portolan::load
