// Places in the resolved model, for what the typed view does not hold.
#pragma once

#include <initializer_list>
#include <string_view>

#include "model/environment.h"

namespace portolan::render {

/// The value below these keys ("services", "web", "tmpfs"); nullptr when there is none.
const Value* find_resolved(const Environment& environment, std::initializer_list<std::string_view> keys);

}  // namespace portolan::render
