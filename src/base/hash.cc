#include "base/hash.h"

#include <fmt/format.h>

namespace portolan {

std::string hex(std::uint64_t number) { return fmt::format("{:016x}", number); }

}  // namespace portolan
