// model → claims with verdicts, and findings. Reads nothing but the model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::check {

/// Binds and proves every statement, runs every rule, adds load's problems as findings. Sorted, fingerprinted; the same for any number of threads.
StackReport check_stack(const Stack& stack, const SourceMap& sources);

/// The handbook's own problems (files of no stack) as findings, sorted.
std::vector<Finding> report_problems(const Handbook& handbook, const SourceMap& sources);

}  // namespace portolan::check
