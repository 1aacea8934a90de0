// From what was typed to what is meant: "yes" → true, "512m" → bytes, a command line → words, after the table of attributes.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// Right after interpolation, before the schema: texts at places of truth values and numbers. What is none is reported and removed.
/// Source: the reference implementation's casts; YAML words such as `yes` are accepted with a warning.
void cast_scalars(Loader& loader, Value& model);

/// The whole model into canonical form: units, lists, mappings of text.
void apply_forms(Loader& loader, Value& model);

/// Removes what says nothing: false, zero and empty values where they are the same as no value.
void drop_empty(Loader& loader, const Scope& scope, Value& model);

}  // namespace portolan::load
