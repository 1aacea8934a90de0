#include "render/diagrams/network_view.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "render/diagrams/layout_workers.h"
#include "render/diagrams/network_graph.h"
#include "tests/golden.h"
#include "tests/render/diagrams/sample_stack.h"
#include "tests/render/diagrams/xml_check.h"

namespace portolan::render {

using namespace test;

static Diagram draw(const Stack& stack, DiagramLinks links = {}) {
  static LayoutWorkers workers(2);
  if (!links.service) links.service = [](const Service& service) { return "services/" + service.name.value + ".html"; };
  return draw_network(stack, stack.environments.at(0), [](const LayoutInput& input) { return workers.layout(input); }, links);
}

static Stack stack_of(std::vector<Service> services, std::vector<Network> networks) {
  Stack stack;
  stack.title = "Test";
  Environment environment;
  environment.title = "Test";
  environment.services = std::move(services);
  environment.networks = std::move(networks);
  stack.environments.push_back(environment);
  return stack;
}

TEST_CASE("the sample is drawn as it was accepted") {
  const Diagram diagram = draw(sample_stack(), {.ports = "ports.html", .volumes = "volumes.html"});
  CHECK(differs_from_golden("diagrams/sample-wide.svg", diagram.svg_wide) == "");
  CHECK(differs_from_golden("diagrams/sample-tall.svg", diagram.svg_tall) == "");
}

TEST_CASE("a picture is the same when it is drawn again by other workers") {
  const Stack stack = sample_stack();
  const auto once = [&] {
    LayoutWorkers workers(1);
    return draw_network(stack, stack.environments[0], [&](const LayoutInput& input) { return workers.layout(input); }, {});
  };
  const Diagram first = once(), second = once();
  CHECK(first.svg_wide == second.svg_wide);
  CHECK(first.svg_tall == second.svg_tall);
  CHECK(first.css == second.css);
}

TEST_CASE("a picture shrinks to its frame until its words would be too small") {
  struct Case { double width; std::string rule; };
  for (const Case& c : {Case{900, ""}, Case{1160, ""}, Case{1500, "#dia .vp>svg.lr{min-width:930px}\n"}, Case{4000, "#dia .vp>svg.lr{min-width:2480px}\n"}}) {
    CAPTURE(c.width);
    LayoutWorkers workers(1);
    const auto layout = [&](const LayoutInput& input) {
      Layout placed = workers.layout(input);
      placed.width = c.width;
      return placed;
    };
    const Stack stack = stack_of({}, {});
    const std::string css = draw_network(stack, stack.environments[0], layout, {.id = "dia"}).css;
    CHECK((css.find("min-width") == std::string::npos ? "" : css.substr(css.find("#dia .vp"))) == c.rule);
  }
}

TEST_CASE("the tab key follows the flow: entry, proxies, applications, data") {
  const XmlText svg = read_xml(draw(sample_stack(), {.ports = "p", .volumes = "v"}).svg_wide);
  REQUIRE(svg.fault == "");
  std::vector<std::string> labels;
  for (const XmlElement& element : svg.elements) {
    if (element.name == "a") labels.push_back(element.attribute("aria-label").substr(0, 8));
  }
  CHECK(labels == std::vector<std::string>{"Internet", "nginx ng", "frontend", "backend ", "certbot ", "worker g", "beat ghc", "db postg", "redis re",
                                           "certs, v", "media, v", "pgdata, ", "redisdat"});
}

TEST_CASE("the legend names only what the picture shows") {
  const auto texts = [](const Diagram& diagram) {
    std::vector<std::string> out;
    for (const LegendItem& item : diagram.legend) out.push_back(item.text);
    return out;
  };
  CHECK(texts(draw(sample_stack())) == std::vector<std::string>{"waits until healthy", "starts after", "mount, read and write", "mount, read only",
                                                                "published port", "internal: no way to the Internet"});
  Service job = make_service("job", "busybox", {"net"});
  depend(job, "web", DependencyCondition::completed);
  const Diagram diagram = draw(stack_of({make_service("web", "nginx", {"net"}), job}, {make_network("net", false)}));
  CHECK(texts(diagram) == std::vector<std::string>{"waits until completed"});
  CHECK(diagram.has_dependencies);
  CHECK_FALSE(diagram.has_ports);
  CHECK_FALSE(diagram.has_volumes);
}

TEST_CASE("the text says what the picture shows") {
  const std::vector<std::string> sentences = draw(sample_stack()).sentences;
  REQUIRE(sentences.size() == 10);
  CHECK(sentences[0] ==
        "nginx (nginx:1.27-alpine) in network frontend; publishes 80 and 443 on every address; waits until backend is healthy; starts after frontend; "
        "mounts certs at /etc/letsencrypt (read only), media at /srv/media (read only) and ./nginx.conf at /etc/nginx/nginx.conf (read only)");
  CHECK(sentences[4] == "worker (ghcr.io/acme/api:2.4.1) in network backend; waits until db and redis are healthy");
  CHECK(sentences[9] == "network backend, internal: no way out to the Internet, joins backend, worker, beat, db and redis");
}

TEST_CASE("what is published on loopback comes from this machine, all else from the Internet") {
  Service web = make_service("web", "nginx", {"net"}), db = make_service("db", "postgres", {"net"});
  publish(web, 8080, 80, "");
  publish(db, 5432, 5432, "127.0.0.1");
  const XmlText svg = read_xml(draw(stack_of({web, db}, {make_network("net", false)})).svg_wide);
  CHECK(svg.count("g", "ext") == 1);
  CHECK(svg.count("g", "host") == 1);
  CHECK(svg.count("rect", "portpill") == 2);
}

TEST_CASE("a path of the host is a node when several services mount it, else a note on the card") {
  Service one = make_service("one", "a", {"net"}), two = make_service("two", "b", {"net"});
  mount(one, "./shared", "/shared", MountType::bind, false);
  mount(two, "./shared", "/shared", MountType::bind, true);
  mount(two, "./alone", "/alone", MountType::bind, true);
  const Diagram diagram = draw(stack_of({one, two}, {make_network("net", false)}));
  const XmlText svg = read_xml(diagram.svg_wide);
  CHECK(svg.count("g", "path") == 1);
  CHECK(svg.count("g", "mnt") == 2);
  CHECK(svg.count("circle", "ro") == 1);
  CHECK(diagram.svg_wide.find(">1 bind mount<") != std::string::npos);
}

TEST_CASE("where nearly everything is published, the ports stand on the cards") {
  std::vector<Service> services;
  for (int i = 0; i < 7; ++i) {
    services.push_back(make_service("s" + std::to_string(i), "image", {"net"}));
    publish(services.back(), static_cast<std::uint16_t>(8000 + i), 80, i == 0 ? "127.0.0.1" : "");
  }
  const XmlText svg = read_xml(draw(stack_of(services, {make_network("net", false)})).svg_wide);
  CHECK(svg.count("g", "pub") == 0);
  CHECK(svg.count("g", "ext") == 0);
  CHECK(svg.count("g", "port") == 7);
  CHECK(svg.count("g", "local") == 1);
}

TEST_CASE("paths of the system that containers share are no data") {
  std::vector<Service> services;
  for (int i = 0; i < 7; ++i) {
    services.push_back(make_service("s" + std::to_string(i), "image", {"net"}));
    mount(services.back(), "/etc/localtime", "/etc/localtime", MountType::bind, true);
    mount(services.back(), "./shared-by-all", "/shared", MountType::bind, false);
    if (i < 2) mount(services.back(), "/var/run/docker.sock", "/var/run/docker.sock", MountType::bind, true);
  }
  const Diagram diagram = draw(stack_of(services, {make_network("net", false)}));
  CHECK(read_xml(diagram.svg_wide).count("g", "path") == 1);
  CHECK(diagram.svg_wide.find(">2 bind mounts<") != std::string::npos);
}

TEST_CASE("services without a network of their own have their place") {
  Service app = make_service("app", "a", {"net"}), agent = make_service("agent", "b", {}), side = make_service("side", "c", {}), mute = make_service("mute", "d", {});
  agent.network_mode = Spanned<std::string>{"host", {}};
  side.network_mode = Spanned<std::string>{"service:app", {}};
  mute.network_mode = Spanned<std::string>{"none", {}};
  const Stack stack = stack_of({app, agent, side, mute}, {make_network("net", false)});
  const Graph graph = network_graph(stack, stack.environments[0], {});
  REQUIRE(graph.nodes.size() == 4);
  struct Case { std::string_view name; int cluster; std::string_view pill; };
  for (const Case& c : {Case{"app", 0, ""}, Case{"agent", -1, "host network"}, Case{"side", 0, "network of app"}, Case{"mute", -1, "no network"}}) {
    CAPTURE(c.name);
    const auto node = std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const GraphNode& one) { return one.name == c.name; });
    REQUIRE(node != graph.nodes.end());
    CHECK(node->cluster == c.cluster);
    CHECK((node->pills.empty() ? "" : node->pills[0].text) == c.pill);
  }
}

