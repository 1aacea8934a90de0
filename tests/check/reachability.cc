#include "check/reachability.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"

using namespace portolan;

/// One service a line: `name: networks; mode; ports`, e.g. `db: back`, `vpn: ; host`, `web: front back; ; 127.0.0.1:8080`.
static Environment environment_of(std::string_view text) {
  Environment environment;
  for (const std::string_view line : split(trim(text), '\n')) {
    const std::size_t colon = line.find(": ");
    Service& service = environment.services.emplace_back();
    service.name.value = std::string(trim(line.substr(0, colon)));
    const auto parts = split(line.substr(colon + 2), ';');
    for (const std::string_view network : split_words(parts[0])) {
      service.networks.push_back({.network = {std::string(network), {}}, .aliases = {}, .ipv4_address = {}, .ipv6_address = {}});
    }
    if (parts.size() > 1 && !trim(parts[1]).empty()) service.network_mode = Spanned<std::string>{std::string(trim(parts[1])), {}};
    if (parts.size() > 2) {
      PortMapping port;
      port.host_ip = std::string(trim(parts[2]));
      service.ports.push_back(port);
    }
  }
  for (const std::string_view name : {"open", "shut"}) {
    Network& network = environment.networks.emplace_back();
    network.name.value = std::string(name);
    network.internal = name == "shut";
  }
  return environment;
}

/// `a>b(net)` for each pair that connects, then who is reached from the host and from outside and who reaches the internet.
static std::string dump(const Environment& environment) {
  const check::Reachability reach = check::compute_reachability(environment);
  std::string text;
  for (std::size_t from = 0; from < environment.services.size(); ++from) {
    for (std::size_t to = 0; to < environment.services.size(); ++to) {
      const check::Way way = check::find_way(environment, environment.services[from], environment.services[to]);
      CHECK(way.reach == reach.between[from][to]);
      CHECK(way.networks == reach.shared_networks(from, to));
      if (reach.between[from][to] != check::Reach::direct) continue;
      text += fmt::format("{}>{}({}) ", environment.services[from].name.value, environment.services[to].name.value,
                          join(reach.shared_networks(from, to), ","));
    }
  }
  const auto list = [&](std::string_view title, const std::vector<bool>& set) {
    text += fmt::format("{}:", title);
    for (std::size_t i = 0; i < set.size(); ++i) {
      if (set[i]) text += fmt::format(" {}", environment.services[i].name.value);
    }
  };
  list("| host", reach.from_host);
  list(" | outside", reach.from_outside);
  list(" | internet", reach.to_internet);
  return text;
}

TEST_CASE("reachability follows networks, namespaces and published ports") {
  struct Case { std::string_view what, services, reach; };
  for (const Case& c : {
           Case{"a network joins", "a: open\nb: open", "a>b(open) b>a(open) | host: | outside: | internet: a b"},
           Case{"two networks part", "a: open\nb: shut", "| host: | outside: | internet: a"},
           Case{"one in the middle", "a: open\nm: open shut\nb: shut",
                "a>m(open) m>a(open) m>b(shut) b>m(shut) | host: | outside: | internet: a m"},
           Case{"no network means the default one", "a: ;\nb: ;", "a>b(default) b>a(default) | host: | outside: | internet: a b"},
           Case{"loopback is not outside", "a: open; ; 127.0.0.1\nb: shut; ; ::1", "| host: a b | outside: | internet: a"},
           Case{"all addresses are outside", "a: open; ; \nb: shut; ; 192.168.1.4", "| host: a b | outside: a b | internet: a"},
           Case{"none is alone", "a: open\nb: ; none", "| host: | outside: | internet: a"},
           Case{"the namespace of another", "a: shut; ; 0.0.0.0\nb: ; service:a", "a>b(shut) b>a(shut) | host: a b | outside: a b | internet:"},
           Case{"a namespace of nobody we know", "a: open\nb: ; container:elsewhere", "| host: | outside: | internet: a"},
           Case{"namespaces in a ring end", "a: ; service:b\nb: ; service:a", "| host: | outside: | internet:"},
           Case{"the host reaches what is published", "a: ; host\nb: shut; ; 127.0.0.1\nc: shut",
                "a>b() b>c(shut) c>b(shut) | host: a b | outside: a | internet: a"},
       }) {
    CAPTURE(c.what);
    CHECK(dump(environment_of(c.services)) == c.reach);
  }
}
