// What stands in the box of a service: ports, images, servers, keys with their values.
#pragma once

#include "load/markdown/drawing/node_words.h"

namespace portolan::load {

/// "5433:5432" is published; of a port alone the side is not said.
void add_written_port(Reading& reading, const Spanned<std::string>& service, const WrittenPort& port, const Stretch& words, const Frame& frame);

/// One line: "Port 80/443, load balancer", "8000", "Volumes: a, b", `postgres:15`, "4 workers". Words of another shape state nothing.
void read_box_line(Reading& reading, const Spanned<std::string>& service, const Stretch& line, const Frame& frame);

}  // namespace portolan::load
