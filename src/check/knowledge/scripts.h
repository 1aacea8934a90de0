// What `npm run NAME` starts: the scripts of the package that a service is made of.
#pragma once

#include <vector>

#include "check/knowledge/process.h"
#include "model/stack.h"

namespace portolan::check {

/// The words of the script that `words` call; empty when they call none, or when no package.json that was read holds it. Which package is meant:
/// that of the folder mounted over the code, else that of the build's context, else the only one of the stack.
/// Source: npm run-script, yarn run, pnpm run: references of their command lines.
std::vector<ProcessWord> script_words(const Stack& stack, const Service& service, const std::vector<ProcessWord>& words);

}  // namespace portolan::check
