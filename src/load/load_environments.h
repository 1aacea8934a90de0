// From the compose files of an environment, or from what plans say of it, to the environment itself.
#pragma once

#include "base/diagnostic.h"
#include "base/file_reader.h"
#include "base/source_map.h"
#include "load/environments.h"
#include "load/plan_stack/plan_stack.h"
#include "model/stack.h"

namespace portolan::load {

/// One way to run `stack`, whose folder and plans are known; all its profiles are on. A file that was not read before makes it a broken one.
Environment load_environment(FileReader& reader, SourceMap& sources, const FoundEnvironment& found, const Stack& stack, Diagnostics& problems);
/// The same of an environment that only plans describe.
Environment load_paper_environment(FileReader& reader, SourceMap& sources, const PaperEnvironment& paper, const Stack& stack, Diagnostics& problems);

}  // namespace portolan::load
