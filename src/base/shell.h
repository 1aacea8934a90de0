// Words for a POSIX shell: commands that people copy must mean what they say, whatever a file or a service is called.
#pragma once

#include <string>
#include <string_view>

namespace portolan {

/// The word as a shell takes it literally: as it is when nothing in it is special, else in single quotes.
std::string quote_for_shell(std::string_view word);

}  // namespace portolan
