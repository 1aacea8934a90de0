// Passwords and keys that a document spells out: found, so that no excerpt and no page shows them.
#pragma once

#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

/// Marks what find_secret_text finds in the document and the cells of tables whose row or column is about a secret; blanks secrets in the
/// targets of links.
void mark_secrets(Plan& plan, SourceMap& sources);

}  // namespace portolan::load
