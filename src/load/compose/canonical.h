// Short syntaxes into their long forms.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// Every short form below `model`; what cannot be read is reported and removed. The table of places stands in the .cc.
/// Source: Compose Specification; the reference implementation for the order.
void expand_short_forms(Loader& loader, Value& model);

/// "./dir" → {context: ./dir}.
void expand_build(Value& value);
/// [db] → {db: {condition: service_started, required: true}}; in a mapping only what is missing is added.
void expand_dependencies(Value& value);
/// [front] → {front: null}.
void expand_names(Value& value);

}  // namespace portolan::load
