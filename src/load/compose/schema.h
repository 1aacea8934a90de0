// Checks a model against the table of attributes.
#pragma once

#include "load/compose/loader.h"
#include "load/compose/reset.h"

namespace portolan::load {

/// Reports every unknown key, wrong kind, unknown word, missing key and repeated item, and removes what is wrong from `model`, so that
/// later phases see only what they can read.
/// Source: the JSON schema of the Compose Specification.
void check_schema(Loader& loader, Value& model);

/// The same for one value that its phase takes out of the model before: `place` are the keys that lead to it. False when it must go.
bool check_entry(Loader& loader, const ResetPath& place, Value& value);

}  // namespace portolan::load
