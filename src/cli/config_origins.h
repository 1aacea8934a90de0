// Where each value of a resolved model comes from, in words and as JSON.
#pragma once

#include <string>

#include "base/json.h"
#include "base/source_map.h"
#include "model/value.h"

namespace portolan::cli {

/// "compose.yml:4:12, ${TAG:-7} by default": the place of the value, and each step that made it what it is; empty for what has no place.
std::string describe_origins(const Value& value, const SourceMap& sources);

/// Whether describe_origins says more than the place.
bool has_steps(const Value& value);

/// An object that maps the JSON pointer of each value of `printed` (the model as JSON) to where it comes from:
/// {"file", "line", "column", "end_line", "end_column", "steps": [{"kind", "name", "text", "file", …}]}.
/// Lines and columns are 1-based, columns count code points, ends are exclusive. `kind` is variable, default, unset, overridden, merged, extended,
/// included or implied; `text` is the expression of a variable; the place of a step is the definition of the variable, or the value that was
/// replaced, the file that was joined in, the service that was extended. A value without a place in a file has steps alone.
Json origins_json(const Value& model, const Json& printed, const SourceMap& sources);

}  // namespace portolan::cli
