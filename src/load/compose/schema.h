// Checks a model against the table of attributes.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// Reports every unknown key, wrong kind, unknown word, missing key and repeated item, and removes what is wrong from `model`, so that
/// later phases see only what they can read.
/// Source: the JSON schema of the Compose Specification.
void check_schema(Loader& loader, Value& model);

}  // namespace portolan::load
