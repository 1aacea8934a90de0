#include "tests/source_tree.h"

namespace portolan::test {

std::string source_folder() { return PORTOLAN_SOURCE_DIR; }

std::string binary() { return PORTOLAN_BINARY; }

}  // namespace portolan::test
