// Puts the values of variables into the texts of a model.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// Replaces ${VARIABLES} in every text below `model` (values, never keys) and leaves on each text that changed where its parts came from.
/// A text that cannot be read is reported and stays as it was.
void interpolate(Loader& loader, const Scope& scope, Value& model);

}  // namespace portolan::load
