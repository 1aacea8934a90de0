// Values of a plan that only hold the place of one.
#pragma once

#include <string_view>

#include "model/value.h"

namespace portolan::load {

/// Tags what no compose file could hold: "...", a duration "5-10s", a port "<port>". Texts with a gap in them ("pg_isready -U {user}") stay as they are.
void mark_placeholders(Value& document);

/// Whether a text that Compose would take has a gap that somebody has to fill: "<password>", "{user}", "your-domain.com".
bool has_gap(std::string_view text);

}  // namespace portolan::load
