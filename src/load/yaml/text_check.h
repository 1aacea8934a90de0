// What a file must be before YAML is looked for in it: bounded, UTF-8, free of control characters.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "load/yaml/yaml.h"

namespace portolan::load {

/// The first reason why the bytes of `file` are no text that YAML allows, with its place; nothing for good text. yaml-cpp lets all of this
/// through in silence, or transcodes it so that offsets no longer fit.
std::optional<Diagnostic> check_yaml_text(FileId file, std::string_view text, const YamlLimits& limits);

}  // namespace portolan::load