TEST_CASE("a service in several networks stands where its callers are") {
  const Stack stack = sample_stack();
  const Environment& environment = stack.environments[0];
  CHECK(primary_network(environment, *environment.find_service("backend"))->name.value == "frontend");
  CHECK(primary_network(environment, *environment.find_service("db"))->name.value == "backend");
  CHECK(primary_network(environment, make_service("lost", "x", {"nowhere"})) == nullptr);
}

TEST_CASE("port_label") {
  struct Case { std::optional<PortRange> published; PortRange target; std::string_view protocol, label; };
  for (const Case& c : {
           Case{PortRange{80, 80}, {80, 80}, "tcp", "80"},
           Case{PortRange{8080, 8080}, {80, 80}, "tcp", "8080 → 80"},
           Case{PortRange{53, 53}, {53, 53}, "udp", "53/udp"},
           Case{std::nullopt, {80, 80}, "tcp", "any → 80"},
           Case{PortRange{9000, 9010}, {9000, 9010}, "tcp", "9000-9010"},
       }) {
    PortMapping port;
    port.published = c.published;
    port.target = c.target;
    port.protocol = c.protocol;
    CHECK(port_label(port) == c.label);
  }
}

TEST_CASE("join_some") {
  CHECK(join_some({}) == "");
  CHECK(join_some({"a", "b", "c"}) == "a, b and c");
  CHECK(join_some(std::vector<std::string>(12, "x")) == "x, x, x, x, x, x, x, x, x, x, x and x");
  CHECK(join_some(std::vector<std::string>(40, "x")) == "x, x, x, x, x, x, x, x, x, x, x and 29 more");
}

