#include "model/stack.h"

namespace portolan {

const Environment* Stack::find_environment(std::string_view environment) const {
  for (const Environment& candidate : environments) {
    if (candidate.name == environment) return &candidate;
  }
  return nullptr;
}

const Dockerfile* Stack::find_dockerfile(std::string_view path) const {
  for (const Dockerfile& dockerfile : dockerfiles) {
    if (dockerfile.path == path) return &dockerfile;
  }
  return nullptr;
}

const Stack* Handbook::find_stack(std::string_view stack) const {
  for (const Stack& candidate : stacks) {
    if (candidate.name == stack) return &candidate;
  }
  return nullptr;
}

}  // namespace portolan
