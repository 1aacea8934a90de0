// package.json → the scripts that `npm run NAME` starts.
#pragma once

#include "base/source_map.h"
#include "model/companion.h"

namespace portolan::load {

/// Shape:  the map `scripts` of names and command lines; everything else is left out, and a file that is no JSON has no scripts.
/// Source: npm documentation, package.json, scripts.
PackageManifest read_manifest(const SourceMap& sources, FileId file);

}  // namespace portolan::load
