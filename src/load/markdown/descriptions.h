// What the description of a service says by the way: its image, its server, its ports.
#pragma once

#include "load/markdown/reading.h"

namespace portolan::load {

/// "PostgreSQL 15 (port 5433 on the host)", "Gunicorn with 4 workers". A server counts where the words say that it runs or serves: "built with Vite" does not.
void add_description_facts(Reading& reading, const Spanned<std::string>& service, const Stretch& words, const Frame& frame);

}  // namespace portolan::load
