// What is worth saying about a document that can be read: what runs on to its end, and signs that turn its text around.
#pragma once

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

/// A fence or a comment that is never closed hides all that follows it; a direction override shows words in another order than they are read.
/// At most one warning for each.
void remark_document(const Plan& plan, const SourceMap& sources, Diagnostics& problems);

}  // namespace portolan::load
