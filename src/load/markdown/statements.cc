#include "load/markdown/statements.h"

namespace portolan::load {

void read_statements(Plan&, const SourceMap&) {}

}  // namespace portolan::load
