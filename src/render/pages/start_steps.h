// The steps in which an environment starts, as the architecture and the health page tell them.
#pragma once

#include "render/facts/start_order.h"
#include "render/page.h"

namespace portolan::render {

/// What templates/parts/start.html names: `has_order`, `steps`, `more`, `cycle`. Without any dependency the order says nothing: no steps.
Data describe_start(const PageContext& page, const StartOrder& order);

}  // namespace portolan::render
