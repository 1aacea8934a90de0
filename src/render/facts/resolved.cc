#include "render/facts/resolved.h"

namespace portolan::render {

const Value* find_resolved(const Environment& environment, std::initializer_list<std::string_view> keys) {
  const Value* found = &environment.resolved;
  for (const std::string_view key : keys) found = found ? found->find(key) : nullptr;
  return found;
}

}  // namespace portolan::render
