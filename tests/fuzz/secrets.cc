#include "load/secret_text.h"
#include "tests/fuzz/target.h"

namespace portolan::fuzz {

void fuzz_secrets(std::string_view input) {
  load::find_secret_text(input, {}, [&](std::size_t begin, std::size_t end) { require(begin < end && end <= input.size(), "a secret stands inside its text"); });
}

}  // namespace portolan::fuzz
