// A line of a compose file that stands in code: "`restart: always`".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "load/markdown/reading.h"

namespace portolan::load {

/// States what `code` says of each of `services`: one key of a service with its value on the same line ("cap_add: - NET_ADMIN" is a list of one), or a key that
/// stands in `healthcheck` or `build` alone ("test: [...]", "context: ./web"). False for everything else, JSON and keys of other tools among it.
bool read_code_key(Reading& reading, const Spanned<std::string>& code, const std::vector<Spanned<std::string>>& services, const Frame& frame);

/// An entry of the list that the bullet above speaks of: `"80:80"` below **`ports`**, `db: condition: service_healthy` below **`depends_on`**. `key` is that of a
/// service.
bool read_code_item(Reading& reading, std::string_view key, const Spanned<std::string>& code, const std::vector<Spanned<std::string>>& services, const Frame& frame);

}  // namespace portolan::load
