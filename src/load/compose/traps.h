// Plain words that the readers of YAML 1.1 take for something else.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// Says where an unquoted text below `model` is no text for YAML 1.1, or a number is no decimal one: `yes`, `22:22`, `2026-01-31`, `0644`. The
/// values stay what they are. Where the attribute is a truth value or permissions, the word is right and nothing is said.
/// Source: YAML 1.1, types bool, int and timestamp.
void report_yaml_traps(Loader& loader, const Value& model);

}  // namespace portolan::load
