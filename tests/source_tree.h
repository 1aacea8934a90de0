// Where the source tree and the built binary lie. The one place that knows, so that no other test depends on paths of this machine.
#pragma once

#include <string>

namespace portolan::test {

std::string source_folder();
std::string binary();

}  // namespace portolan::test
