// The last hand on problems before anybody reads them.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// Adds to the help of each problem the section of the Compose Specification that its place belongs to: "(specification: services › ports)".
void name_sections(const SourceMap& sources, Diagnostics& problems);

/// Replaces by bullets what messages quote from secrets: values of `variables` with secret names, `secret_texts`, and whatever stands behind a
/// secret name in the lines of the problem. Marks those lines in `sources`.
void hide_secrets(SourceMap& sources, const Variables& variables, const std::set<std::string>& secret_texts, Diagnostics& problems);

}  // namespace portolan::load
