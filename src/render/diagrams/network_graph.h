// From an environment to the graph that its picture shows.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/stack.h"
#include "render/diagrams/graph.h"
#include "render/diagrams/network_view.h"

namespace portolan::render {

/// Above this, one card stands for all services of a network: a picture of more is neither read nor within a page's 150 KB.
inline constexpr std::size_t most_services = 100, most_edges = 400;
/// The same for the tall picture, which small screens show.
inline constexpr std::size_t most_services_tall = 40;
/// Above this many services with ports, these are pills on the cards.
inline constexpr std::ptrdiff_t most_published = 6;
/// Above this, volumes are pills on the cards.
inline constexpr std::size_t most_services_with_volumes = 14;

bool too_large_for_one_picture(const Environment& environment);

/// The network in whose box a service stands: where those who call it are, else where those whom it calls are, else the first.
/// nullptr for a service without a network of its own.
const Network* primary_network(const Environment& environment, const Service& service);

/// "web", "8080 → 80", "53/udp", "any → 80": what stands on the pill of a published port.
std::string port_label(const PortMapping& port);
/// "a, b and c"; of more than twelve, the first ones and how many more.
std::string join_some(std::vector<std::string> names);
/// The image, or "build: DIR → base image".
std::string origin_of(const Stack& stack, const Service& service);

/// One node for each service.
Graph network_graph(const Stack& stack, const Environment& environment, const DiagramLinks& links);
/// One node for each network, for environments that are too large.
Graph overview_graph(const Stack& stack, const Environment& environment, const DiagramLinks& links);

}  // namespace portolan::render
