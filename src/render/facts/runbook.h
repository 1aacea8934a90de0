// Commands for the hour of need that follow from the files: who holds our ports, does this service answer.
#pragma once

#include <string>
#include <vector>

#include "model/environment.h"

namespace portolan::render {

/// The probe of a health check as a command for a shell on the host; "" for a service without one.
std::string probe_command(const Environment& environment, const Service& service);

/// "lsof -nP -iTCP:8000,5433 -sTCP:LISTEN": who holds the ports that this environment wants; one line for TCP, one for UDP, at most 30 ports each.
std::vector<std::string> port_holder_commands(const Environment& environment);

/// The services that `service` needs, near ones first, each once: those it waits for, those these wait for, and so on.
std::vector<const Service*> find_needs(const Environment& environment, const Service& service);

}  // namespace portolan::render