TEST_CASE("a build says what its last stage, or its target, is made from") {
  Stack stack;
  Dockerfile dockerfile;
  dockerfile.path = "app/Dockerfile";
  dockerfile.stages.resize(3);
  dockerfile.stages[0].base.value = "node:20";
  dockerfile.stages[0].name = "builder";
  dockerfile.stages[1].base.value = "builder";
  dockerfile.stages[1].name = "dev";
  dockerfile.stages[2].base.value = "nginx:1.27";
  stack.dockerfiles.push_back(dockerfile);
  Service service;
  service.build.emplace();
  service.build->context.value = "./app";
  service.build->resolved_dockerfile = "app/Dockerfile";
  CHECK(origin_of(stack, service) == "build: ./app → nginx:1.27");
  service.build->target = Spanned<std::string>{"dev", {}};
  CHECK(origin_of(stack, service) == "build: ./app → node:20");
  service.build->resolved_dockerfile = "";
  CHECK(origin_of(stack, service) == "build: ./app");
}

TEST_CASE("hostile names stay text") {
  const std::vector<std::string> names{"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'&amp;&#x3c;", std::string(10000, 'W'), "\x01\x1b[31m\x7f",
                                       "\u202eevil\u2066", "\xff\xfe bytes", "\uffff\ufffe", "line\nbreak\ttab", "]]>", "\u0639\u0631\u0628\u064a", ""};
  std::vector<Service> services;
  for (const std::string& name : names) {
    Service service = make_service(name, name, {name, "second" + name});
    depend(service, names[services.size() / 2], DependencyCondition::healthy);
    mount(service, name, name, MountType::volume, false);
    publish(service, 80, 81, name);
    services.push_back(service);
  }
  std::vector<Network> networks;
  for (const std::string& name : names) networks.push_back(make_network(name, true));
  const Stack stack = stack_of(services, networks);
  const Diagram diagram = draw(stack, {.service = [](const Service& service) { return "javascript\"" + service.name.value; }, .ports = "\"'<>", .volumes = "&"});
  std::set<std::string> ids;
  for (const std::string& text : {diagram.svg_wide, diagram.svg_tall}) {
    const XmlText svg = read_xml(text);
    CHECK(svg.fault == "");
    for (const XmlElement& element : svg.elements) {
      CHECK((element.name == "svg" || element.name == "title" || element.name == "desc" || element.name == "g" || element.name == "a" || element.name == "text" ||
             element.name == "rect" || element.name == "path" || element.name == "circle" || element.name == "ellipse"));
      for (const auto& [key, value] : element.attributes) {
        CHECK(key.substr(0, 2) != "on");
        CHECK(key != "style");
        if (key == "id") CHECK(ids.insert(value).second);
      }
    }
    CHECK(svg.count("a", "svc") == names.size());
  }
  CHECK(ids.size() == 4);
}

