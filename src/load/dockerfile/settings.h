// What single instructions of a Dockerfile settle: commands, ports, health checks.
#pragma once

#include <optional>
#include <string_view>

#include "load/dockerfile/build_values.h"
#include "load/dockerfile/instructions.h"
#include "model/companion.h"

namespace portolan::load {

/// Of CMD and ENTRYPOINT. Shape:  ["a", "b"], or a line for the shell.
CommandLine command_of(const Instruction& instruction);

/// Shape:  PORT[-PORT][/PROTOCOL]; nothing for what is none.
std::optional<PortRange> read_exposed(std::string_view text);

/// Shape:  NONE, or [--option=value…] CMD command. The command as written, or "NONE"; nothing when there is none. Options go into `options`.
/// Source: Dockerfile reference, HEALTHCHECK.
std::optional<Spanned<std::string>> read_health_check(const Instruction& instruction, const BuildValues& values, HealthCheck& options);

}  // namespace portolan::load
