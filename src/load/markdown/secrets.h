// Passwords and keys that a document spells out: found, so that no excerpt and no page shows them.
#pragma once

#include <string_view>

#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

/// True for names of things whose value is secret: "DB_PASSWORD", "api_token", "SECRET_KEY"; not for "DB_PASSWORD_FILE".
bool names_secret(std::string_view name);
/// True for values that tell nothing: "${DB_PASSWORD}", "<password>", "changeme", "your-token", "required", a path.
bool is_placeholder(std::string_view value);

/// Marks values after secret names (`PASSWORD=…`, "Password: …", rows of tables), passwords in URLs and after `--password`.
void mark_secrets(const Plan& plan, SourceMap& sources);

}  // namespace portolan::load
