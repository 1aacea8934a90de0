// Dockerfile text → stages.
#pragma once

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/companion.h"

namespace portolan::load {

/// Source: Dockerfile reference (docs.docker.com/reference/dockerfile): parser directives, continuation lines, heredocs, ARG before FROM.
Dockerfile read_dockerfile(const SourceMap& sources, FileId file, Diagnostics& problems);

}  // namespace portolan::load
