// One binary for each target: PORTOLAN_FUZZ_TARGET is the name of its function.
#include <cstdint>

#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  portolan::fuzz::PORTOLAN_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