TEST_CASE("what is seen stands at the beginning of what is read aloud") {
  const XmlText svg = read_xml(draw(sample_stack()).svg_wide);
  const auto backend = std::find_if(svg.elements.begin(), svg.elements.end(), [](const XmlElement& element) {
    return element.attribute("href") == "services/backend.html";
  });
  REQUIRE(backend != svg.elements.end());
  CHECK(backend->attribute("aria-label") == "backend ghcr.io/acme/api:2.4.1 frontend backend");
}

TEST_CASE("large environments: volumes become pills, then networks become cards, and nothing hangs") {
  struct Case { int services; bool collapsed; std::size_t cards, cylinders, tall_cards; };
  for (const Case& c : {Case{14, false, 14, 1, 14}, Case{15, false, 15, 0, 15}, Case{41, false, 41, 0, 3}, Case{100, false, 100, 0, 3}, Case{400, true, 3, 0, 3}}) {
    CAPTURE(c.services);
    std::vector<Service> services;
    for (int i = 0; i < c.services; ++i) {
      Service service = make_service("s" + std::to_string(i), "image", {"net" + std::to_string(i % 3)});
      if (i > 0) depend(service, "s" + std::to_string(i / 2), DependencyCondition::healthy);
      mount(service, "data", "/data", MountType::volume, false);
      if (i % 50 == 0) publish(service, static_cast<std::uint16_t>(8000 + i), 80, "");
      services.push_back(service);
    }
    const Diagram diagram = draw(stack_of(services, {make_network("net0", false), make_network("net1", false), make_network("net2", true)}));
    const XmlText svg = read_xml(diagram.svg_wide);
    CHECK(svg.fault == "");
    CHECK(diagram.collapsed == c.collapsed);
    CHECK(svg.count("a", "svc") + svg.count("g", "svc") == c.cards);
    CHECK(svg.count("g", "vol") == c.cylinders);
    const XmlText tall = read_xml(diagram.svg_tall);
    CHECK(tall.fault == "");
    CHECK(tall.count("a", "svc") + tall.count("g", "svc") == c.tall_cards);
    CHECK(diagram.svg_wide.size() + diagram.svg_tall.size() < 110'000);
  }
}

TEST_CASE("services without any line stand in a block, not in a row") {
  std::vector<Service> services;
  for (int i = 0; i < 12; ++i) services.push_back(make_service("s" + std::to_string(i), "image", {"net"}));
  const Diagram diagram = draw(stack_of(services, {make_network("net", false)}));
  for (const std::string& text : {diagram.svg_wide, diagram.svg_tall}) {
    const XmlText svg = read_xml(text);
    const double width = std::stod(svg.elements.at(0).attribute("width")), height = std::stod(svg.elements.at(0).attribute("height"));
    CHECK(std::max(width, height) / std::min(width, height) < 2.5);
    CHECK(svg.count("g", "e") == 0);
  }
}

TEST_CASE("cycles, self-references and absent services do no harm") {
  Service a = make_service("a", "x", {"net"}), b = make_service("b", "x", {"net"});
  depend(a, "b", DependencyCondition::healthy);
  depend(b, "a", DependencyCondition::healthy);
  depend(a, "a", DependencyCondition::healthy);
  depend(a, "absent", DependencyCondition::healthy);
  const XmlText svg = read_xml(draw(stack_of({a, b}, {make_network("net", false)})).svg_wide);
  CHECK(svg.fault == "");
  CHECK(svg.count("g", "dep") == 2);
  CHECK(read_xml(draw(stack_of({}, {})).svg_wide).fault == "");
}

}  // namespace portolan::render
