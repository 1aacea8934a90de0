// A resolved model as JSON, in the exact shape of `docker compose config --format json`.
#pragma once

#include "base/json.h"
#include "model/value.h"

namespace portolan::cli {

/// Keys in alphabetical order. The tool that people compare it with leaves `models` and all x-* below the first level out of its JSON, prints
/// some members of its structures even when they are empty, and spells a few keys with a capital; scripts that read it rely on that.
Json config_json(const Value& model);

}  // namespace portolan::cli
