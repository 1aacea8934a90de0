#include <utility>

#include "load/markdown/sentences/families.h"

namespace portolan::load {

namespace {

bool eat_of_host(Clause& clause) { return clause.eat_any({"on the host", "of the host", "on your machine", "of your machine", "on localhost", "on the host machine", "of the host machine"}); }

bool eat_of_container(Clause& clause) {
  return clause.eat_any({"in the container", "inside the container", "in its container", "inside its container", "of the container", "within the container", "inside docker", "internally"});
}

bool add_port(const Said& said, const Subject& subject, const Spanned<int>& port, bool on_host) {
  for (const Spanned<std::string>& service : subject.services) {
    PublishesPort fact{.service = service};
    (on_host ? fact.host_port : fact.container_port) = port;
    if (on_host) fact.published = true;
    said.add(std::move(fact));
  }
  return true;
}

}  // namespace

bool read_port(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these) return false;
  if (const auto be = eat_be(clause); be && !*be) return false;
  const bool published = clause.eat_any({"published", "mapped"});
  const bool listens = !published && clause.eat_any({"listens", "listen", "should listen", "must listen"});
  if (!published && !listens && !clause.eat_any({"exposed", "reachable", "available", "accessible"})) return false;
  if (!clause.eat_any({"on", "to", "at", "through"})) return false;
  clause.eat_any({"the", "your"});
  bool host = clause.eat_any({"host", "host's", "localhost"});
  const bool container = clause.eat("container");
  if (!clause.eat_any({"port", "ports"})) return false;
  const auto port = clause.number();
  if (!port) return false;
  host = eat_of_host(clause) || host;
  if (host) return add_port(said, subject, *port, true);
  if (listens || container) {
    // What follows may be another side: "listens on port 80 of the load balancer".
    if (!clause.ends() && !eat_of_container(clause) && clause.next() != "and" && clause.next() != "for") return false;
    return add_port(said, subject, *port, false);
  }
  return published && clause.ends() && add_port(said, subject, *port, true);
}

}  // namespace portolan::load
