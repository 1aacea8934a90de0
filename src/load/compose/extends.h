// `extends`: a service that starts as a copy of another one.
#pragma once

#include "load/compose/loader.h"
#include "load/compose/reset.h"

namespace portolan::load {

/// Resolves every `extends` of the services of `document`, which stands in `file`. What cannot be resolved is reported, and the service
/// stays as it is without the key.
/// Source: Compose Specification, extends.
void apply_extends(Loader& loader, const Scope& scope, FileId file, Value& document, const std::vector<ResetPath>& resets);

}  // namespace portolan::load
