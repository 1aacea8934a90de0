// Golden files: expected output kept beside the tests. PORTOLAN_BLESS=1 accepts what the code says now; then read the diff.
#pragma once

#include <string>
#include <string_view>

namespace portolan::test {

/// The whole of a file of the source tree ("tests/golden/…"); an empty text when there is none.
std::string read_source_file(std::string_view path);

/// Compares `actual` with tests/golden/`name`; with PORTOLAN_BLESS=1 writes it there first. Returns "" when equal, else the first line that differs.
std::string differs_from_golden(std::string_view name, std::string_view actual);

}  // namespace portolan::test
