// The files beside the compose files: Dockerfiles, proxies, packages, env templates, and the programs that ask for variables.
#pragma once

#include "base/file_reader.h"
#include "base/source_map.h"
#include "load/discover.h"
#include "model/stack.h"

namespace portolan::load {

/// What discovery found, and the Dockerfiles and proxy files that the services of `stack` name. Faults become problems of the stack.
void load_companions(FileReader& reader, SourceMap& sources, const FoundStack& found, Stack& stack);

/// What can't be read as text is no program of anybody's, so nothing is said of it. Of a large repository the first files are looked at, up to limits.
/// Needs the stack's companions, since a Dockerfile says what reaches a container.
void load_variable_reads(FileReader& reader, SourceMap& sources, Stack& stack);

}  // namespace portolan::load
